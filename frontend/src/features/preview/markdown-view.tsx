import './markdown.css';
import { SquareCheckBig, Image, Square } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Button } from '../../ui/button.tsx';
import { Lines } from './lines.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { TextFrame } from './text-frame.tsx';

/** Longest text that is set; beyond it, it is shown as it is written. In letters. */
const LONGEST = 300_000;

/** A Markdown file, set or as it is written. */
export function MarkdownView() {
  const { t } = useTranslation();
  const [written, setWritten] = useState(false);
  return (
    <TextFrame
      tools={
        <Button size="sm" aria-pressed={written} onClick={() => setWritten(!written)}>
          {t('preview.markdown.source')}
        </Button>
      }
    >
      {(text) =>
        written || text.length > LONGEST ? (
          <Lines text={text} language={null} numbered={false} />
        ) : (
          <SetMarkdown text={text} />
        )
      }
    </TextFrame>
  );
}

/**
 * Markdown as it is meant to look. Nothing in it acts: HTML is left away, links are words with their address beside
 * them, and pictures are named but never fetched.
 */
export function SetMarkdown({ text }: { readonly text: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <ScrollBox
      scroller={scroller}
      className="overflow-y-auto bg-surface px-20 py-10 narrow:px-5 narrow:pt-5 narrow:pb-20"
    >
      <div className="markdown mx-auto max-w-3xl">
        <Markdown remarkPlugins={[remarkGfm]} skipHtml components={COMPONENTS}>
          {text}
        </Markdown>
      </div>
    </ScrollBox>
  );
}

function Link({ href, children }: { readonly href?: string | undefined; readonly children?: ReactNode }) {
  return (
    <span className="markdown-link" title={href}>
      {children}
    </span>
  );
}

function Picture({ alt }: { readonly alt?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-1.5 rounded-md bg-sunken px-2 py-0.5 text-xs text-muted">
      <Image aria-hidden="true" className="size-3.5" />
      {alt === undefined || alt === '' ? t('preview.markdown.picture') : alt}
    </span>
  );
}

function Tick({ checked }: { readonly checked?: boolean | undefined }) {
  const { t } = useTranslation();
  const Icon = checked === true ? SquareCheckBig : Square;
  return (
    <>
      <Icon aria-hidden="true" className="mr-1 inline size-4 -translate-y-px text-muted" />
      <span className="sr-only">
        {t(checked === true ? 'preview.markdown.done' : 'preview.markdown.open')}{' '}
      </span>
    </>
  );
}

/** Headings stand below that of the preview itself. */
const COMPONENTS: Components = {
  a: Link,
  img: Picture,
  input: Tick,
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
};
