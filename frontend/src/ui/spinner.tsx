import { LoaderCircle } from 'lucide-react';
import { cn } from './cn.ts';

/** A turning circle; says nothing by itself, so write beside it what is awaited. */
export function Spinner({ className }: { readonly className?: string }) {
  return <LoaderCircle aria-hidden="true" className={cn('size-4 animate-spin', className)} />;
}
