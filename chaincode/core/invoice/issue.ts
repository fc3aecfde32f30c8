import { domainDigest } from '../commitment/digest.js';
import { type ErrorCode, FapiaoError, type Fault, present, ValidationError } from '../errors.js';
import { parseYuan } from '../money/money.js';
import { OwnIds, type StoredRef } from '../own-id/strict.js';
import {
  PagePayments,
  type PaymentFacts,
  requirePaid,
  signerOfRequest,
  type UsablePayment,
} from '../payment/paid-request.js';
import type { PaymentJson } from '../payment/payment.js';
import type { Cryptography } from '../ports.js';
import { Executor, type RequestRecord } from '../statement/executor.js';
import { judgeDrafts } from '../tax/judge.js';
import type { RuleContext } from '../tax/rule.js';
import {
  findKey,
  requireKeyAmounts,
  requireKeyLane,
  type ScopedKeyJson,
} from '../taxpayer/key/scoped-key.js';
import { type LaneJson, takeFromLane } from '../taxpayer/lane.js';
import {
  type PolicyJson,
  type PublishedRuleSet,
  requireOpenPeriod,
  ruleSetOn,
  statementLifetimeOn,
} from '../taxpayer/policy.js';
import { notTheSeller, providerNotFound } from '../taxpayer/refusals.js';
import type { ProviderJson } from '../taxpayer/signer.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { formatInstant, shanghaiDate } from '../time.js';
import type { Draft } from './draft.js';
import type { SellerJson } from './invoice.js';
import { type DraftList, type IssueRequest, issueRequestText } from './issue-request.js';
import { checkCodeOf, numberPlus } from './number.js';
import type { PageHead, PagePaymentJson } from './page.js';

/** Gross limit of one invoice where the bureau has set none (T06). */
const DEFAULT_SINGLE_LIMIT = '100000000.00';

/** The record of a request that issued invoices: `count` consecutive numbers from `first` on. */
export interface IssueResult {
  readonly transactionId: string;
  readonly issuedAt: string;
  readonly page: string;
  readonly first: string;
  readonly count: number;
  /** The check key of the page, as in `PageJson`. */
  readonly checkKey: string;
}

/** The outcome of a request that issued invoices. */
export type IssuedOutcome = IssueResult & { readonly requestId: string };

/** The ledger's record of a seller's request id. */
export type IssueRecord = RequestRecord<IssueResult>;

/** The outcome of a request that was refused, with the error as JSON. */
export interface RefusedOutcome {
  readonly requestId: string;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly faults?: readonly Fault[] };
}

/** The outcome of one request of a page. */
export type IssueOutcome = IssuedOutcome | RefusedOutcome;

/** Facts of the ledger for the decision about a page. */
export interface IssueContext {
  readonly transactionId: string;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
  readonly seller: TaxpayerJson;
  /** The seller's further keys, as for the `Executor`. */
  readonly keys: readonly ScopedKeyJson[];
  readonly policy: PolicyJson;
  readonly lane: LaneJson;
  readonly cryptography: Cryptography;
  /** Returns the ledger's record of a request id of this seller, or of the provider that signs the request. */
  readonly recordOf: (requestId: string, signer: string) => IssueRecord | undefined;
  /** Facts about payments: present where a request has one. */
  readonly payments?: PaymentFacts;
  /** Returns what the ledger has under the digest of an own id: present where the seller has strict refs. */
  readonly refOf?: (digest: string) => StoredRef | undefined;
}

/** The decision about a page: one outcome per request, in order, and the documents to store. */
export interface IssueDecision {
  readonly outcomes: readonly IssueOutcome[];
  /** Present when an invoice is issued: the new page, the lane afterwards, and the requests to remember. */
  readonly issued?: {
    readonly page: PageHead;
    /** Number of invoices on the page. */
    readonly count: number;
    /** The drafts of each request of the page in compact form, for `encodePage`. */
    readonly blocks: readonly Uint8Array[];
    readonly lane: LaneJson;
    /** Records by the code of the signer, then by request id. */
    readonly records: ReadonlyMap<string, ReadonlyMap<string, IssueRecord>>;
    /** The payments that the page uses. */
    readonly payments: readonly PaymentJson[];
    /** The own ids to remember, by digest: those of a seller with strict refs. */
    readonly refs: ReadonlyMap<string, StoredRef>;
  };
}

