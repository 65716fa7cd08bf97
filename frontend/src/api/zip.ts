import { useCallback } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { useFailureToast } from './failure.ts';

/** Asks for the place of an archive and writes files and folders into it; how it goes is shown by the transfers. */
export function useZip(): (nodes: readonly DriveNode[]) => Promise<void> {
  const failed = useFailureToast();
  return useCallback(
    (_nodes) => {
      failed(new Error('archives are not written yet'));
      return Promise.resolve();
    },
    [failed],
  );
}
