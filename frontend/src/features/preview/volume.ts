/** How loud films and sounds are. */
export interface Volume {
  /** From 0 to 1. */
  readonly level: number;
  readonly muted: boolean;
}

const KEY = 'mcm.preview.volume';

/** As loud as the last time, or full. */
export function rememberedVolume(storage: Pick<Storage, 'getItem'>): Volume {
  const [level, muted] = storage.getItem(KEY)?.split(' ') ?? [];
  const number = Number(level ?? 1);
  return { level: number >= 0 && number <= 1 ? number : 1, muted: muted === 'muted' };
}

/** Keeps the loudness for the next time. */
export function rememberVolume(storage: Pick<Storage, 'setItem'>, { level, muted }: Volume): void {
  storage.setItem(KEY, `${String(level)} ${muted ? 'muted' : 'heard'}`);
}
