import type { Share } from '../../../../electron/contract/shares.ts';
import { dayFromNow, dayOf, type Expiry, expiresAt, isComing } from './expiry.ts';

/** What is being said of a link, as the fields have it. */
export interface SettingsDraft {
  readonly expiry: Expiry;
  readonly day: string;
  /** Whether one is needed. */
  readonly locked: boolean;
  /** Empty leaves the one that there is. */
  readonly password: string;
  readonly limited: boolean;
  readonly limit: string;
  readonly viewOnly: boolean;
  readonly asksName: boolean;
  readonly note: string;
}

/** A week, and nothing else: what most people want. */
export function newDraft(): SettingsDraft {
  return {
    expiry: 'week',
    day: dayFromNow(14),
    locked: false,
    password: '',
    limited: false,
    limit: '1',
    viewOnly: false,
    asksName: false,
    note: '',
  };
}

/** What a share has now, to be changed. */
export function draftOf(share: Share): SettingsDraft {
  return {
    expiry: share.expiresAt === null ? 'never' : 'date',
    day: share.expiresAt === null ? dayFromNow(14) : dayOf(new Date(share.expiresAt)),
    locked: share.hasPassword,
    password: '',
    limited: share.downloadLimit !== null,
    limit: String(share.downloadLimit ?? 1),
    viewOnly: share.viewOnly,
    asksName: share.asksName,
    note: share.note,
  };
}

/** The field that has to be put right first; null when all is well. `hadPassword`: one that is left alone counts. */
export function wrongField(draft: SettingsDraft, hadPassword: boolean): 'day' | 'password' | 'limit' | null {
  if (draft.expiry === 'date' && !isComing(draft.day)) return 'day';
  if (draft.locked && draft.password === '' && !hadPassword) return 'password';
  if (draft.limited && !/^[1-9]\d{0,4}$/u.test(draft.limit.trim())) return 'limit';
  return null;
}

/** What a draft means. A password that is missing stays as it is. */
interface DraftSettings {
  readonly expiresAt: string | null;
  readonly viewOnly: boolean;
  readonly downloadLimit: number | null;
  readonly asksName: boolean;
  readonly note: string;
  readonly password?: string | null;
}

/** The settings that a draft means. */
export function settingsOf(draft: SettingsDraft): DraftSettings {
  return {
    expiresAt: expiresAt(draft.expiry, draft.day),
    viewOnly: draft.viewOnly,
    downloadLimit: draft.limited && !draft.viewOnly ? Number(draft.limit) : null,
    asksName: draft.asksName,
    note: draft.note.trim(),
    ...(draft.locked ? (draft.password === '' ? {} : { password: draft.password }) : { password: null }),
  };
}
