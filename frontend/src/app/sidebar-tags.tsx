import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NamedTag, useTags } from '../api/tags.ts';
import { TagNameDialog } from '../features/files/tag-name-dialog.tsx';
import { useLiveTags } from '../features/files/use-live-tags.ts';
import { useFormat } from '../i18n/format.ts';
import { cn } from '../ui/cn.ts';
import { ContextMenu } from '../ui/context-menu.tsx';
import { TagMark } from '../ui/tag.tsx';
import { FoldButton, useFold } from './sidebar-fold.tsx';
import { lineLook } from './sidebar-link.tsx';

/** The person's tags: each leads to everything that carries it, and can be given a name of one's own. */
export function SidebarTags() {
  const { t } = useTranslation();
  const tags = useTags();
  useLiveTags();
  const list = useId();
  const [open, toggle] = useFold('tags');
  const [naming, setNaming] = useState<NamedTag | null>(null);
  return (
    <section aria-labelledby={`${list}-title`} className="mt-3 border-t border-line pt-2">
      <div className="flex items-center justify-between pr-1 pl-3">
        <h2 id={`${list}-title`} className="text-xs font-semibold text-muted">
          {t('views.sidebar.tags')}
        </h2>
        <FoldButton
          open={open}
          label={t(open ? 'views.sidebar.hideTags' : 'views.sidebar.showTags')}
          controls={list}
          onToggle={toggle}
        />
      </div>
      {open ? (
        <ul id={list} className="mt-1 flex flex-col">
          {tags.map((tag) => (
            <TagLine key={tag.color} tag={tag} onRename={() => setNaming(tag)} />
          ))}
        </ul>
      ) : null}
      {naming === null ? null : <TagNameDialog tag={naming} onClose={() => setNaming(null)} />}
    </section>
  );
}

function TagLine({ tag, onRename }: { readonly tag: NamedTag; readonly onRename: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { color, name, count } = tag;
  const rename = t('views.tag.rename', { name });
  return (
    <ContextMenu
      items={[
        { key: 'rename', label: t('views.rename'), icon: <Pencil aria-hidden="true" />, onSelect: onRename },
      ]}
    >
      <li className="group relative flex items-center">
        <Link
          to="/tag/$color"
          params={{ color }}
          aria-label={name}
          title={t('views.tag.count', { count })}
          className={cn(lineLook, 'h-8 pr-9 touch:h-11 touch:pr-12')}
        >
          <span className="flex w-4.5 justify-center">
            <TagMark color={color} />
          </span>
          <span className="truncate">{name}</span>
        </Link>
        <span
          aria-hidden="true"
          className="pointer-events-none absolute right-3 text-xs text-muted tabular-nums group-focus-within:opacity-0 group-hover:opacity-0 touch:right-13 touch:opacity-100!"
        >
          {count === 0 ? '' : format.number(count)}
        </span>
        <button
          type="button"
          aria-label={rename}
          title={rename}
          onClick={onRename}
          className="absolute right-1 flex size-7 items-center justify-center rounded-md text-muted opacity-0 group-hover:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 touch:size-11 touch:opacity-100 focus-visible:-outline-offset-2"
        >
          <Pencil aria-hidden="true" className="size-3.5" />
        </button>
      </li>
    </ContextMenu>
  );
}
