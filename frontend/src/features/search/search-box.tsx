import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';

const MARK = 'data-search-box';

/** Goes to the search box and marks what stands in it. */
export function focusSearchBox(): void {
  const box = document.querySelector<HTMLInputElement>(`[${MARK}]`);
  box?.focus();
  box?.select();
}

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Escape: first the text goes, then the page of the search. */
  readonly onLeave: () => void;
}

/** Where one types what to look for; what is found shows up meanwhile. */
export function SearchBox({ value, onChange, onLeave }: SearchBoxProps) {
  const { t } = useTranslation();
  const hint = useId();

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      const first = document.querySelector<HTMLElement>(
        'main [role="listbox"] [role="option"][tabindex="0"]',
      );
      first?.focus();
    } else if (event.key === 'Escape') {
      if (value === '') onLeave();
      else onChange('');
    } else return;
    event.preventDefault();
  }

  return (
    <search className="relative block w-full max-w-xl">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        {...{ [MARK]: '' }}
        aria-label={t('search.title')}
        aria-describedby={hint}
        aria-keyshortcuts="/ Control+F"
        placeholder={t('search.placeholder')}
        value={value}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={press}
        className="peer h-10 touch:h-11 w-full rounded-full border border-line bg-surface pr-10 pl-10 text-sm text-ink shadow-xs transition-colors placeholder:text-muted hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      <span id={hint} className="sr-only">
        {t('search.boxHint')}
      </span>
      {value === '' ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 peer-focus:hidden touch:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label={t('search.clear')}
          onClick={() => {
            onChange('');
            focusSearchBox();
          }}
          className="absolute top-1/2 right-2 flex size-7 touch:right-0 touch:size-11 -translate-y-1/2 items-center justify-center rounded-full text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </search>
  );
}
