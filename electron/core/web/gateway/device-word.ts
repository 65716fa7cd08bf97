/** What a User-Agent calls itself, the first that is found: many claim to be the ones below them too. */
const BROWSERS: readonly (readonly [Pick<RegExp, 'test'>, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//u, 'Edge'],
  [/\b(?:OPR|OPiOS|OPT|OPX|Opera)\//u, 'Opera'],
  [/\bSamsungBrowser\//u, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//u, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS|Chromium)\//u, 'Chrome'],
  [{ test: isSafari }, 'Safari'],
  [/^curl\//u, 'curl'],
  [/^Wget\//u, 'wget'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPod)\b/u, 'iPhone'],
  [/\biPad\b/u, 'iPad'],
  [/\bAndroid\b/u, 'Android'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bWindows\b/u, 'Windows'],
  [/\bMac(?:intosh|OS)?\b/u, 'Mac'],
  [/\bLinux\b/u, 'Linux'],
];

/** Safari runs on Apple's systems alone; others only say that they are like it. */
function isSafari(agent: string): boolean {
  return [/\b(?:Macintosh|iPhone|iPad|iPod)\b/u, /\bVersion\//u, /\bSafari\//u].every((part) =>
    part.test(agent),
  );
}

/** Of a longer User-Agent the rest is not looked at: no browser has one, and looking must cost nothing. */
const LONGEST_AGENT = 512;

/** A word for browser and system that people recognise a device by; `?` where nothing is known. */
export function deviceWord(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, LONGEST_AGENT);
  const find = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const words = [find(BROWSERS), find(SYSTEMS)].filter((word) => word !== undefined);
  return words.length === 0 ? '?' : words.join(', ');
}

/** The language of an answer: the first of ours that the reader's browser asks for. */
export function readerLanguage(acceptLanguage: string | undefined): 'pt-BR' | 'en' {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((wish) => {
      const [language = '', quality = ''] = wish.trim().toLowerCase().split(';');
      const given = /^\s*q=(?<q>[01](?:\.\d{1,3})?)$/u.exec(quality)?.groups?.['q'];
      return { language, q: given === undefined ? 1 : Number(given) };
    })
    .filter(({ language, q }) => q > 0 && /^(?:pt|en)\b/u.test(language));
  const best = wishes.reduce<(typeof wishes)[number] | undefined>(
    (found, wish) => (found === undefined || wish.q > found.q ? wish : found),
    undefined,
  );
  return best?.language.startsWith('pt') === true ? 'pt-BR' : 'en';
}
