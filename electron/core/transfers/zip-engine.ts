import type { ZipArchive } from 'archiver';

/**
 * The engine below an archive that has methods of these names; null where archiver is another one than expected. None
 * of it is in archiver's types.
 */
export function engineOf<Engine extends object>(
  archive: ZipArchive,
  methods: readonly (keyof Engine)[],
): Engine | null {
  const module: unknown = Reflect.get(archive, '_module');
  const engine: unknown = isObject(module) ? Reflect.get(module, 'engine') : undefined;
  if (!isObject(engine) || !methods.every((name) => typeof Reflect.get(engine, name) === 'function'))
    return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has the methods, which is all that can be seen
  return engine as Engine;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
