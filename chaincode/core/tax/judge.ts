import { type Fault, ValidationError } from '../errors.js';
import type { Draft } from '../invoice/draft.js';
import type { InvoiceJson } from '../invoice/invoice.js';
import { completeDraft, readDraft } from '../invoice/parse-draft.js';
import { Faults } from '../json/document-reader.js';
import { FEN_MAX, type Fen } from '../money/money.js';
import { applyRules, type RuleContext } from './rules.js';
import { RULE_SET_2026 } from './tables/2026-01-01.js';

/**
 * Reads and judges a draft in one go: the same judgement for the contract, which decides, and for
 * gateway and CLI, which refuse early.
 *
 * @throws {ValidationError} every broken rule with its pointer, form first, then T02 to T20
 */
export function judgeDraft(value: unknown, context: RuleContext, path = ''): Draft {
  const faults = new Faults();
  const draft = readDraft(value, faults, path);
  applyRules(draft, context, (code, at, message) => faults.report(code, path + at, message));
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return completeDraft(draft, value);
}

/**
 * The arithmetic of an issued invoice, recomputed by whoever doubts it: sums, line amounts and taxes
 * (T13, T16 to T20). Rates in force and limits are left out: the endorsers judged those at issue.
 */
export function checkInvoiceArithmetic(invoice: InvoiceJson): readonly Fault[] {
  const { type, seller, buyer, holder, lines, totals } = invoice;
  const faults = new Faults();
  const draft = readDraft({ type, seller: seller.code, buyer, holder, lines, totals }, faults);
  const context: RuleContext = {
    ruleSet: RULE_SET_2026,
    date: invoice.date,
    profile: invoice.profile,
    seller: { kind: 'GENERAL', singleLimit: FEN_MAX as Fen, rateGrants: [] },
  };
  applyRules(draft, context, (code, at, message) => faults.report(code, at, message));
  return faults.list.filter(
    (fault) => fault.code !== 'RATE_NOT_ALLOWED' && fault.code !== 'SPECIAL_NOT_ALLOWED',
  );
}
