import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { FileIcon } from '../../ui/file-icon.tsx';
import { type Trouble, whyNot } from './content.ts';
import { FileCard } from './file-card.tsx';
import { useShown } from './shown.ts';
import { useSize } from './use-size.ts';
import { rememberedVolume, rememberVolume } from './volume.ts';
import type { Size } from './zoom.ts';

/** A film or a sound, played by the browser itself from where its bytes are, so that one can jump to any place. */
export function MediaView({ kind }: { readonly kind: 'video' | 'audio' }) {
  const { subject, url, thumbnail } = useShown();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [cover, setCover] = useState(true);
  const poster = usePoster(kind === 'video' ? thumbnail : null);
  const stageElement = useRef<HTMLDivElement>(null);
  const stage = useSize(stageElement);
  /** How large a film is; null before that is known. */
  const [film, setFilm] = useState<Size | null>(null);

  const events = {
    src: url,
    controls: true,
    controlsList: 'nodownload noremoteplayback',
    disableRemotePlayback: true,
    'aria-label': subject.name,
    ref: (element: HTMLMediaElement | null) => {
      if (element === null) return;
      const { level, muted } = rememberedVolume(localStorage);
      Object.assign(element, { volume: level, muted });
    },
    onVolumeChange: ({ currentTarget: { volume, muted } }: SyntheticEvent<HTMLMediaElement>) =>
      rememberVolume(localStorage, { level: volume, muted }),
    onError: () => void whyNot(url, 'unsupported').then(setTrouble),
  } as const;

  if (trouble !== null) return <FileCard why={trouble} onRetry={() => setTrouble(null)} />;
  if (kind === 'video')
    return (
      <div className="absolute inset-0 p-6 narrow:px-0 narrow:pt-0 narrow:pb-19">
        <div ref={stageElement} className="grid size-full place-items-center">
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- people's own films bring what they have */}
          <video
            {...events}
            poster={film === null ? undefined : poster}
            playsInline
            onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
              // Sound alone: the pictures are in a format that the browser does not know.
              if (videoWidth === 0) setTrouble('unsupported');
              else setFilm({ width: videoWidth, height: videoHeight });
            }}
            // Said, because until it plays a browser takes the size of the small picture.
            style={stage === null || film === null ? undefined : within(stage, film)}
            className="max-h-full min-h-0 max-w-full rounded-md bg-black shadow-float"
          />
        </div>
      </div>
    );
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto p-8 narrow:p-4 narrow:pb-19">
      <div className="flex w-full max-w-md animate-rise flex-col items-center rounded-card border border-line bg-surface p-8 shadow-card">
        {cover && thumbnail !== null ? (
          <img
            src={thumbnail}
            alt=""
            onError={() => setCover(false)}
            className="mb-6 aspect-square w-56 rounded-xl object-cover"
          />
        ) : (
          <span className="mt-3 mb-8 scale-200">
            <FileIcon type={subject.type} />
          </span>
        )}
        <p className="mb-5 text-center text-lg font-semibold wrap-anywhere">{subject.name}</p>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- people's own sounds bring what they have */}
        <audio {...events} className="w-full" />
      </div>
    </div>
  );
}

/** The size of a film that fits; small ones are not blown up. */
function within(stage: Size, { width, height }: Size): Size {
  const scale = Math.min(1, stage.width / width, stage.height / height);
  return { width: width * scale, height: height * scale };
}

/** The small picture once it is known to be there: before one that is missing nothing is shown until it is played. */
function usePoster(thumbnail: string | null): string | undefined {
  const [there, setThere] = useState<string>();
  useEffect(() => {
    if (thumbnail === null) return;
    const image = new Image();
    image.addEventListener('load', () => setThere(thumbnail));
    image.src = thumbnail;
  }, [thumbnail]);
  return there === thumbnail ? there : undefined;
}
