import { useCallback } from 'react';
import { toast } from 'sonner';
import { type FailureText, useFailureText as usePlainText } from '../i18n/failure-text.ts';
import { toFailure } from './errors.ts';

/** Turns whatever was thrown into sentences of the language in use. */
export function useFailureText(): (error: unknown) => FailureText {
  const text = usePlainText();
  return useCallback((error) => text(toFailure(error)), [text]);
}

/** Says what failed in a short message; for failures that no place on the page stands for. */
export function useFailureToast(): (error: unknown) => void {
  const text = useFailureText();
  return useCallback(
    (error) => {
      const { title, message } = text(error);
      toast.error(title, { description: message });
    },
    [text],
  );
}
