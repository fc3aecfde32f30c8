import type { Subject } from './subject.js';

type Verdict = 'ok' | 'warning' | 'failed';

/** What one check found, and what an operator does about it; the cure is empty when nothing is wrong. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly finding: string;
  readonly cure: string;
}

/** One thing that is wrong. */
export interface Trouble {
  readonly verdict: Exclude<Verdict, 'ok'>;
  readonly finding: string;
  readonly cure: string;
}

/** Looks at one thing. Throws nothing on purpose but {SetupError}, whose cure is then told. */
export interface Check {
  readonly name: string;
  /** Said when there is no trouble. */
  readonly whenFine: string;
  readonly look: (subject: Subject) => Promise<readonly Trouble[]>;
}

export function failed(finding: string, cure: string): Trouble {
  return { verdict: 'failed', finding, cure };
}

export function warning(finding: string, cure: string): Trouble {
  return { verdict: 'warning', finding, cure };
}
