import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { FileCard } from './file-card.tsx';
import { useShown } from './shown.ts';
import { Waiting } from './waiting.tsx';

/** A picture in a format that the page cannot read: its small picture, and a word about that. */
export function ThumbnailView() {
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
