import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode, Failure } from '../../../electron/contract/errors.ts';
import { type FailureAction, failureActions } from './failure-actions.ts';
import { type Format, useFormat } from './format.ts';

/** A failure as people read it, with the ways out that may help. */
export interface FailureText {
  readonly title: string;
  readonly message: string;
  readonly actions: readonly FailureAction[];
}

/** True for a code of the closed list. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(failureActions, code);
}

/** Details that are amounts of bytes. */
const BYTES = new Set(['needed', 'free', 'largest']);

/** The details of a failure as they stand in its sentence. */
function failureValues(data: unknown, format: Format): Record<string, string | number> {
  if (typeof data !== 'object' || data === null) return {};
  const values: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'string') values[key] = value;
    else if (typeof value === 'number') values[key] = BYTES.has(key) ? format.bytes(value) : value;
  }
  if ('retryAfterSeconds' in data && typeof data.retryAfterSeconds === 'number')
    values['time'] = format.duration(data.retryAfterSeconds);
  if ('attemptsBeforeWait' in data && typeof data.attemptsBeforeWait === 'number')
    values['count'] = data.attemptsBeforeWait;
  if ('tried' in data && Array.isArray(data.tried)) values['tried'] = sourcesOf(data.tried);
  return values;
}

/** Who was asked, each once and without the versions: “SILO, MinIO”. */
function sourcesOf(tried: readonly unknown[]): string {
  const named = tried.flatMap((entry) =>
    typeof entry === 'object' && entry !== null && 'source' in entry && typeof entry.source === 'string'
      ? [entry.source.split(' ')[0] ?? '']
      : [],
  );
  return [...new Set(named)].join(', ');
}

/** Turns failures into sentences of the language in use; a code that nobody knows reads like INTERNAL. */
export function useFailureText(): (failure: { code: string; data?: unknown }) => FailureText {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    ({ code, data }) => {
      const known: Failure['code'] = isErrorCode(code) ? code : 'INTERNAL';
      const values = {
        folder: t('errors.ownFolder'),
        endpoint: t('errors.ownServer'),
        path: '…',
        bucket: '…',
        computer: '…',
        count: 2,
        ...failureValues(data, format),
      };
      return {
        title: t(`errors.${known}.title`),
        message: t(`errors.${known}.message`, values),
        actions: failureActions[known],
      };
    },
    [t, format],
  );
}
