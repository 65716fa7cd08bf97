import './markdown.css';
import { SquareCheckBig, Image, Square } from 'lucide-react';
import { createElement, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Lines } from './lines.tsx';
import type { SetElement, SetPart } from './markdown.ts';
import { ScrollBox } from './scroll-box.tsx';
import { useShown } from './shown.ts';
import { TextFrame } from './text-frame.tsx';
import { useMarkdown } from './use-markdown.ts';
import { Waiting } from './waiting.tsx';

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
      {(text) => <Body text={text} written={written || text.length > LONGEST} />}
    </TextFrame>
  );
}

function Body({ text, written }: { readonly text: string; readonly written: boolean }) {
  const { subject } = useShown();
  const parts = useMarkdown(written ? null : text);
  if (parts === 'waiting') return <Waiting name={subject.name} />;
  return parts === null ? (
    <Lines text={text} language={null} numbered={false} />
  ) : (
    <SetMarkdown parts={parts} />
  );
}

/**
 * Markdown as it is meant to look. Nothing in it acts: HTML is left away, links are words with their address beside
 * them, and pictures are named but never fetched.
 */
export function SetMarkdown({ parts }: { readonly parts: readonly SetPart[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <ScrollBox
      scroller={scroller}
      className="overflow-y-auto bg-surface px-20 py-10 narrow:px-5 narrow:pt-5 narrow:pb-20"
    >
      <div className="markdown mx-auto max-w-3xl">{drawn(parts)}</div>
    </ScrollBox>
  );
}

/** The elements of a text; what is none of {@link PLAIN} leaves only what is in it. */
function drawn(parts: readonly SetPart[]): ReactNode[] {
  return parts.map((part, at) => (typeof part === 'string' ? part : drawnElement(part, at)));
}

function drawnElement({ tag, look, parts }: SetElement, key: number): ReactNode {
  const { className, href, alt, checked, start, align } = look;
  if (tag === 'img') return <Picture key={key} alt={alt} />;
  if (tag === 'input') return <Tick key={key} checked={checked} />;
  if (tag === 'hr' || tag === 'br') return createElement(tag, { key });
  const inner = drawn(parts);
  if (tag === 'a')
    return (
      <Link key={key} href={href}>
        {inner}
      </Link>
    );
  const plain = HEADINGS[tag] ?? tag;
  const style = align === undefined ? undefined : { textAlign: align };
  return PLAIN.has(plain) ? createElement(plain, { key, className, start, style }, ...inner) : inner;
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
const HEADINGS: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' };

/** Elements that only look. */
const PLAIN: ReadonlySet<string> = new Set(
  'p h3 h4 h5 h6 ul ol li blockquote pre code em strong del sup section table thead tbody tr th td'.split(
    ' ',
  ),
);
