import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { troubleFrom } from './content.ts';
import { FileCard } from './file-card.tsx';
import { useShown } from './shown.ts';
import type { DecodedText } from './text.ts';
import { useText } from './use-text.ts';
import { Waiting } from './waiting.tsx';

interface TextFrameProps {
  /** Draws the text; `complete` is false while there is more of it. */
  readonly children: (text: string, complete: boolean) => ReactNode;
  /** Beside what is said of the text. */
  readonly tools?: ReactNode;
}

/** Fetches a text and says how it was read; what it looks like is up to the children. */
export function TextFrame({ children, tools }: TextFrameProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { subject, url } = useShown();
  const { decoded, error, complete, loadingMore, onMore, onRetry } = useText(url, subject.sizeBytes);
  if (decoded === undefined)
    return error === null ? (
      <Waiting name={subject.name} />
    ) : (
      <FileCard why={troubleFrom(error)} onRetry={onRetry} />
    );
  const { content, read, total } = decoded;
  if (content === null) return <FileCard why="binary" />;
  if (complete && content.text.trim() === '')
    return (
      <p className="absolute inset-0 grid place-items-center text-sm text-muted">{t('preview.text.empty')}</p>
    );
  const encoding = encodingName(content);
  const hasLine = !complete || encoding !== null || tools !== undefined;
  return (
    <div className="absolute inset-0 flex flex-col">
      {hasLine ? (
        <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-6 py-2 text-xs text-muted">
          <output>
            {complete
              ? null
              : t('preview.text.part', { read: format.bytes(read), total: format.bytes(total) })}
          </output>
          {complete ? null : (
            <Button size="sm" loading={loadingMore} onClick={onMore}>
              {t('preview.text.more')}
            </Button>
          )}
          <div className="ml-auto flex items-center gap-4">
            {encoding === null ? null : <p>{t('preview.text.encoding', { encoding })}</p>}
            {tools}
          </div>
        </div>
      ) : null}
      <div className="relative min-h-0 flex-1">{children(content.text, complete)}</div>
    </div>
  );
}

/** The usual one needs no word. */
function encodingName({ encoding }: DecodedText): string | null {
  if (encoding === 'utf-8') return null;
  return encoding === 'windows-1252' ? 'Windows-1252' : 'UTF-16';
}
