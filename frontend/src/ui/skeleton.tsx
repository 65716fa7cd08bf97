import { cn } from './cn.ts';

/** Holds the place of something that is on its way; give it the size of that. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={cn('animate-pulse rounded-md bg-line', className)} />;
}
