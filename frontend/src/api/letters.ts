// The same letters as in the core's own search, or what is marked would not be what was found.
export { baseLetters, withoutMarks } from '../../../electron/contract/letters.ts';
