import type { en } from './en.ts';

/** A sentence that depends on a number. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** All sentences of a language: the same keys in each, a counted one where the English one is counted. */
export type Texts = {
  readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : Counted;
};

type KeysOf<T> = { [K in keyof Texts]: Texts[K] extends T ? K : never }[keyof Texts];
/** Sentences that are always the same. */
export type PlainKey = KeysOf<string>;
/** Sentences that depend on a number. */
export type CountedKey = KeysOf<Counted>;
