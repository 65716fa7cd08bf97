const GB = 1e9;

/** Amounts that are offered, in GB. */
export const QUOTA_PRESETS: readonly number[] = [10, 50, 100, 250, 500, 1000];

/** What the form of a quota holds: nothing, one of the offered amounts, or what was typed. */
export interface QuotaChoice {
  readonly choice: string;
  readonly typed: string;
}

/** The form's content for a quota in bytes; null is no limit. */
export function quotaToChoice(bytes: number | null): QuotaChoice {
  if (bytes === null) return { choice: 'none', typed: '' };
  const amount = bytes / GB;
  return QUOTA_PRESETS.includes(amount)
    ? { choice: String(amount), typed: '' }
    : { choice: 'other', typed: String(Number(amount.toPrecision(6))) };
}

/** The quota in bytes that the form says; undefined while what was typed is no amount. */
export function choiceToQuota({ choice, typed }: QuotaChoice): number | null | undefined {
  if (choice === 'none') return null;
  const amount = Number((choice === 'other' ? typed : choice).trim().replace(',', '.'));
  return Number.isFinite(amount) && amount > 0 ? Math.max(1, Math.round(amount * GB)) : undefined;
}
