import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { AREAS, keyLabel, type ShortcutArea, SHORTCUTS } from './shortcuts.ts';

/** All that keys can do, by where they do it. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={onClose}
      title={t('search.shortcuts.title')}
      description={t('search.shortcuts.text')}
    >
      <div className="-mb-7 gap-x-10 sm:columns-2">
        {AREAS.map((area) => (
          <Area key={area} area={area} />
        ))}
      </div>
    </Dialog>
  );
}

function Area({ area }: { readonly area: ShortcutArea }) {
  const { t } = useTranslation();
  const title = t(`search.shortcuts.areas.${area}`);
  const entries = Object.entries<readonly (readonly string[])[]>(SHORTCUTS[area]);
  const sentences: Record<string, string> = t(`search.shortcuts.does.${area}`, { returnObjects: true });
  return (
    <section aria-label={title} className="break-inside-avoid pb-7">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <dl className="divide-y divide-line text-sm">
        {entries.map(([name, ways]) => (
          <div key={name} className="flex items-center justify-between gap-4 py-1.5">
            <dt className="text-muted">{sentences[name]}</dt>
            <dd className="flex shrink-0 flex-wrap items-center justify-end gap-1.5">
              {ways.map((keys, at) => (
                <Fragment key={keys.join('+')}>
                  {at === 0 ? null : <span className="sr-only">{t('search.shortcuts.or')}</span>}
                  <span className="flex items-center gap-0.5">
                    {keys.map((key) => (
                      <Kbd key={key}>{keyLabel(key, (word) => t(`search.shortcuts.${word}`))}</Kbd>
                    ))}
                  </span>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
