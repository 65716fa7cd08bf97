/** Films and sounds made here, byte by byte: a film of VP8 key frames, which a WebP picture is one of, and plain PCM. */

interface Film {
  /** Lossy WebP pictures of one size, without transparency. */
  readonly pictures: readonly Buffer[];
  readonly width: number;
  readonly height: number;
  readonly frameMs: number;
}

/** A WebM with an index, so that it can be sought in; each picture is a frame of its own. */
export function makeWebm({ pictures, width, height, frameMs }: Film): Buffer {
  const head = element(
    '1A45DFA3',
    element('4286', uint(1)),
    element('42F7', uint(1)),
    element('42F2', uint(4)),
    element('42F3', uint(8)),
    element('4282', Buffer.from('webm')),
    element('4287', uint(2)),
    element('4285', uint(2)),
  );
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(pictures.length * frameMs);
  const info = element(
    '1549A966',
    element('2AD7B1', uint(1_000_000)),
    element('4489', duration),
    element('4D80', Buffer.from('test')),
    element('5741', Buffer.from('test')),
  );
  const video = element('E0', element('B0', uint(width)), element('BA', uint(height)));
  const track = [element('D7', uint(1)), element('73C5', uint(1)), element('83', uint(1))];
  const tracks = element('1654AE6B', element('AE', ...track, element('86', Buffer.from('V_VP8')), video));
  const clusters = pictures.map((picture, index) =>
    element(
      '1F43B675',
      element('E7', uint(index * frameMs)),
      element('A3', Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), vp8Of(picture)])),
    ),
  );
  // All numbers are eight bytes wide, so that the index is as long as it will be before the places in it are known.
  const index = (first: number) => {
    let at = first;
    return element(
      '1C53BB6B',
      ...clusters.map((cluster, number) => {
        const place = element('B7', element('F7', uint(1)), element('F1', uint(at)));
        at += cluster.length;
        return element('BB', element('B3', uint(number * frameMs)), place);
      }),
    );
  };
  const before = Buffer.concat([info, tracks]);
  const cues = index(before.length + index(0).length);
  return Buffer.concat([head, element('18538067', before, cues, ...clusters)]);
}

/** A WAV of a rising tone, so that its parts differ. */
export function makeWav(seconds: number): Buffer {
  const rate = 44_100;
  const samples = seconds * rate;
  const sound = new Int16Array(samples * 2);
  for (let sample = 0; sample < samples; sample += 1) {
    const value = Math.round(8000 * Math.sin((sample * sample) / 4_000_000));
    sound[sample * 2] = value;
    sound[sample * 2 + 1] = value;
  }
  return wavOf(sound, { rate, channels: 2 });
}

/** A WAV of 16 bits a sample, `rate` a second in each channel; the samples of the channels take turns. */
export function wavOf(sound: Int16Array, { rate, channels }: { rate: number; channels: number }): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + sound.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(sound.byteLength, 40);
  return Buffer.concat([head, Buffer.from(sound.buffer)]);
}

/** The VP8 key frame in a WebP. */
function vp8Of(webp: Buffer): Buffer {
  let at = 12;
  while (at < webp.length) {
    const size = webp.readUInt32LE(at + 4);
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error('no VP8 in this picture');
}

function element(id: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
