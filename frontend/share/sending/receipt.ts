import { all, byId, make } from '../dom.ts';
import { count, say } from '../texts.ts';
import type { SentFile } from './calls.ts';

/** How long it is said that something was copied, in milliseconds. */
const SAID_MS = 2500;

/** The list of what arrived: grows, is copied, is printed. */
export function makeReceipt() {
  const section = byId('receipt');
  const list = byId('sent');
  const copy = byId('copy');
  const print = byId('print');

  function text(): string {
    const title = section?.querySelector('h2')?.textContent ?? '';
    const lines = all('li', list ?? document).map((row) => {
      const [name, line] = [row.querySelector('b'), row.querySelector('small')];
      return `${name?.textContent ?? ''} – ${line?.textContent ?? ''}`;
    });
    return [`${document.title} – ${title.trim()}`, ...lines].join('\n');
  }

  if (copy !== null) {
    copy.hidden = false;
    const label = copy.lastChild;
    copy.addEventListener('click', () => {
      copyText(text());
      if (label === null) return;
      label.textContent = say('copied');
      setTimeout(() => {
        label.textContent = say('copy');
      }, SAID_MS);
    });
  }
  if (print !== null) {
    print.hidden = typeof window.print !== 'function';
    print.addEventListener('click', () => window.print());
  }

  return {
    add({ name, line }: SentFile): void {
      const row = make('li', { class: 'row send' }, [
        make('span', { class: 'label' }, [
          make('b', {}, [make('bdi', {}, [name])]),
          make('small', {}, [line]),
        ]),
      ]);
      list?.insertBefore(row, list.firstChild);
      if (section !== null) section.hidden = false;
    },
    /** `all`: nothing is on its way any more. */
    say(isAll: boolean): void {
      const words = byId('sent-count');
      if (words === null || list === null) return;
      const arrived = count('sentCount', list.children.length);
      words.textContent = isAll ? `${say('allDone')} ${arrived}` : arrived;
    },
  };
}

/** Plain HTTP has no clipboard of its own, but what is selected can be copied. */
function copyText(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'vh';
  document.body.appendChild(area);
  area.select();
  area.setSelectionRange(0, text.length);
  // oxlint-disable-next-line typescript/no-deprecated -- the only way there is without HTTPS
  document.execCommand('copy');
  document.body.removeChild(area);
}
