/**
 * The value of Content-Disposition that lets a browser save something under this name, which may be any: the name in
 * full for those who read RFC 8187, and for others in plain letters. Nothing in it can end the header.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^ -~]/gu, '_')
    .replaceAll(/["\\%/;]/gu, '_');
  // A half surrogate pair cannot be written as UTF-8; Buffer puts a sign in its place.
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replaceAll(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
