import {
  DomainError,
  DraftList,
  draftsText,
  type ErrorCode,
  InvariantError,
  type IssueOutcome,
  type IssueRequest,
  type IssueResult,
  issuePage,
  type Json,
  PAGE_INVOICES_MAX,
  type PageResult,
  present,
  read,
  requireThisLedger,
  type SignedRequest,
  stateKey,
  ValidationError,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { decode, readCanonical } from '../wire.js';
import { LEDGER_NAME, remember, remembered, SIGNED_REQUEST } from './act.js';
import { laneOf } from './allowances.js';
import { taxpayerOf } from './signers.js';
import { policyOf } from './stored-policy.js';

export interface IssueArgument {
  readonly seller: string;
  readonly lane: string;
  readonly ledger: string;
  readonly contract: string;
  readonly requests: readonly IssueRequest[];
}

/**
 * Issues a page: the requests of one seller, each whole or not at all. Reads the seller, the policy, the lane and each request id;
 * writes the lane, the page and each request that it issued.
 *
 * @returns one outcome per request, in order; the refusal of a single request is thrown
 * @throws {DomainError} NOT_FOUNDED, OTHER_LEDGER, TAXPAYER_NOT_FOUND, ROLE_REQUIRED, LANE_NOT_FOUND;
 *   for a single request also the refusals of `issuePage`
 * @throws {ValidationError} for a single request: every broken rule of its drafts
 */
export async function issueInvoices(transaction: Transaction, argument: IssueArgument): Promise<PageResult> {
  const policy = await policyOf(transaction);
  requireThisLedger(policy.ledger, argument);
  const seller = await taxpayerOf(transaction, argument.seller);
  requireRelayOf(transaction, seller);
  const lane = await laneOf(transaction, argument.seller, argument.lane);
  const recordOf = await remembered<IssueResult>(transaction, argument.seller, argument.requests);
  const { outcomes, issued } = issuePage(argument.requests, {
    transactionId: transaction.transactionId,
    at: transaction.at,
    seller,
    policy,
    lane,
    cryptography: nodeCryptography,
    recordOf,
  });
  throwOnlyRefusal(outcomes);
  if (issued !== undefined) await store(transaction, argument, issued);
  return { outcomes };
}

/**
 * The two parts of a `PageCall`: the argument, and the transient drafts of each request.
 * @throws {ValidationError} every fault of the argument, else of the drafts
 */
export function readIssueArgument(argument: string, transientDrafts: string | undefined): IssueArgument {
  const page = decode(argument, PAGE);
  return { ...page, requests: withDrafts(page.requests, transientDrafts) };
}

const PAGE = read.record({
  seller: read.creditCode,
  lane: read.laneName,
  ...LEDGER_NAME,
  requests: read.entries(SIGNED_REQUEST, PAGE_INVOICES_MAX),
});

const DRAFTS = '/drafts';

function withDrafts(heads: readonly SignedRequest[], text: string | undefined): readonly IssueRequest[] {
  if (text === undefined) throw faultOf('FIELD_REQUIRED', DRAFTS, 'the transient field is missing');
  const drafts = readCanonical(
    text,
    DRAFTS,
    (value) => draftLists(value, heads.length).map((values) => new DraftList(values)),
    draftsText,
  );
  return heads.map((head, index) => ({ ...head, drafts: present(drafts[index], 'the drafts of a request') }));
}

/** Returns a list of drafts per request. Each has at least one draft, and all together at most as many as a page may have. */
function draftLists(value: Json, requests: number): readonly (readonly Json[])[] {
  if (!Array.isArray(value) || value.length !== requests) {
    throw faultOf('FIELD_VALUE', DRAFTS, `a list of ${requests} lists of drafts is expected`);
  }
  const bad = value.findIndex((list) => !isDrafts(list));
  if (bad >= 0) throw faultOf('FIELD_VALUE', `${DRAFTS}/${bad}`, 'a list of at least one draft is expected');
  const lists = value.filter(isDrafts);
  if (lists.reduce((sum, { length }) => sum + length, 0) <= PAGE_INVOICES_MAX) return lists;
  throw faultOf('FIELD_VALUE', DRAFTS, `a page has at most ${PAGE_INVOICES_MAX} invoices`);
}

function isDrafts(value: Json): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0;
}

function faultOf(code: ErrorCode, path: string, message: string): ValidationError {
  return new ValidationError([{ code, path, message }]);
}

async function store(
  transaction: Transaction,
  argument: IssueArgument,
  issued: NonNullable<ReturnType<typeof issuePage>['issued']>,
): Promise<void> {
  const { page, lane, records } = issued;
  await requireFreshPage(transaction, page.first);
  await transaction.state.put(stateKey('LANE', argument.seller, argument.lane), lane);
  await transaction.state.put(stateKey('PAGE', page.first), page);
  await remember(transaction, argument.seller, records);
  transaction.emit('InvoicesIssued', {
    seller: argument.seller,
    page: page.first,
    count: page.invoices.length,
  });
}

/** Requires that no page begins with this number: a number leaves its segment once. @throws {InvariantError} */
async function requireFreshPage(transaction: Transaction, first: string): Promise<void> {
  if ((await transaction.state.get(stateKey('PAGE', first))) !== undefined) {
    throw new InvariantError(`number ${first} is issued already, and its lane would issue it again`);
  }
}

function throwOnlyRefusal(outcomes: readonly IssueOutcome[]): void {
  const only = outcomes[0];
  if (outcomes.length !== 1 || only === undefined || !('error' in only)) return;
  const { code, message, faults } = only.error;
  throw faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}
