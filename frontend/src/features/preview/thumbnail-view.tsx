import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LARGE_SIDE, useContentBase } from '../../api/content.ts';
import { Notice } from '../../ui/notice.tsx';
import { FileCard } from './file-card.tsx';
import { ImageView } from './image-view.tsx';
import { ShownContext, useShown } from './shown.ts';
import { largeOf } from './subject.ts';
import { Waiting } from './waiting.tsx';

/** A picture in a format that the page cannot read: a copy in one that it can. */
export function ThumbnailView() {
  const { t } = useTranslation();
  const base = useContentBase();
  const shown = useShown();
  const [failed, setFailed] = useState(false);
  const url = base === null ? null : largeOf(base, shown.subject);
  if (url === null || failed) return <SmallPicture />;
  return (
    <ShownContext value={{ ...shown, url }}>
      <ImageView
        note={{ text: t('preview.largePicture', { pixels: LARGE_SIDE }), side: LARGE_SIDE }}
        onFailed={() => setFailed(true)}
      />
    </ShownContext>
  );
}

/** The small picture, where there is no other, and a word about that. */
function SmallPicture() {
  const { t } = useTranslation();
  const { subject, thumbnail } = useShown();
  const [state, setState] = useState<'waiting' | 'shown' | 'none'>('waiting');
  if (thumbnail === null || state === 'none') return <FileCard why="unsupported" />;
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-6 p-8">
      {state === 'waiting' ? <Waiting name={subject.name} /> : null}
      <img
        src={thumbnail}
        alt={subject.name}
        draggable={false}
        onLoad={() => setState('shown')}
        onError={() => setState('none')}
        className="min-h-0 max-w-full rounded-md object-contain shadow-card"
      />
      {state === 'shown' ? <Notice className="max-w-xl">{t('preview.smallPicture')}</Notice> : null}
    </div>
  );
}
