import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineChoice, ExternalEndpoint } from '../../../../electron/contract/engine.ts';
import type { CloudSource } from '../../../../electron/contract/setup.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { EngineOptions } from '../../ui/engine-options.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { keepPlace, type KnownServer, readPlace } from './kept-place.ts';
import { RestoreOffer } from './restore-offer.tsx';

/** Who looks after the storage; the address of a server of one's own is known once it was checked. */
export type ServerChoice =
  | { readonly kind: 'managed' }
  | { readonly kind: 'external'; readonly endpoint: string | null };

interface StorageChoiceProps {
  readonly kind: 'managed' | 'external';
  readonly onServer: (server: ServerChoice) => void;
  /** The server holds a cloud that may be brought back. */
  readonly onRestore: (source: CloudSource) => void;
}

/** The choice of program or server; each is remembered by the core as soon as it is made. */
export function StorageChoice({ kind, onServer, onRestore }: StorageChoiceProps) {
  const { t } = useTranslation();
  const options = useQuery(api.setup.engineOptions.queryOptions({ staleTime: 0 }));
  const [tried, setTried] = useState<ExternalEndpoint | null>(null);
  const [begun] = useState(newServer);
  const choose = useMutation(api.setup.chooseEngine.mutationOptions());

  function apply(choice: EngineChoice): void {
    if (choice.kind === 'managed') {
      keepPlace(null);
      onServer({ kind: 'managed' });
    }
    setTried(choice.kind === 'external' ? choice.external : null);
    choose.mutate(choice, {
      onSuccess() {
        if (choice.kind !== 'external') return;
        keepPlace(null);
        onServer({ kind: 'external', endpoint: choice.external.endpoint });
      },
    });
  }

  const failure = choose.error === null ? null : toFailure(choose.error);
  const holdsCloud = failure?.code === 'BUCKET_OTHER_CLOUD' && tried !== null;

  if (options.error !== null)
    return (
      <FailureCard failure={toFailure(options.error)} actions={{ retry: () => void options.refetch() }} />
    );
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-muted">{t('common.storage.text')}</p>
      <EngineOptions
        kind={kind}
        options={options.data}
        onChoose={apply}
        onExternal={() => {
          choose.reset();
          onServer({ kind: 'external', endpoint: null });
        }}
        begin={begun}
        onFilled={keepServer}
        busy={choose.isPending}
        failure={failure}
        checked={choose.isSuccess}
      />
      {holdsCloud ? (
        <RestoreOffer
          kind="server"
          place={null}
          onRestore={() => onRestore({ kind: 'server', external: tried })}
        />
      ) : null}
    </div>
  );
}

/** The server that was being filled in for a new cloud; null for none. */
function newServer(): KnownServer | null {
  const kept = readPlace();
  return kept?.use === 'new' && kept.kind === 'server' ? kept.server : null;
}

function keepServer(server: KnownServer): void {
  keepPlace({ use: 'new', kind: 'server', server });
}
