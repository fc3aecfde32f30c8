import { readFileSync } from 'node:fs';

/** Rows of benchmarks that the model of `docs/scale.md` uses, as the benchmarks wrote them. */
interface Run {
  /** The command, and what is special about this run. */
  readonly run: string;
  readonly rows: Readonly<Record<string, number>>;
}

interface Measured {
  readonly machine: string;
  readonly cores: number;
  readonly runs: Readonly<Record<RunName, Run>>;
}

export type RunName =
  | 'fabric'
  | 'fabric again'
  | 'fabric, 200 KiB'
  | 'scale'
  | 'gateway'
  | 'receipts'
  | 'embedded';

export const MEASURED = JSON.parse(
  readFileSync(new URL('measured-rows.json', import.meta.url), 'utf8'),
) as Measured;

/** Returns the value of a row. @throws when the run has no such row */
export function measured(run: RunName, row: string): number {
  const value = MEASURED.runs[run].rows[row];
  if (value === undefined) throw new RangeError(`the run ${run} has no row "${row}"`);
  return value;
}