/**
 * Decides the requests of one seller in one transaction. Each request is issued whole or refused whole with its own
 * error, and the numbers are consecutive over the page. A request that the ledger remembers gets its first answer (T22), even
 * after its period was closed or its seller suspended.
 *
 * A request is refused with the first of: PROVIDER_NOT_FOUND, the errors of `Executor.admit`, those of `PagePayments.usable`, PERIOD_CLOSED,
 * RULE_SET_NOT_FOUND, every fault of its drafts, NOT_THE_SELLER, KEY_SCOPE for the lane, KEY_AMOUNT, the errors of `requirePaid`,
 * REF_USED for each draft with a used own id, the errors of `takeFromLane`. The function itself throws only an InvariantError.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { DraftList, formatInstant, issuePage, RULE_SET_2026, ruleSetHash, sha256Hex } from '@fapiao-ledger/core';
 *
 * const seller = {
 *   code: '91440300708461136T',
 *   kind: 'GENERAL',
 *   status: 'ACTIVE',
 *   mspId: 'PlatformMSP',
 *   publicKey: 'MFkw...',
 *   keyEpoch: '0123456789abcdef',
 * } as const;
 * const segment = { profile: 'DIGITAL', prefix: '26440', next: 1, last: 100 } as const;
 * const lane = { seller: seller.code, lane: 'till-1', month: '2026-03', cap: '5000.00', used: '0.00', segment };
 * const draft = {
 *   type: 'ORDINARY',
 *   seller: seller.code,
 *   buyer: { type: 'PERSON' },
 *   lines: [
 *     {
 *       kind: 'NORMAL',
 *       taxClass: '1010101010000000000',
 *       item: '*谷物*大米',
 *       net: '100.00',
 *       rate: '0.13',
 *       tax: '13.00',
 *     },
 *   ],
 *   totals: { net: '100.00', tax: '13.00', gross: '113.00' },
 * };
 * const at = 1_772_352_000; // 1 March 2026, 16:00 in Shanghai
 * const request = {
 *   requestId: 'order-2026-0001',
 *   keyEpoch: seller.keyEpoch,
 *   notAfter: formatInstant(at + 3_600),
 *   signature: 'MEUC...',
 *   drafts: new DraftList([draft]),
 * };
 * const { outcomes, issued } = issuePage([request], {
 *   transactionId: 'aa'.repeat(32),
 *   at,
 *   seller,
 *   keys: [],
 *   policy: {
 *     ledger: { id: '1e'.repeat(32), contract: 'fapiao' },
 *     ruleSets: [{ hash: ruleSetHash(RULE_SET_2026), ruleSet: RULE_SET_2026 }],
 *   },
 *   lane,
 *   cryptography: { sha256: sha256Hex, verify: () => 'valid' }, // a real host checks the signature
 *   recordOf: () => undefined,
 * });
 * assert.ok(outcomes[0] !== undefined && 'first' in outcomes[0]);
 * assert.equal(outcomes[0].first, '26440000000000000001');
 * assert.equal(issued?.lane.used, '100.00');
 * ```
 */
export function issuePage(requests: readonly IssueRequest[], context: IssueContext): IssueDecision {
  const page = new PageInProgress(context);
  const outcomes = requests.map((request) => page.add(request));
  const issued = page.finish();
  return issued === undefined ? { outcomes } : { outcomes, issued };
}

class PageInProgress {
  readonly #context: IssueContext;
  readonly #date: string;
  readonly #issuedAt: string;
  readonly #requests: DraftList[] = [];
  /** One per signer: the seller, and the providers whose payments the page has. */
  readonly #executors = new Map<string, Executor<IssueResult>>();
  #payments: PagePayments | undefined;
  readonly #ownIds: OwnIds | undefined;
  readonly #paid: PagePaymentJson[] = [];
  #count = 0;
  #lane: LaneJson;
  #first: string | undefined;
  #checkKey = '';

