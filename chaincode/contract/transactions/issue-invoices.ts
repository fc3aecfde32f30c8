import {
  CompactFormError,
  DomainError,
  type DraftList,
  type ErrorCode,
  encodePage,
  type IssueContext,
  type IssueOutcome,
  type IssueRecord,
  type IssueRequest,
  type IssueResult,
  issuePage,
  type LaneJson,
  PAGE_INVOICES_MAX,
  type PageRequest,
  type PageResult,
  type PaymentJson,
  present,
  read,
  readDraftBlocks,
  readRequestPayment,
  requireThisLedger,
  type StoredRef,
  signerOfRequest,
  stateKey,
  ValidationError,
} from '#core';
import { deflate } from '../compression.js';
import { nodeCryptography } from '../cryptography.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { decode, isNotJson, notCanonical } from '../wire.js';
import { LEDGER_NAME, remember, remembered, signedRequestIn } from './act.js';
import { laneOf } from './allowances.js';
import { putRefs, storedRefs } from './own-ids.js';
import { paymentFacts, putPayment } from './payments.js';
import { keysFor, taxpayerOf } from './signers.js';
import { requireFreshPage } from './stored-invoices.js';
import { policyOf } from './stored-policy.js';

/** The argument of a page: the requests without their drafts, which are transient. */
export interface IssueArgument {
  readonly seller: string;
  readonly lane: string;
  readonly ledger: string;
  readonly contract: string;
  readonly requests: readonly PageRequest[];
}

/**
 * Issues a page: the requests of one seller, each whole or not at all. Reads the seller, the policy, the lane, each request id, and the
 * seller's further keys where a request names one; writes the lane, the page and each request that it issued. For requests with a payment
 * it also reads their providers, the seller's mandates and the payments, and writes the payments that they use. For a seller with strict
 * refs it also reads each own id of the drafts, and writes each that it issued.
 *
 * @param drafts the drafts of each request, as `pageCall` writes them
 * @returns one outcome per request, in order; the refusal of a single request is thrown
 * @throws {DomainError} NOT_FOUNDED, OTHER_LEDGER, TAXPAYER_NOT_FOUND, ROLE_REQUIRED, LANE_NOT_FOUND
 * @throws {ValidationError} every fault of the form of `drafts`; for a single request every broken rule of its drafts
 * @throws {DomainError} for a single request the refusals of `issuePage`
 */
export async function issueInvoices(
  transaction: Transaction,
  argument: IssueArgument,
  drafts: Uint8Array | undefined,
): Promise<PageResult> {
  const policy = await policyOf(transaction);
  requireThisLedger(policy.ledger, argument);
  const seller = await taxpayerOf(transaction, argument.seller);
  requireRelayOf(transaction, seller);
  const lane = await laneOf(transaction, argument.seller, argument.lane);
  const ownRequests = argument.requests.filter(
    (request) => signerOfRequest(seller.code, request) === seller.code,
  );
  const keys = await keysFor(transaction, seller, ownRequests);
  const payments = await paymentFacts(transaction, argument.seller, argument.requests);
  const isStrict = seller.strictRefs === true && drafts !== undefined;
  const refOf = isStrict ? await storedRefs(transaction, seller.code, drafts) : undefined;
  const { outcomes, writes } = decide(argument, drafts, {
    transactionId: transaction.transactionId,
    at: transaction.at,
    seller,
    keys,
    policy,
    lane,
    cryptography: nodeCryptography,
    recordOf: await rememberedOfPage(transaction, argument),
    ...(payments === undefined ? {} : { payments }),
    ...(refOf === undefined ? {} : { refOf }),
  });
  throwOnlyRefusal(outcomes);
  if (writes !== undefined) await store(transaction, argument, writes);
  return { outcomes };
}

/** Returns the ledger's records of the requests of a page, by their signers. */
async function rememberedOfPage(
  transaction: Transaction,
  { seller, requests }: IssueArgument,
): Promise<IssueContext['recordOf']> {
  const recordsOf = new Map<string, (requestId: string) => IssueRecord | undefined>();
  for (const signer of new Set(requests.map((request) => signerOfRequest(seller, request)))) {
    const signed = requests.filter((request) => signerOfRequest(seller, request) === signer);
    recordsOf.set(signer, await remembered<IssueResult>(transaction, signer, signed));
  }
  return (requestId, signer) => recordsOf.get(signer)?.(requestId);
}

/** What a page writes. */
interface PageWrites {
  readonly first: string;
  readonly count: number;
  readonly page: Uint8Array;
  readonly lane: LaneJson;
  readonly records: ReadonlyMap<string, ReadonlyMap<string, IssueRecord>>;
  readonly payments: readonly PaymentJson[];
  readonly refs: ReadonlyMap<string, StoredRef>;
}

/**
 * Decides a page without waiting for anything, from its drafts as bytes to the page as bytes. So the drafts as values never
 * outlive other transactions of the contract, and garbage is collected while it is young.
 */
function decide(
  argument: IssueArgument,
  drafts: Uint8Array | undefined,
  context: IssueContext,
): { readonly outcomes: readonly IssueOutcome[]; readonly writes?: PageWrites } {
  const { outcomes, issued } = issuePage(withDrafts(argument.requests, drafts), context);
  if (issued === undefined) return { outcomes };
  const { page, blocks, ...writes } = issued;
  return { outcomes, writes: { first: page.first, page: encodePage(page, blocks, deflate), ...writes } };
}

/** Reads the argument. @throws {ValidationError} every fault of it */
export function readIssueArgument(argument: string): IssueArgument {
  return decode(argument, PAGE);
}

const PAGE = read.record({
  seller: read.creditCode,
  lane: read.laneName,
  ...LEDGER_NAME,
  requests: read.entries(
    read.object<PageRequest>((reader) => {
      const payment = reader.optional('payment', readRequestPayment);
      return { ...signedRequestIn(reader), ...(payment === undefined ? {} : { payment }) };
    }),
    PAGE_INVOICES_MAX,
  ),
});

const DRAFTS = '/drafts';

function withDrafts(
  heads: readonly PageRequest[],
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
  { seller, lane: laneName }: IssueArgument,
  { first, count, page, lane, records, payments, refs }: PageWrites,
): Promise<void> {
  await requireFreshPage(transaction, first);
  await transaction.state.put(stateKey('LANE', seller, laneName), lane);
  await transaction.state.putPage(stateKey('PAGE', first), page);
  for (const [signer, written] of records) await remember(transaction, signer, written);
  for (const payment of payments) await putPayment(transaction, payment);
  await putRefs(transaction, seller, refs);
  transaction.emit('InvoicesIssued', { seller, page: first, count });
}

function throwOnlyRefusal(outcomes: readonly IssueOutcome[]): void {
  const only = outcomes[0];
  if (outcomes.length !== 1 || only === undefined || !('error' in only)) return;
  const { code, message, faults } = only.error;
  throw faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}
