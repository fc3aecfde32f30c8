/** The result of one check and its cure. The cure is empty when nothing is wrong. */
export interface Finding {
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly finding: string;
  readonly cure: string;
}

export function ok(check: string, finding: string): Finding {
  return { check, verdict: 'ok', finding, cure: '' };
}

export function warning(check: string, finding: string, cure: string): Finding {
  return { check, verdict: 'warning', finding, cure };
}

export function failed(check: string, finding: string, cure: string): Finding {
  return { check, verdict: 'failed', finding, cure };
}
