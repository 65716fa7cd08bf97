import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { Bar } from './bar.tsx';
import { type Trouble, whyNot } from './content.ts';
import { FileCard } from './file-card.tsx';
import { heldPicture } from './held-pictures.ts';
import { useShown } from './shown.ts';
import { useSize } from './use-size.ts';
import { useZoom } from './use-zoom.ts';
import { Waiting } from './waiting.tsx';
import type { Size } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

/** From here on the pixels of a picture are shown as such. */
const PIXELS_FROM = 4;
/** A drawing without a size of its own. */
const DRAWING: Size = { width: 1024, height: 768 };

interface ImageViewProps {
  /** Said beside the tools, of pictures that are as large as `side`: they were larger. */
  readonly note?: { readonly text: string; readonly side: number };
  /** Told instead of saying what is wrong. */
  readonly onFailed?: () => void;
}

/**
 * A picture. It stays within an `<img>`, where the scripts and the links of a drawing are dead, and which turns a
 * photograph the way it was taken.
 */
export function ImageView({ note, onFailed }: ImageViewProps) {
  const { t } = useTranslation();
  const { subject, url } = useShown();
  const stageElement = useRef<HTMLDivElement>(null);
  const stage = useSize(stageElement);
  const [picture, setPicture] = useState<Size | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [tries, setTries] = useState(0);
  /** Where it is now; what is held may be gone by the next try. */
  const [source] = useState(() => heldPicture(url));
  const zoom = useZoom(stageElement, stage, picture);
  const { placement } = zoom;

  function failed(): void {
    if (onFailed === undefined) void whyNot(url, 'damaged').then(setTrouble);
    else onFailed();
  }

  if (trouble !== null)
    return (
      <FileCard
        why={trouble}
        onRetry={() => {
          setTrouble(null);
          setTries(tries + 1);
        }}
      />
    );
  return (
    <>
      <div
        ref={stageElement}
        className={cn(
          'absolute inset-0 touch-none overflow-hidden select-none',
          zoom.larger ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in',
        )}
        {...zoom.pointers}
      >
        <img
          key={tries}
          src={tries === 0 ? source : url}
          alt={subject.name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPicture(
              naturalWidth === 0 || naturalHeight === 0
                ? DRAWING
                : { width: naturalWidth, height: naturalHeight },
            )
          }
          onError={failed}
          className={cn(
            'absolute top-1/2 left-1/2 max-w-none animate-appear bg-[image:var(--checks)] bg-size-[20px_20px] shadow-card',
            placement === null && 'opacity-0',
          )}
          style={
            placement === null || picture === null
              ? undefined
              : {
                  width: picture.width * placement.scale,
                  height: picture.height * placement.scale,
                  translate: `calc(-50% + ${String(placement.x)}px) calc(-50% + ${String(placement.y)}px)`,
                  imageRendering: placement.scale >= PIXELS_FROM ? 'pixelated' : 'auto',
                }
          }
        />
      </div>
      {placement === null ? (
        <Waiting name={subject.name} />
      ) : (
        <Bar label={t('preview.zoom.label')}>
          {note !== undefined && picture !== null && Math.max(picture.width, picture.height) >= note.side ? (
            <span className="px-2 text-xs whitespace-nowrap text-muted">{note.text}</span>
          ) : null}
          <ZoomButtons
            scale={placement.scale}
            whole={zoom.whole}
            onZoomBy={zoom.zoomBy}
            onFull={() => zoom.zoomTo(1)}
            onFit={zoom.fit}
          />
        </Bar>
      )}
    </>
  );
}