  constructor(context: IssueContext) {
    this.#context = context;
    this.#date = shanghaiDate(context.at);
    this.#issuedAt = formatInstant(context.at);
    this.#lane = context.lane;
    if (context.seller.strictRefs === true)
      this.#ownIds = new OwnIds(
        present(context.refOf, 'the own ids on the ledger'),
        context.cryptography.sha256,
      );
  }

  add(request: IssueRequest): IssueOutcome {
    try {
      const { seller, cryptography } = this.#context;
      const executor = this.#executorOf(signerOfRequest(seller.code, request));
      const digest = cryptography.sha256(issueRequestText(seller.code, request));
      const result = executor.admit(request, digest) ?? this.#issue(request, digest, executor);
      return { requestId: request.requestId, ...result };
    } catch (error) {
      if (!(error instanceof FapiaoError)) throw error;
      return { requestId: request.requestId, error: describe(error) };
    }
  }

  finish(): IssueDecision['issued'] {
    if (this.#first === undefined) return undefined;
    const { hash, ruleSet } = ruleSetOn(this.#context.policy, this.#date);
    const page: PageHead = {
      first: this.#first,
      profile: this.#lane.segment.profile,
      issuedAt: this.#issuedAt,
      date: this.#date,
      seller: sellerOf(this.#context.seller),
      ruleSet: { version: ruleSet.version, hash },
      transactionId: this.#context.transactionId,
      checkKey: this.#checkKey,
      ...(this.#paid.length === 0 ? {} : { payments: this.#paid }),
    };
    const blocks = this.#requests.map(({ bytes }) => bytes);
    const records = new Map([...this.#executors].map(([signer, { written }]) => [signer, written]));
    const payments = this.#payments?.used ?? [];
    const refs = this.#ownIds?.used ?? new Map<string, StoredRef>();
    return { page, count: this.#count, blocks, lane: this.#lane, records, payments, refs };
  }

  /** @throws {DomainError} PROVIDER_NOT_FOUND */
  #executorOf(code: string): Executor<IssueResult> {
    const known = this.#executors.get(code);
    if (known !== undefined) return known;
    const { seller, keys, policy, at, cryptography, recordOf } = this.#context;
    const isSeller = code === seller.code;
    const executor = new Executor<IssueResult>({
      ledger: policy.ledger,
      ...(isSeller
        ? { operation: 'issue', signer: seller, keys }
        : { operation: 'issue-paid', signer: this.#providerOf(code), keys: [] }),
      at,
      lifetimeMaxSeconds: statementLifetimeOn(policy, this.#date),
      cryptography,
      recordOf: (requestId) => recordOf(requestId, code),
    });
    this.#executors.set(code, executor);
    return executor;
  }

  #providerOf(code: string): ProviderJson {
    const provider = this.#facts().providerOf(code);
    if (provider !== undefined) return provider;
    throw providerNotFound(code);
  }

  #issue(request: IssueRequest, digest: string, executor: Executor<IssueResult>): IssueResult {
    const { seller, policy, cryptography, transactionId } = this.#context;
    const paid = this.#usable(request);
    requireOpenPeriod(policy, this.#date);
    const rules = ruleContextOf(seller, this.#lane, ruleSetOn(policy, this.#date), this.#date);
    const drafts = this.#judge(request.drafts, rules);
    this.#requireWithinKey(request, drafts);
    if (paid !== undefined) requirePaid(paid, drafts);
    const ownIds = this.#ownIds?.admit(drafts, this.#isByOwnKey(request));
    const want = {
      date: this.#date,
      count: drafts.length,
      net: drafts.reduce((sum, draft) => sum + draft.net, 0n),
    };
    const { lane, first } = takeFromLane(this.#lane, want);
    this.#lane = lane;
    if (ownIds !== undefined) this.#ownIds?.use(ownIds, first);
    this.#first ??= first;
    this.#checkKey ||= domainDigest('check-key', request.signature, cryptography.sha256);
    this.#requests.push(request.drafts);
    const result = {
      transactionId,
      issuedAt: this.#issuedAt,
      page: this.#first,
      first,
      count: want.count,
      checkKey: this.#checkKey,
    };
    if (paid !== undefined) this.#use(paid, result);
    this.#count += want.count;
    executor.record(request, digest, result);
    return result;
  }

  /** Requires that a further key may issue these drafts from this lane. */
  #requireWithinKey(request: IssueRequest, drafts: readonly Draft[]): void {
    const { seller, keys } = this.#context;
    if (request.payment !== undefined || this.#isByOwnKey(request)) return;
    const key = present(findKey(keys, seller, request.keyEpoch), 'the key of an admitted request');
    requireKeyLane(key, this.#lane.lane);
    requireKeyAmounts(
      key,
      drafts.map(({ gross }) => gross),
    );
  }

  /** Returns whether the key signs that is the seller itself, no further key and no provider's. */
  #isByOwnKey({ payment, keyEpoch }: IssueRequest): boolean {
    return payment === undefined && keyEpoch === this.#context.seller.keyEpoch;
  }

  #usable({ payment }: IssueRequest): UsablePayment | undefined {
    return payment === undefined ? undefined : this.#pagePayments().usable(payment);
  }

  #use(paid: UsablePayment, { page, first, count }: IssueResult): void {
    const { provider, id } = paid.payment;
    this.#pagePayments().use(paid, { page, first, count });
    this.#paid.push({ provider, id, from: this.#count, count });
  }

  #pagePayments(): PagePayments {
    const { seller, at } = this.#context;
    this.#payments ??= new PagePayments({ ...this.#facts(), seller, lane: this.#lane.lane, at });
    return this.#payments;
  }

  #facts(): PaymentFacts {
    return present(this.#context.payments, 'the facts about the payments of a page');
  }

  #judge(list: DraftList, rules: RuleContext): readonly Draft[] {
    const drafts = judgeDrafts(list, rules, (index) => `/invoices/${index}`);
    const foreign = drafts.find((draft) => draft.seller !== this.#context.seller.code);
    if (foreign === undefined) return drafts;
    throw notTheSeller(foreign.seller, this.#context.seller.code);
  }
}

/** Returns what the rules about drafts need of a seller, its lane and the rule set in force on a day. */
export function ruleContextOf(
  seller: TaxpayerJson,
  lane: Pick<LaneJson, 'segment'>,
  published: PublishedRuleSet,
  date: string,
): RuleContext {
  return {
    ruleSet: published.ruleSet,
    date,
    profile: lane.segment.profile,
    seller: {
      kind: seller.kind,
      singleLimit: parseYuan(seller.singleLimit ?? DEFAULT_SINGLE_LIMIT),
      rateGrants: seller.rateGrants ?? [],
      ...(seller.levy === undefined ? {} : { levy: seller.levy }),
    },
  };
}

/** Returns a seller as its invoices have it: the register's facts at the time of issue. */
export function sellerOf({ code, name, contact, bank }: TaxpayerJson): SellerJson {
  return {
    code,
    name: name ?? code,
    ...(contact === undefined ? {} : { contact }),
    ...(bank === undefined ? {} : { bank }),
  };
}

/**
 * Returns number and check code of each invoice that a request issued, in the order of its drafts.
 * @param sha256 as for `domainDigest`
 */
export function invoicesOfOutcome(
  { checkKey, first, count }: IssuedOutcome,
  sha256?: (text: string) => string,
): readonly { readonly number: string; readonly checkCode: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const number = numberPlus(first, index);
    return { number, checkCode: checkCodeOf(number, checkKey, sha256) };
  });
}

function describe(error: FapiaoError): RefusedOutcome['error'] {
  const { code, message } = error;
  return error instanceof ValidationError ? { code, message, faults: error.faults } : { code, message };
}
