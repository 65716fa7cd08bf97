/** One image of an icon file: square, `size` pixels wide. */
export interface IconImage {
  readonly size: number;
  readonly png: Buffer;
}

/** A Windows icon with PNG images, the largest at most 256 pixels wide. */
export function ico(images: readonly IconImage[]): Buffer {
  const HEADER = 6;
  const ENTRY = 16;
  const header = Buffer.alloc(HEADER + ENTRY * images.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const at = HEADER + ENTRY * index;
    header.writeUInt8(size % 256, at); // 0 stands for 256
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4); // colour planes
    header.writeUInt16LE(32, at + 6); // bits per pixel
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Apple's four-letter names, by size; those with two stand for the plain size and for twice the half size. */
const APPLE_TYPES: Readonly<Record<number, readonly string[]>> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** A macOS icon. Sizes that Apple does not know are left out. */
export function icns(images: readonly IconImage[]): Buffer {
  const blocks = images.flatMap(({ size, png }) =>
    (APPLE_TYPES[size] ?? []).map((type) => Buffer.concat([tagged(type, png.length), png])),
  );
  const body = Buffer.concat(blocks);
  return Buffer.concat([tagged('icns', body.length), body]);
}

/** A type and the length of its block, which counts these eight bytes too. */
function tagged(type: string, contentLength: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(contentLength + head.length, 4);
  return head;
}
