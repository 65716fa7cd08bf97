const LONGEST = 40;

/**
 * The name of a cloud as one label of a network name: ASCII letters, digits and single hyphens, for example
 * `nuvem-da-joao` for “Nuvem da João”; `mini-cloud` where nothing is left. `number` tells it from others (from 2 on).
 */
export function localNameOf(cloudName: string, number = 1): string {
  const folded = cloudName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/gu, '');
  const name = folded === '' ? 'mini-cloud' : folded;
  return `${number > 1 ? `${name}-${String(number)}` : name}.local`;
}
