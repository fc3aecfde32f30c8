import {
  CompactFormError,
  DomainError,
  type DraftList,
  draftsOfPage,
  type ErrorCode,
  InvariantError,
  type IssueOutcome,
  type IssueRequest,
  type IssueResult,
  issuePage,
  PAGE_INVOICES_MAX,
  type PageResult,
  present,
  read,
  readDraftBlocks,
  requireThisLedger,
  type SignedRequest,
  stateKey,
  ValidationError,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { decode, isNotJson, notCanonical } from '../wire.js';
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
export function readIssueArgument(argument: string, transientDrafts: Uint8Array | undefined): IssueArgument {
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

function withDrafts(
  heads: readonly SignedRequest[],
  transient: Uint8Array | undefined,
): readonly IssueRequest[] {
  if (transient === undefined) throw faultOf('FIELD_REQUIRED', DRAFTS, 'the transient field is missing');
  const lists = draftLists(transient);
  if (lists.length !== heads.length)
    throw faultOf('FIELD_VALUE', DRAFTS, `a list of ${heads.length} lists of drafts is expected`);
  const empty = lists.findIndex(({ count }) => count === 0);
  if (empty >= 0)
    throw faultOf('FIELD_VALUE', `${DRAFTS}/${empty}`, 'a list of at least one draft is expected');
  if (lists.reduce((sum, { count }) => sum + count, 0) > PAGE_INVOICES_MAX)
    throw faultOf('FIELD_VALUE', DRAFTS, `a page has at most ${PAGE_INVOICES_MAX} invoices`);
  return heads.map((head, index) => ({ ...head, drafts: present(lists[index], 'the drafts of a request') }));
}

/** Returns the drafts of each request. They have exactly one form, as the argument does. */
function draftLists(transient: Uint8Array): readonly DraftList[] {
  try {
    return readDraftBlocks(transient);
  } catch (error) {
    if (!(error instanceof CompactFormError || isNotJson(error))) throw error;
    throw notCanonical(DRAFTS, error.message);
  }
}

function faultOf(code: ErrorCode, path: string, message: string): ValidationError {
  return new ValidationError([{ code, path, message }]);
}

async function store(
  transaction: Transaction,
  argument: IssueArgument,
  issued: NonNullable<ReturnType<typeof issuePage>['issued']>,
): Promise<void> {
  const { page, blocks, lane, records } = issued;
  await requireFreshPage(transaction, page.first);
  await transaction.state.put(stateKey('LANE', argument.seller, argument.lane), lane);
  await transaction.state.putPage(stateKey('PAGE', page.first), page, blocks);
  await remember(transaction, argument.seller, records);
  transaction.emit('InvoicesIssued', {
    seller: argument.seller,
    page: page.first,
    count: draftsOfPage(page).length,
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
