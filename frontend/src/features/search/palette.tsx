import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedNode } from '../../../../electron/contract/drive.ts';
import { api } from '../../api/queries.ts';
import { NodeIcon } from '../../ui/file-icon.tsx';
import { useReturnFocus } from '../../ui/return-focus.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { placeNames } from '../../i18n/place-names.ts';
import { containsAll, matching, type PaletteItem } from './palette-items.ts';
import { toSearchInput } from './search-params.ts';

export interface PaletteProps {
  readonly onClose: () => void;
  readonly pages: readonly PaletteItem[];
  readonly actions: readonly PaletteItem[];
  /** Goes to a folder, or shows a file in its own. */
  readonly onNode: (node: PlacedNode) => void;
  /** Searches for a text on the page of the search. */
  readonly onSearchAll: (text: string) => void;
}

const FOUND = 8;
const RECENT = 5;
const NO_FILTERS = toSearchInput({}, new Date(0));

/** One box that reaches files, folders, pages and actions by typing a part of their names. */
export function Palette({ onClose, pages, actions, onNode, onSearchAll }: PaletteProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  /** What the arrows or the mouse went to; the first one until then, also when others come before it. */
  const [chosen, setChosen] = useState<string | null>(null);
  const moved = useRef(false);
  const typed = text.trim();
  const found = useQuery(
    api.find.search.queryOptions({
      input: { ...NO_FILTERS, text: typed, limit: FOUND },
      enabled: typed !== '',
      staleTime: 0,
      placeholderData: keepPreviousData,
    }),
  );
  const recent = useQuery(
    api.find.collection.queryOptions({
      input: { of: 'recent', limit: RECENT },
      enabled: typed === '',
      staleTime: 0,
    }),
  );
  // While an answer is on its way, of the one before it only what still fits stays: Enter must not mean anything else.
  const fitting = found.isPlaceholderData
    ? found.data?.items.filter(({ name }) => containsAll(name, typed))
    : found.data?.items;
  const nodes = typed === '' ? recent.data?.items : fitting;

  const shownActions = matching(actions, typed);
  const shownPages = matching(pages, typed);
  const first = nodes?.[0]?.id ?? shownActions[0]?.key ?? shownPages[0]?.key ?? '';

  const returning = useReturnFocus();

  /** Closes first, so that what is done next may take the focus. */
  function run(act: () => void): void {
    onClose();
    setTimeout(act);
  }

  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 flex animate-appear justify-center overflow-y-auto bg-scrim p-6 pt-[12vh]">
          <Radix.Content
            {...returning}
            aria-describedby={undefined}
            className="h-fit w-full max-w-160 animate-rise overflow-hidden rounded-card border border-line bg-raised shadow-float outline-none"
          >
            <Radix.Title className="sr-only">{t('search.palette.title')}</Radix.Title>
            <Command
              label={t('search.palette.title')}
              shouldFilter={false}
              loop
              value={chosen ?? first}
              onValueChange={(value) => {
                // It also chooses by itself, which is not what anybody went to.
                if (moved.current) setChosen(value);
              }}
              onKeyDown={({ key }) => {
                if (/^(?:Arrow(?:Up|Down)|Home|End)$/u.test(key)) moved.current = true;
              }}
              onPointerMove={() => {
                moved.current = true;
              }}
            >
              <div className="flex items-center gap-3 border-b border-line px-4">
                <Search aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
                <Command.Input
                  value={text}
                  onValueChange={(next) => {
                    setText(next);
                    setChosen(null);
                    moved.current = false;
                  }}
                  maxLength={500}
                  placeholder={t('search.palette.placeholder')}
                  className="h-13 w-full bg-transparent text-base outline-none placeholder:text-muted"
                />
                <Kbd>Esc</Kbd>
              </div>
              <Command.List
                label={t('search.palette.list')}
                className="max-h-[min(26rem,60vh)] overflow-y-auto p-2"
              >
                <Command.Empty className="px-4 py-8 text-center text-sm text-muted">
                  {t('search.palette.empty')}
                </Command.Empty>
                {nodes === undefined || nodes.length === 0 ? null : (
                  <Group title={t(typed === '' ? 'search.palette.recent' : 'search.palette.files')}>
                    {nodes.map((node) => (
                      <NodeItem key={node.id} node={node} onSelect={() => run(() => onNode(node))} />
                    ))}
                    {typed === '' ? null : (
                      <Item value="search-all" onSelect={() => run(() => onSearchAll(typed))}>
                        <span className="flex size-9 items-center justify-center">
                          <Search aria-hidden="true" className="size-4.5 text-muted" />
                        </span>
                        {t('search.palette.all', { text: typed })}
                      </Item>
                    )}
                  </Group>
                )}
                <Choices title={t('search.palette.actions')} items={shownActions} onRun={run} />
                <Choices title={t('search.palette.pages')} items={shownPages} onRun={run} />
              </Command.List>
            </Command>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly items: readonly PaletteItem[];
  readonly onRun: (act: () => void) => void;
}

function Choices({ title, items, onRun }: ChoicesProps) {
  if (items.length === 0) return null;
  return (
    <Group title={title}>
      {items.map(({ key, label, icon: Icon, shortcut, onSelect }) => (
        <Item key={key} value={key} onSelect={() => onRun(onSelect)}>
          <span className="flex size-9 items-center justify-center">
            <Icon aria-hidden="true" className="size-4.5 text-muted" />
          </span>
          <span className="flex-1">{label}</span>
          {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
        </Item>
      ))}
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="pb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  readonly value: string;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Item({ value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="group flex cursor-pointer items-center gap-3 rounded-lg px-2 py-1 text-sm data-[selected=true]:bg-hover"
    >
      {children}
      <CornerDownLeft
        aria-hidden="true"
        className="mr-2 ml-auto size-3.5 shrink-0 text-muted opacity-0 group-data-[selected=true]:opacity-100"
      />
    </Command.Item>
  );
}

function NodeItem({ node, onSelect }: { readonly node: PlacedNode; readonly onSelect: () => void }) {
  const { t } = useTranslation();
  const path = placeNames(node, t).join(' › ');
  return (
    <Item value={node.id} onSelect={onSelect}>
      <NodeIcon node={node} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{node.name}</span>
        <span className="block truncate text-xs text-muted">{path}</span>
      </span>
    </Item>
  );
}
