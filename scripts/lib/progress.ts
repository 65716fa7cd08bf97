/** Shows how far a download is: a line that rewrites itself in a terminal, a line every tenth of the way in a log. */
export interface Progress {
  /** Both in bytes; `total` is null when nobody knows it. */
  update(done: number, total: number | null): void;
  /** Ends the line; to be called once, whether it went well or not. */
  end(): void;
}

const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(bytes < 1024 ** 2 ? 1 : 0)} MiB`;
const REDRAW_MS = 100;
const LOG_EVERY_MS = 10_000;

/** @param out where to write; a terminal is told by its `isTTY`. */
export function showProgress(label: string, out: NodeJS.WriteStream = process.stderr): Progress {
  const terminal = out.isTTY;
  let shownAt = 0;
  let shownTenth = -1;
  let open = false;

  const text = (done: number, total: number | null): string =>
    total === null || total <= 0
      ? `${label}  ${mebibytes(done)}`
      : `${label}  ${mebibytes(done)} of ${mebibytes(total)}  ${Math.min(100, Math.floor((done / total) * 100))} %`;

  return {
    update(done, total) {
      const now = Date.now();
      if (terminal) {
        if (now - shownAt < REDRAW_MS && done !== total) return;
        out.write(`\r\u001B[2K${text(done, total)}`);
        open = true;
      } else {
        const tenth = total === null || total <= 0 ? shownTenth : Math.floor((done / total) * 10);
        if (tenth === shownTenth && now - shownAt < LOG_EVERY_MS) return;
        shownTenth = tenth;
        out.write(`${text(done, total)}\n`);
      }
      shownAt = now;
    },
    end() {
      if (open) out.write('\n');
      open = false;
    },
  };
}
