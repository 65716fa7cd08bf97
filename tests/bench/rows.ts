/** One line of the table: ours against a baseline measured in the same run. */
export interface Row {
  readonly name: string;
  /** Median of our runs, in `unit`. */
  readonly ours: number;
  /** Median of the baseline's runs, in `unit`; null where there is nothing to compare with. */
  readonly baseline: number | null;
  /** ours ÷ baseline; for rates more is better, for times and memory less. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly holds: boolean;
  readonly unit: string;
}

/** A row whose goal is a ratio at least (`min`) or at most (`max`) so much. */
export function ratioRow(
  name: string,
  unit: string,
  ours: readonly number[],
  baseline: readonly number[],
  goal: { min: number } | { max: number },
): Row {
  const [our, base] = [median(ours), median(baseline)];
  const ratio = our / base;
  const holds = 'min' in goal ? ratio >= goal.min : ratio <= goal.max;
  const text = 'min' in goal ? `≥ ${goal.min} ×` : `≤ ${goal.max} ×`;
  return { name, ours: round(our), baseline: round(base), ratio: round(ratio), goal: text, holds, unit };
}

/** A row whose goal is an upper limit of ours, with the baseline beside it for comparison. */
export function limitRow(
  name: string,
  unit: string,
  ours: readonly number[],
  baseline: readonly number[],
  limit: number,
): Row {
  const our = median(ours);
  const base = baseline.length === 0 ? null : median(baseline);
  return {
    name,
    ours: round(our),
    baseline: base === null ? null : round(base),
    ratio: base === null ? null : round(our / base),
    goal: `≤ ${limit} ${unit}`,
    holds: our <= limit,
    unit,
  };
}

/** The middle value, or the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The table for people. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${row.ours} ${row.unit}`,
    row.baseline === null ? '—' : `${row.baseline} ${row.unit}`,
    row.ratio === null ? '—' : `${row.ratio} ×`,
    row.goal,
    row.holds ? 'yes' : 'NO',
  ]);
  const all = [['what', 'ours', 'baseline', 'ratio', 'goal', 'holds'], ...cells];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((line) => line[at]?.length ?? 0))) ?? [];
  return all.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n');
}
