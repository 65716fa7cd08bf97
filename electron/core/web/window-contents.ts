import { READ_FOR_LONG, type ContentAnswer, type ContentQuestion } from '../../contract/shell.ts';
import { fail } from '../lib/errors.ts';
import { type GoingOn, type Leave, leaveOrNull } from '../lib/going-on.ts';
import type { Previews } from '../previews/previews.ts';

/** Who reads what an address of content leads to. */
export interface ContentReader {
  /** Aborts when nobody waits for the answer any more, or reads what was found. Has to, in the end. */
  readonly signal: AbortSignal;
  /** Called once when what was found may not be read any further. */
  over(): void;
}

/** Says where the bytes behind an address of the window are, and when they may not be read any longer. */
export type ShowContent = (question: ContentQuestion, reader: ContentReader) => Promise<ContentAnswer>;

/**
 * Makes what answers the window's own addresses. It reads from the store itself, so it has to be told when the sharing
 * of what it shows was withdrawn, or the session ended: at once, as browsers at the door find out.
 */
export function makeShowContent(
  { findContent, holderOf, ownerOfContent }: Pick<Previews, 'findContent' | 'holderOf' | 'ownerOfContent'>,
  goingOn: GoingOn,
): ShowContent {
  /** Null when there is nothing that may be read. */
  async function leaveFor(question: ContentQuestion): Promise<Leave | null> {
    const { token, what, nodeId } = question;
    const userId = await holderOf(token);
    if (userId === undefined) return null;
    const ownerId = await ownerOfContent(userId, question);
    const check = async () => {
      const still =
        (await holderOf(token)) === userId && (await ownerOfContent(userId, question)) === ownerId;
      if (!still) throw fail('FOLDER_GONE');
    };
    const key = `${token} ${what} ${nodeId}`;
    return leaveOrNull(goingOn, { key, userId, ownerIds: [ownerId], check });
  }

  return async (question, reader) => {
    const { signal } = reader;
    if (!READ_FOR_LONG.has(question.what)) return findContent(question, signal);
    const leave = await leaveFor(question);
    if (leave === null) return { kind: 'missing' };
    const end = () => {
      leave.end();
      signal.removeEventListener('abort', end);
    };
    try {
      const answer = await findContent(question, signal);
      if (answer.kind !== 'found' || leave.signal.aborted || signal.aborted) {
        end();
        return answer.kind === 'found' ? { kind: 'missing' } : answer;
      }
      signal.addEventListener('abort', end, { once: true });
      leave.signal.addEventListener(
        'abort',
        () => {
          end();
          reader.over();
        },
        { once: true },
      );
      return answer;
    } catch (error) {
      end();
      throw error;
    }
  };
}
