import type { Subject } from './subject.js';

type Verdict = 'ok' | 'warning' | 'failed';

/** The result of one check and the operator's cure. The cure is empty when nothing is wrong. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly finding: string;
  readonly cure: string;
}

/** One fault of the network. */
export interface Trouble {
  readonly verdict: Exclude<Verdict, 'ok'>;
  readonly finding: string;
  readonly cure: string;
}

/** One check. It throws only {SetupError} on purpose, whose cure is then shown. */
export interface Check {
  readonly name: string;
  /** Finding when there is no trouble. */
  readonly whenFine: string;
  readonly look: (subject: Subject) => Promise<readonly Trouble[]>;
}

export function failed(finding: string, cure: string): Trouble {
  return { verdict: 'failed', finding, cure };
}

export function warning(finding: string, cure: string): Trouble {
  return { verdict: 'warning', finding, cure };
}
