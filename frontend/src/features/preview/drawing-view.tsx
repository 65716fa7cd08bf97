import { useQuery } from '@tanstack/react-query';
import { ContentTrouble, fetchPart, troubleFrom } from './content.ts';
import { isTooMuch } from './drawing.ts';
import { FileCard } from './file-card.tsx';
import { ImageView } from './image-view.tsx';
import { useShown } from './shown.ts';
import { decodeText } from './text.ts';
import { Waiting } from './waiting.tsx';

/** Larger drawings take too long to be looked through, in bytes. */
const LARGEST = 16 * 1024 * 1024;

/** A drawing, once it is known that the page can paint it. */
export function DrawingView() {
  const { subject, url } = useShown();
  const { sizeBytes } = subject;
  const large = sizeBytes > LARGEST;
  const { data, error, refetch } = useQuery({
    queryKey: ['drawing', url],
    enabled: !large,
    // An address never changes what it stands for.
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => {
      if (sizeBytes === 0) throw new ContentTrouble('damaged');
      const { bytes } = await fetchPart(url, 0, sizeBytes, signal);
      const decoded = decodeText(bytes, true);
      if (decoded === null) throw new ContentTrouble('damaged');
      return { heavy: isTooMuch(decoded.text) };
    },
  });
  if (large || data?.heavy === true) return <FileCard why="heavy" />;
  if (error !== null) return <FileCard why={troubleFrom(error)} onRetry={() => void refetch()} />;
  return data === undefined ? <Waiting name={subject.name} /> : <ImageView />;
}
