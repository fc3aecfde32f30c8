import { domainDigest } from '../commitment/digest.js';
import { present, ValidationError } from '../errors.js';
import type {
  ContentJson,
  InvoiceJson,
  InvoiceStatusJson,
  LineJson,
  ReversedLineJson,
} from '../invoice/invoice.js';
import { sellerOf } from '../invoice/issue.js';
import type { PageHead } from '../invoice/page.js';
import type { JsonObject } from '../json/document-reader.js';
import { parseYuan } from '../money/money.js';
import type { Cryptography } from '../ports.js';
import { chainProfileFault } from '../tax/rules.js';
import { type LaneJson, restoreCredit, takeFromLane } from '../taxpayer/lane.js';
import { type PolicyJson, requireOpenPeriod, ruleSetOn } from '../taxpayer/policy.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { formatInstant, monthOf, shanghaiDate } from '../time.js';
import type { RedFormJson, RedFormTerms } from './form.js';
import { mirrored } from './mirror.js';
import { reverse } from './reverse.js';
import { findRedReason, redLetterRulesOf } from './rules.js';

/** Facts of the ledger for the issue of a red-letter invoice. */
export interface RedIssueContext {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  readonly seller: TaxpayerJson;
  readonly policy: PolicyJson;
  readonly lane: LaneJson;
  /** As in `IssuedRed`. */
  readonly filedThrough?: string | undefined;
  readonly transactionId: string;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
  /** Signature under the statement that issues it, from which the check code is made. */
  readonly signature: string;
  readonly cryptography: Cryptography;
}

/** A red-letter invoice and the documents that change with it. */
export interface RedIssue {
  readonly form: RedFormJson;
  readonly page: PageHead;
  /** The only draft of the page. */
  readonly draft: ContentJson;
  readonly lane: LaneJson;
  readonly status: InvoiceStatusJson;
}

/**
 * Issues the red-letter invoice of a form (T23): a page of one, with a number of the seller's lane. Its net goes back to the credit of
 * that lane where the reason restores credit and the invoice is of the same month (T08).
 *
 * @param form UNCONDITIONAL or CONFIRMED
 * @throws {DomainError} PERIOD_CLOSED, RULE_SET_NOT_FOUND, LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED
 * @throws {ValidationError} ORDINARY_ONLY at `/lane`
 */
export function issueRedInvoice(form: RedFormJson, context: RedIssueContext): RedIssue {
  const { invoice, policy, seller, transactionId, filedThrough } = context;
  const date = shanghaiDate(context.at);
  requireOpenPeriod(policy, date);
  const { hash, ruleSet } = ruleSetOn(policy, date);
  const { lane, first } = takeFromLane(context.lane, { date, count: 1, net: 0n });
  requireProfile(invoice, lane);
  const at = formatInstant(context.at);
  const page: PageHead = {
    first,
    profile: lane.segment.profile,
    issuedAt: at,
    date,
    seller: sellerOf(seller),
    ruleSet: { version: ruleSet.version, hash },
    transactionId,
    checkKey: domainDigest('check-key', context.signature, context.cryptography.sha256),
  };
  const restores = findRedReason(redLetterRulesOf(ruleSet), form.reason)?.restoresCredit === true;
  const isSameMonth = monthOf(invoice.date) === monthOf(date);
  return {
    form: { ...form, changedAt: at, red: first },
    page,
    draft: redContent(form, invoice, context.status.holder),
    lane: restores && isSameMonth ? restoreCredit(lane, parseYuan(form.totals.net)) : lane,
    status: reverse(context.status, form, { red: first, at, date, filedThrough }),
  };
}

/** Requires that the lane has numbers for invoices of this type (T11). */
function requireProfile({ type }: InvoiceJson, { segment }: LaneJson): void {
  const fault = chainProfileFault(type, segment.profile, '/lane');
  if (fault !== undefined) throw new ValidationError([fault]);
}

/**
 * Returns the content of a red-letter invoice: the reversed parts of the lines with the other sign.
 *
 * @param invoice the invoice that is reversed; of its lines only those of the form are read
 */
export function redContent(
  form: RedFormTerms,
  invoice: Pick<InvoiceJson, 'type' | 'seller' | 'buyer' | 'lines'>,
  holder: string,
): ContentJson {
  const { number, sequence, reason, lines, totals } = form;
  const content: ContentJson = {
    type: invoice.type,
    seller: invoice.seller.code,
    buyer: invoice.buyer,
    holder,
    lines: lines.map((part) => partOf(present(invoice.lines[part.line - 1], `line ${part.line}`), part)),
    totals,
    red: { number, form: sequence, reason },
  };
  return mirrored(content as unknown as JsonObject) as unknown as ContentJson;
}

/** Returns a line with the amounts of the part of it that is reversed. A part without quantity has no unit price. */
function partOf(line: LineJson, { quantity, net, tax }: ReversedLineJson): LineJson {
  const { quantity: _quantity, unitPrice, ...texts } = line;
  if (quantity === undefined || unitPrice === undefined) return { ...texts, net, tax };
  return { ...texts, quantity, unitPrice, net, tax };
}
