/** The worker that reads PDF files decodes scanned pages in WebAssembly, which needs a word of its own; still no eval. */
const PDF_WORKER = /\/pdf\.worker[^/]*\.mjs$/u;

/**
 * What the page may load and do, as Content-Security-Policy of the file at a path of its address. `content` is where the
 * bytes of people's files come from, when that is another origin than the page's own.
 */
export function pagePolicy(path: string, content: string | null): string {
  const contents = content === null ? '' : ` ${content}`;
  return [
    "default-src 'none'",
    PDF_WORKER.test(path) ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    // Radix and sonner bring style elements of their own, so styles may stand in the page; scripts never.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${contents}`,
    `media-src 'self' blob:${contents}`,
    "font-src 'self'",
    `connect-src 'self'${contents}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
