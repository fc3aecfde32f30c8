import { builtInRuleSet, checkInvoiceArithmetic } from '@fapiao-ledger/core';
import type { Evidence } from '../evidence.js';
import { deferUnless, refuseUnless } from './report.js';

/** Checks the totals. Only the endorsers know the tolerances of a rule set that is not built in. */
export function checkTotals({ attestation: { invoice } }: Evidence): true {
  const [fault] = checkInvoiceArithmetic(invoice);
  refuseUnless(fault === undefined, `${fault?.path ?? ''}: ${fault?.message ?? ''} (${fault?.code ?? ''})`);
  deferUnless(
    builtInRuleSet(invoice) !== undefined,
    `the sums are right; tolerances per line belong to rule set ${invoice.ruleSet.version}, which only the endorsers had`,
  );
  return true;
}
