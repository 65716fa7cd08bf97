import { toString as qrCode } from 'qrcode';

/** Bright white on black, and back to what the terminal had. */
const [WHITE_ON_BLACK, AS_BEFORE] = ['\u001B[97;40m', '\u001B[0m'];

/**
 * A QR code of half blocks, its light modules drawn. With colours it is the same on every terminal; without them, as in
 * a journal, it is right where letters are light on dark: a code whose light and dark are exchanged is one that many
 * phones do not read.
 */
export async function terminalQr(text: string, colours: boolean): Promise<string> {
  const code = await qrCode(text, {
    type: 'utf8',
    errorCorrectionLevel: 'L',
    color: { dark: '#ffffff', light: '#000000' },
  });
  if (!colours) return code;
  return code
    .split('\n')
    .map((line) => `${WHITE_ON_BLACK}${line}${AS_BEFORE}`)
    .join('\n');
}
