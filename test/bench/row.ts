/** One figure of a benchmark, beside what it is compared with. Every field is always there; null where there is none. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured beside it in the same run, in the same unit. */
  readonly reference: string | null;
  readonly referenceValue: number | null;
  /** Value over reference value. */
  readonly ratio: number | null;
  /** "value >= 700", "ratio < 1.2" */
  readonly aim: string | null;
  readonly met: boolean | null;
}

export interface BenchOptions {
  /** How long each throughput is measured. */
  readonly seconds: number;
  /** To which the ledger of the benchmark `scale` grows. */
  readonly invoices: number;
}

/** Thrown when this machine cannot run a benchmark. */
export class Unmeasurable extends Error {
  override readonly name = 'Unmeasurable';
}

export type Bench = (options: BenchOptions) => Promise<readonly BenchRow[]>;

export interface Aim {
  readonly of: 'value' | 'ratio';
  readonly is: '>=' | '<';
  readonly bound: number;
}

export interface Beside {
  readonly reference?: string;
  readonly referenceValue?: number;
  readonly aim?: Aim;
}

/** A row with its ratio and verdict worked out. */
export function row(
  name: string,
  value: number,
  unit: string,
  { reference, referenceValue, aim }: Beside = {},
): BenchRow {
  const ratio = referenceValue === undefined ? null : value / referenceValue;
  return {
    name,
    value: significant(value),
    unit,
    reference: reference ?? null,
    referenceValue: referenceValue === undefined ? null : significant(referenceValue),
    ratio: ratio === null ? null : significant(ratio),
    aim: aim === undefined ? null : `${aim.of} ${aim.is} ${aim.bound}`,
    met: aim === undefined ? null : isMet(aim, aim.of === 'value' ? value : ratio),
  };
}

function isMet({ is, bound }: Aim, figure: number | null): boolean {
  if (figure === null) throw new Error('an aim for a ratio needs a reference');
  return is === '<' ? figure < bound : figure >= bound;
}

/** Four digits are more than a shared machine can promise. */
function significant(value: number): number {
  return Number(value.toPrecision(4));
}
