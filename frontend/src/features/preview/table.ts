import Papa from 'papaparse';

/** Rows of text as they stand in a file of values. */
export interface Table {
  /** The first row, which names the columns by custom. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of each column in letters, from a look at the first rows. */
  readonly widths: readonly number[];
  /** Columns beyond those that are shown. */
  readonly hidden: number;
}

/** Columns that are shown at most. */
const MOST_COLUMNS = 100;
/** Rows that the widths are taken from. */
const MEASURED_ROWS = 200;
const NARROWEST = 4;
const WIDEST = 40;

/**
 * Reads separated values; what separates them is guessed. `complete` is false when more follows: then the last row may
 * be cut off and is left away, unless there is no other but the head. Formulas are text like any other.
 */
export function parseTable(text: string, complete: boolean): Table {
  // Spreadsheets write which separator they used into a line of its own.
  const said = /^sep=(.)\r?\n/iu.exec(text);
  const { data } = Papa.parse<string[]>(said === null ? text : text.slice(said[0].length), {
    delimiter: said?.[1] ?? '',
    skipEmptyLines: 'greedy',
  });
  const rows = complete || data.length < 3 ? data : data.slice(0, -1);
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const shown = Math.min(columns, MOST_COLUMNS);
  const sample = rows.slice(0, MEASURED_ROWS);
  const widths = Array.from({ length: shown }, (_, at) =>
    sample.reduce((most, row) => Math.min(WIDEST, Math.max(most, row[at]?.length ?? 0)), NARROWEST),
  );
  const [head = [], ...rest] = rows;
  return { head, rows: rest, widths, hidden: columns - shown };
}
