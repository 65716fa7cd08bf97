import { useTranslation } from 'react-i18next';
import type { ErrorCode, Failure } from '../../../electron/contract/errors.ts';
import { type FailureText, useFailureText } from '../i18n/failure-text.ts';
import { toFailure } from './errors.ts';

/** Boxes of forms that some failures are about. */
export type FieldName = 'name' | 'userName' | 'password' | 'currentPassword';

const FIELD_OF: Partial<Record<ErrorCode, FieldName>> = {
  USER_NAME_TAKEN: 'userName',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  PASSWORD_TOO_WEAK: 'password',
  WRONG_PASSWORD: 'currentPassword',
};

/** What a form says after it was refused: beside the box that is wrong, or above all of them. */
export interface FieldErrors {
  readonly fields: Partial<Record<FieldName, string>>;
  /** A failure that belongs to no box. */
  readonly other: Failure | null;
}

/** Sorts a failure into the boxes of a form; `shown` are the boxes that the form has. */
export function useFieldErrors(error: unknown, shown: readonly FieldName[]): FieldErrors {
  const { t } = useTranslation();
  const text = useFailureText();
  return error === null || error === undefined
    ? { fields: {}, other: null }
    : sortFailure(toFailure(error), shown, text, t('common.userNameWrong'));
}

/** See {@link useFieldErrors}. */
export function sortFailure(
  failure: Failure,
  shown: readonly FieldName[],
  text: (failure: Failure) => FailureText,
  userNameWrong: string,
): FieldErrors {
  const { title, message } = text(failure);
  const field = FIELD_OF[failure.code];
  if (field !== undefined && shown.includes(field)) {
    return { fields: { [field]: field === 'currentPassword' ? title : message }, other: null };
  }
  if (failure.code === 'INVALID_INPUT') {
    const named = invalidFields(failure.data).filter((name) => shown.some((one) => one === name));
    if (named.length > 0)
      return {
        fields: Object.fromEntries(named.map((name) => [name, name === 'userName' ? userNameWrong : title])),
        other: null,
      };
  }
  return { fields: {}, other: failure };
}

function invalidFields(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('fields' in data) || !Array.isArray(data.fields))
    return [];
  return data.fields.filter((field): field is string => typeof field === 'string');
}
