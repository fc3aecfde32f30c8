import {
  CompactFormError,
  type Draft,
  type Fault,
  formatInstant,
  InvariantError,
  judgeDrafts,
  messageOf,
  notTheSeller,
  numberPlus,
  type PageHead,
  type ReadableDrafts,
  type RuleContext,
  requireActive,
  requireOpenPeriod,
  ruleContextOf,
  ruleSetOn,
  sellerOf,
  shanghaiDate,
  takeFromLane,
  ValidationError,
} from '@fapiao-ledger/core';
import { storedPage } from '../stored-document.js';
import { attempt, type Context, differencesBetween, differing, numberDifferences } from './differences.js';
import { paymentDifferences } from './judge-payments.js';
import { redLetterDifferences } from './judge-red-letter.js';
import type { IssuedPage, Judgment } from './judgment.js';
import type { StoredFacts } from './stored-facts.js';

/**
 * Judges the invoices of a page again: each draft by the rule set that the page names, and the shared facts by the documents that the
 * ledger had when the transaction ran.
 *
 * A page, or a document about it, that cannot be read is a difference too, because only a contract that was changed can have written it.
 */
export function judgePage(issued: IssuedPage, stored: StoredFacts): Judgment {
  try {
    return judged(issued, stored);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { invoices: 0, differences: ofPage(issued, [differing('', messageOf(error))]) };
  }
}

/** A sum that is out of range is one of amounts that no contract wrote together. */
function isUnreadable(error: unknown): boolean {
  return [CompactFormError, SyntaxError, ValidationError, InvariantError].some(
    (kind) => error instanceof kind,
  );
}

function judged(issued: IssuedPage, stored: StoredFacts): Judgment {
  const { head: facts, drafts: stated } = storedPage(issued.page);
  const { count: invoices } = stated;
  const context = contextOf(issued, stored);
  if ('path' in context) return { invoices, differences: ofPage(issued, [context]) };
  const ruleSet = stored.ruleSets(issued.ruleSets).get(facts.ruleSet.hash);
  const shared = sharedDifferences(issued, facts, context);
  if (ruleSet === undefined) {
    const unknown = differing('/ruleSet/hash', 'the bureau has published no rule set with this hash');
    return { invoices, differences: ofPage(issued, [...shared, unknown]) };
  }
  if (issued.redLetter !== undefined) {
    const faults = redLetterDifferences(
      { ...issued, redLetter: issued.redLetter },
      { ...context, ruleSet },
      stored,
    );
    return { invoices, differences: ofPage(issued, [...shared, ...faults]) };
  }
  const { hash } = facts.ruleSet;
  const rules = ruleContextOf(context.seller, context.lane, { hash, ruleSet }, context.date);
  const { drafts, faults } = draftsJudged(stated, rules);
  const ofDrafts = drafts === undefined ? faults : foreignSellers(drafts, context.seller.code);
  const ofLane = drafts === undefined ? [] : laneDifferences(issued, drafts, context, stored);
  const ofPayments = drafts === undefined ? [] : paymentDifferences(issued, facts, drafts, stored);
  const differences = [
    ...ofPage(issued, [...shared, ...ofLane, ...ofPayments]),
    ...ofInvoices(issued, ofDrafts),
  ];
  return { invoices, differences };
}

/** Returns the documents that decide about a page, or which of them the ledger did not have. */
function contextOf(issued: IssuedPage, stored: StoredFacts): Context | Fault {
  const { lane, seller, policy, at } = issued;
  if (lane?.before === undefined)
    return differing('/number', 'its transaction took its number from no lane that the ledger had');
  if (seller === undefined) return differing('/seller', 'its seller was not in the register');
  if (policy === undefined) return differing('/ruleSet', 'the ledger was not founded yet');
  return {
    seller: stored.taxpayer(seller),
    policy: stored.policy(policy),
    lane: stored.lane(lane.before),
    date: shanghaiDate(at),
  };
}

/** Returns what all invoices of a page share and is not as the contract derives it from the ledger's documents. */
function sharedDifferences(issued: IssuedPage, facts: PageHead, context: Context): readonly Fault[] {
  const { seller, policy, lane, date } = context;
  const inForce = attempt('/ruleSet', () => ruleSetOn(policy, date));
  const expected: Partial<PageHead> = {
    profile: lane.segment.profile,
    issuedAt: formatInstant(issued.at),
    date,
    seller: sellerOf(seller),
    transactionId: issued.transactionId,
    first: issued.first,
    ...(inForce.value && { ruleSet: { version: inForce.value.ruleSet.version, hash: inForce.value.hash } }),
  };
  return [
    ...attempt('/seller', () => requireActive(seller)).faults,
    ...attempt('/date', () => requireOpenPeriod(policy, date)).faults,
    ...inForce.faults,
    ...Object.entries(expected).flatMap(([field, want]) =>
      differencesBetween(`/${field}`, 'it', facts[field as keyof PageHead], want),
    ),
  ];
}

/** A fault of one invoice of a page. */
interface InvoiceFault extends Fault {
  readonly index: number;
}

/** Returns the drafts when none breaks a rule, else every fault with the place of its draft. */
function draftsJudged(
  stated: ReadableDrafts,
  rules: RuleContext,
): { readonly drafts?: readonly Draft[]; readonly faults: readonly InvoiceFault[] } {
  try {
    return { drafts: judgeDrafts(stated, rules, (index) => `/${index}`), faults: [] };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return { faults: error.faults.map(placed) };
  }
}

/** Splits "/12/lines/0/tax" into the index of the draft and the pointer into it. */
function placed({ code, path, message }: Fault): InvoiceFault {
  const [, index = '', ...rest] = path.split('/');
  return { code, path: rest.map((step) => `/${step}`).join(''), message, index: Number(index) };
}

function foreignSellers(drafts: readonly Draft[], code: string): readonly InvoiceFault[] {
  return drafts.flatMap(({ seller }, index) => {
    if (seller === code) return [];
    const { code: fault, message } = notTheSeller(seller, code);
    return [{ code: fault, path: '/seller', message, index }];
  });
}

/** Takes numbers and credit out of the lane again, and compares with what the transaction wrote. */
function laneDifferences(
  { first, lane }: IssuedPage,
  drafts: readonly Draft[],
  context: Context,
  stored: StoredFacts,
): readonly Fault[] {
  const net = drafts.reduce((sum, draft) => sum + draft.net, 0n);
  const want = { date: context.date, count: drafts.length, net };
  const { value: taken, faults } = attempt('/number', () => takeFromLane(context.lane, want));
  if (taken === undefined || lane === undefined) return faults;
  return [
    ...numberDifferences(first, taken.first),
    ...differencesBetween('/number', 'its lane afterward', stored.lane(lane.after), taken.lane),
  ];
}

function ofPage(issued: IssuedPage, faults: readonly Fault[]): Judgment['differences'] {
  return ofInvoices(
    issued,
    faults.map((fault) => ({ ...fault, index: 0 })),
  );
}

function ofInvoices(
  { block, transactionId, first }: IssuedPage,
  faults: readonly InvoiceFault[],
): Judgment['differences'] {
  return faults.map(({ index, ...fault }) => ({
    block,
    transactionId,
    number: numberPlus(first, index),
    ...fault,
  }));
}
