import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { api } from '../../../api/queries.ts';
import { ChangesContext } from './changes.ts';
import { makeChanges } from './make-changes.ts';
import { makeTurns } from './turns.ts';
import { useAsk } from './use-ask.tsx';
import { useRefresh } from './use-refresh.ts';
import { useSay } from './use-say.ts';
import { useUndoKeys } from './undo-keys.ts';

/**
 * Carries out changes and asks what they leave open, for the side bar and all pages: goes around both. Ctrl+Z takes the
 * newest back on each of them.
 */
export function OrganiseHost({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { ask, dialog } = useAsk();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const say = useSay();
  const [inTurn] = useState(makeTurns);
  const changes = useMemo(
    () =>
      makeChanges({
        client,
        ask,
        say,
        refresh,
        inTurn,
        nameOf: async (folderId) =>
          folderId === null
            ? t('files.title')
            : (await queries.fetchQuery(api.find.details.queryOptions({ input: { id: folderId } }))).name,
      }),
    [ask, say, refresh, inTurn, queries, t],
  );
  useUndoKeys(changes);
  return (
    <ChangesContext value={changes}>
      {children}
      {dialog}
    </ChangesContext>
  );
}
