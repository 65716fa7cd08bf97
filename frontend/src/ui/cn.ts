import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { theme: { radius: ['control', 'card'], shadow: ['card', 'float'] } },
});

/** Joins class names; of two that say the same thing differently, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
