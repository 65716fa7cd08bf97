import { createContext, use } from 'react';
import type { Subject } from './subject.ts';

/** What is in the preview, for all that is drawn within. */
export interface Shown {
  readonly subject: Subject;
  /** Where its bytes are. */
  readonly url: string;
  /** Where a small picture of it is, if it can have one. */
  readonly thumbnail: string | null;
  readonly onDownload: (() => void) | undefined;
}

export const ShownContext = createContext<Shown | null>(null);

/** What is shown, inside of the preview. */
export function useShown(): Shown {
  const shown = use(ShownContext);
  if (shown === null) throw new Error('outside of the preview');
  return shown;
}
