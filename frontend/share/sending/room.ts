import { all, byId, make } from '../dom.ts';
import type { Calls, Room } from './calls.ts';

/** How often it is asked what still fits while somebody looks at the page, in milliseconds. */
const EVERY_MS = 15_000;

/** Keeps what the page says of the room that is left true while others send, too. */
export function followRoom(calls: Pick<Calls, 'room'>) {
  let timer = 0;
  let asking = false;
  /** Something happened after the question that is on its way. */
  let again = false;

  function look(): void {
    clearTimeout(timer);
    timer = 0;
    again = asking;
    if (asking || document.hidden) return;
    asking = true;
    calls.room((answer) => {
      asking = false;
      if (answer.kind === 'ok') show(answer.value);
      // It says so itself where something is sent; asking on would change nothing.
      if (answer.kind === 'closed') return;
      if (again) look();
      else timer = window.setTimeout(look, EVERY_MS);
    });
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
  timer = window.setTimeout(look, EVERY_MS);
  return { look };
}

function show({ full, lines }: Room): void {
  showFull(full);
  const list = byId('room');
  if (list === null) return;
  const rows = all('li', list);
  // The last says what holds for everybody.
  const last = rows.pop();
  // Written only where something changed, or who listens to the page loses their place.
  if (last === undefined || rows.map((row) => row.textContent?.trim()).join('\n') === lines.join('\n'))
    return;
  rows.forEach((row) => list.removeChild(row));
  lines.forEach((line) => list.insertBefore(make('li', {}, [line]), last));
}

/** Says that nothing fits any more in place of the buttons, or takes it back where the owner made room. */
function showFull(full: boolean): void {
  const word = byId('full');
  const open = byId('open');
  if (word === null || open === null || word.hidden !== full) return;
  const held = full && open.contains(document.activeElement);
  word.hidden = !full;
  open.hidden = full;
  if (held) word.focus();
}
