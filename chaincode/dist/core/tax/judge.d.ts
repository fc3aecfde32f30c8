import { type Fault } from '../errors.js';
import type { Draft } from '../invoice/draft.js';
import type { InvoiceJson } from '../invoice/invoice.js';
import { type RuleContext } from './rules.js';
/**
 * Reads and judges a draft in one go: the same judgement for the contract, which decides, and for
 * gateway and CLI, which refuse early.
 *
 * @throws {ValidationError} every broken rule with its pointer, form first, then T02 to T20
 */
export declare function judgeDraft(value: unknown, context: RuleContext, path?: string): Draft;
/**
 * Judges drafts that stand or fall together; `pathOf` says where each one is in its document.
 * @throws {ValidationError} every broken rule of every draft, as `judgeDraft`
 */
export declare function judgeDrafts(values: readonly unknown[], context: RuleContext, pathOf: (index: number) => string): readonly Draft[];
/**
 * The arithmetic of an issued invoice, recomputed by whoever doubts it: sums, line amounts and taxes
 * (T13, T16 to T20). Rates in force and limits are left out: the endorsers judged those at issue.
 */
export declare function checkInvoiceArithmetic(invoice: InvoiceJson): readonly Fault[];
