import type { ReactNode } from 'react';

export type IllustrationName = 'cloud' | 'files' | 'trash' | 'people' | 'activity' | 'offline' | 'search';

/** Colours that follow the theme. */
const soft = 'var(--accent-soft)';
const tint = 'var(--accent)';
const paper = 'var(--surface)';
const line = 'var(--line-strong)';

const CLOUD = 'M58 112a28 28 0 0 1-4-55.7 40 40 0 0 1 77-8.8 33 33 0 0 1 0 64.500Z';

const DRAWINGS: Record<IllustrationName, ReactNode> = {
  cloud: (
    <>
      <path d={CLOUD} fill={paper} stroke={tint} strokeWidth="3" strokeLinejoin="round" />
      <path d="M84 112V88l14-12 14 12v24Z" fill={soft} stroke={tint} strokeWidth="3" strokeLinejoin="round" />
    </>
  ),
  files: (
    <>
      <path
        d="M44 52h34l10 12h58a8 8 0 0 1 8 8v48a8 8 0 0 1-8 8H44a8 8 0 0 1-8-8V60a8 8 0 0 1 8-8Z"
        fill={paper}
        stroke={tint}
        strokeWidth="3"
      />
      <rect x="70" y="26" width="50" height="62" rx="6" fill={paper} stroke={line} strokeWidth="2.5" />
      <path d="M82 44h26M82 56h26" stroke={line} strokeWidth="2.5" strokeLinecap="round" />
      <path
        d="M36 80h118l-4 42a7 7 0 0 1-7 6H46a7 7 0 0 1-7-6Z"
        fill={soft}
        stroke={tint}
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path
        d="M95 116V94m0 0-9 9m9-9 9 9"
        stroke={tint}
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  trash: (
    <>
      <path
        d="M62 58h66l-5 64a8 8 0 0 1-8 7H75a8 8 0 0 1-8-7Z"
        fill={paper}
        stroke={tint}
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path d="M52 58h86M82 58V46h26v12" stroke={tint} strokeWidth="3" strokeLinecap="round" />
      <path d="M84 76v36M95 76v36M106 76v36" stroke={line} strokeWidth="2.5" strokeLinecap="round" />
    </>
  ),
  people: (
    <>
      <circle cx="66" cy="68" r="15" fill={paper} stroke={line} strokeWidth="2.5" />
      <path d="M40 118a26 26 0 0 1 52 0" fill={paper} stroke={line} strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="114" cy="60" r="19" fill={soft} stroke={tint} strokeWidth="3" />
      <path d="M80 126a34 34 0 0 1 68 0Z" fill={soft} stroke={tint} strokeWidth="3" strokeLinejoin="round" />
    </>
  ),
  activity: (
    <>
      <rect x="42" y="40" width="106" height="84" rx="10" fill={paper} stroke={tint} strokeWidth="3" />
      <path
        d="M60 106V86M80 106V70M100 106V78M120 106V60"
        stroke={tint}
        strokeWidth="8"
        strokeLinecap="round"
      />
    </>
  ),
  offline: (
    <>
      <path
        d={CLOUD}
        fill={paper}
        stroke={line}
        strokeWidth="3"
        strokeLinejoin="round"
        strokeDasharray="7 7"
      />
      <path d="m84 78 24 24m0-24-24 24" stroke={tint} strokeWidth="4" strokeLinecap="round" />
    </>
  ),
  search: (
    <>
      <circle cx="88" cy="76" r="32" fill={paper} stroke={tint} strokeWidth="3" />
      <path d="m112 100 24 24" stroke={tint} strokeWidth="5" strokeLinecap="round" />
      <path d="M74 76h28" stroke={line} strokeWidth="2.5" strokeLinecap="round" />
    </>
  ),
};

/** A calm drawing for a place that is empty. */
export function Illustration({
  name,
  className = 'w-47.5',
}: {
  readonly name: IllustrationName;
  readonly className?: string;
}) {
  return (
    <svg viewBox="0 0 190 150" fill="none" aria-hidden="true" className={className}>
      <circle cx="95" cy="78" r="66" fill={soft} opacity="0.55" />
      <circle cx="160" cy="34" r="5" fill={soft} />
      <circle cx="26" cy="48" r="3.5" fill={soft} />
      <path d="M18 138h154" stroke={line} strokeOpacity="0.4" strokeWidth="2.5" strokeLinecap="round" />
      {DRAWINGS[name]}
    </svg>
  );
}
