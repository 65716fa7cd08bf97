/** The colours of these pages, the same as the app's: each says what it is for. */
export interface Palette {
  readonly canvas: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentInk: string;
  readonly accentSoft: string;
  readonly accentText: string;
  readonly dangerSoft: string;
  readonly dangerText: string;
  readonly successSoft: string;
  readonly successText: string;
  readonly shadow: string;
}

export const light: Palette = {
  canvas: '#f4f7f8',
  surface: '#fff',
  sunken: '#edf2f4',
  line: '#dfe7ea',
  lineStrong: '#81919b',
  ink: '#14222b',
  muted: '#52636e',
  accent: '#0b7089',
  accentStrong: '#085a70',
  accentInk: '#fff',
  accentSoft: '#dff1f5',
  accentText: '#0a667d',
  dangerSoft: '#fdebec',
  dangerText: '#ad2531',
  successSoft: '#e1f5eb',
  successText: '#13693f',
  shadow: 'rgba(15,42,54,.07)',
};

export const dark: Palette = {
  canvas: '#0e1418',
  surface: '#151d23',
  sunken: '#1c262e',
  line: '#26333c',
  lineStrong: '#657985',
  ink: '#e9f0f3',
  muted: '#a2b3bd',
  accent: '#4cc0d6',
  accentStrong: '#73d2e4',
  accentInk: '#04222b',
  accentSoft: '#12343f',
  accentText: '#74d0e3',
  dangerSoft: '#3a1a1e',
  dangerText: '#f79a9e',
  successSoft: '#12332a',
  successText: '#6fd6a4',
  shadow: 'rgba(0,0,0,.3)',
};
