/** How long an address made of bytes is kept for the browser to begin with, in milliseconds. */
const GRACE_MS = 60_000;

/** Lets the browser save what an address gives, as its own download; `fileName` matters only for addresses of the page. */
export function saveAddress(address: string, fileName = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Lets the browser save bytes of the page's own making. */
export function saveBlob(fileName: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  saveAddress(address, fileName);
  setTimeout(() => URL.revokeObjectURL(address), GRACE_MS);
}
