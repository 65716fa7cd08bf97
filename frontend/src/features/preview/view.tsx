import { lazy, Suspense } from 'react';
import { Boundary } from './boundary.tsx';
import { DrawingView } from './drawing-view.tsx';
import { FileCard } from './file-card.tsx';
import { ImageView } from './image-view.tsx';
import { isReadAsText, kindOf } from './kinds.ts';
import { MediaView } from './media-view.tsx';
import { useShown } from './shown.ts';
import { ThumbnailView } from './thumbnail-view.tsx';
import { Waiting } from './waiting.tsx';

// Each brings a library along, so it comes when the first file of its kind is looked at.
const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));
const TextView = lazy(async () => ({ default: (await import('./text-view.tsx')).TextView }));
const MarkdownView = lazy(async () => ({ default: (await import('./markdown-view.tsx')).MarkdownView }));
const TableView = lazy(async () => ({ default: (await import('./table-view.tsx')).TableView }));

/** The content of a file in the way that suits its kind. */
export function View() {
  const { subject } = useShown();
  return (
    <Boundary>
      <Suspense fallback={<Waiting name={subject.name} />}>
        <OfKind />
      </Suspense>
    </Boundary>
  );
}

function OfKind() {
  const { subject } = useShown();
  const kind = kindOf(subject);
  // A store has no first byte to give of a file without any, which must not pass for a store that is stopped.
  if (subject.sizeBytes === 0 && !isReadAsText(kind)) return <FileCard why="empty" />;
  switch (kind) {
    case 'image':
      return <ImageView />;
    case 'drawing':
      return <DrawingView />;
    case 'thumbnail':
      return <ThumbnailView />;
    case 'pdf':
      return <PdfView />;
    case 'video':
    case 'audio':
      return <MediaView kind={kind} />;
    case 'text':
    case 'code':
      return <TextView code={kind === 'code'} />;
    case 'markdown':
      return <MarkdownView />;
    case 'table':
      return <TableView />;
    case 'none':
      break;
  }
  return <FileCard why="none" />;
}
