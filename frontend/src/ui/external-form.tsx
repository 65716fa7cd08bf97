import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExternalEndpoint } from '../../../electron/contract/engine.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import { Button } from './button.tsx';
import { FailureCard } from './failure-card.tsx';
import { Notice } from './notice.tsx';
import { PasswordField } from './password-field.tsx';
import { TextField } from './text-field.tsx';

interface ExternalFormProps {
  /** Addresses on this computer where a storage server answered. */
  readonly found: readonly string[];
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly checked: boolean;
  readonly onCheck: (external: ExternalEndpoint) => void;
  /** Hears where the server is as it is filled in. */
  readonly onFilled?:
    | ((server: Pick<ExternalEndpoint, 'endpoint' | 'region' | 'bucket'>) => void)
    | undefined;
  /** What is known of it already; `null` for nothing. */
  readonly begin?: Partial<ExternalEndpoint> | null;
  /** What the button says, and what the bucket is, where it is not to be used for something new. */
  readonly button?: string;
  readonly bucketHint?: string;
}

/** How to reach a storage server that somebody else runs. No form of its own: it stands within one. */
export function ExternalForm(props: ExternalFormProps) {
  const { found, loading, failure, checked, onCheck, onFilled, begin, button, bucketHint } = props;
  const { t } = useTranslation();
  const [endpoint, setEndpoint] = useState(() => beginning(begin?.endpoint, found));
  const [region, setRegion] = useState(begin?.region ?? 'us-east-1');
  const [accessKey, setAccessKey] = useState(begin?.accessKey ?? '');
  const [secretKey, setSecretKey] = useState(begin?.secretKey ?? '');
  const [bucket, setBucket] = useState(begin?.bucket ?? 'mini-cloud');
  const complete = [endpoint, region, accessKey, secretKey, bucket].every((value) => value.trim() !== '');
  useEffect(
    () => onFilled?.({ endpoint: endpoint.trim(), region, bucket }),
    [onFilled, endpoint, region, bucket],
  );
  const check = () => onCheck({ endpoint: endpoint.trim(), region, accessKey, secretKey, bucket });
  return (
    <fieldset className="flex flex-col gap-4 rounded-xl border border-line p-5">
      {found.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
          {t('common.storage.found')}
          {found.map((address) => (
            <Button key={address} size="sm" onClick={() => setEndpoint(address)}>
              {address}
            </Button>
          ))}
        </div>
      )}
      <TextField
        label={t('common.storage.address')}
        hint={t('common.storage.addressHint')}
        inputMode="url"
        value={endpoint}
        onChange={({ target }) => setEndpoint(target.value)}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('common.storage.region')}
          value={region}
          onChange={({ target }) => setRegion(target.value)}
        />
        <TextField
          label={t('common.storage.bucket')}
          hint={bucketHint ?? t('common.storage.bucketHint')}
          value={bucket}
          onChange={({ target }) => setBucket(target.value)}
        />
        <TextField
          label={t('common.storage.accessKey')}
          autoComplete="off"
          value={accessKey}
          onChange={({ target }) => setAccessKey(target.value)}
        />
        <PasswordField
          label={t('common.storage.secretKey')}
          autoComplete="off"
          value={secretKey}
          onChange={({ target }) => setSecretKey(target.value)}
        />
      </div>
      {failure === null ? null : <FailureCard failure={failure} />}
      {checked && failure === null ? (
        <Notice tone="success" role="alert">
          {t('common.storage.checked')}
        </Notice>
      ) : null}
      <Button
        variant={button === undefined ? 'secondary' : 'primary'}
        loading={loading}
        disabled={!complete}
        onClick={check}
        className="self-start"
      >
        {button ?? t('common.storage.check')}
      </Button>
    </fieldset>
  );
}

/** What was entered before; else the server that answered on this computer. */
function beginning(entered: string | undefined, found: readonly string[]): string {
  return entered === undefined || entered === '' ? (found[0] ?? '') : entered;
}
