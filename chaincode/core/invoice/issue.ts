import { domainDigest } from '../commitment/digest.js';
import { DomainError, type ErrorCode, FapiaoError, type Fault, ValidationError } from '../errors.js';
import type { Json } from '../json/canonical.js';
import { parseYuan } from '../money/money.js';
import type { Cryptography } from '../ports.js';
import { Executor, type RequestRecord } from '../statement/executor.js';
import { judgeDrafts } from '../tax/judge.js';
import type { RuleContext } from '../tax/rules.js';
import { type LaneJson, takeFromLane } from '../taxpayer/lane.js';
import {
  type PolicyJson,
  type PublishedRuleSet,
  requireOpenPeriod,
  ruleSetOn,
  statementLifetimeOn,
} from '../taxpayer/policy.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { formatInstant, shanghaiDate } from '../time.js';
import type { Draft } from './draft.js';
import type { SellerJson } from './invoice.js';
import { type IssueRequest, issueRequestText } from './issue-request.js';
import { checkCodeOf, numberPlus } from './number.js';
import type { PageJson } from './page.js';

/** Gross limit of one invoice where the bureau has set none (T06). */
const DEFAULT_SINGLE_LIMIT = '100000000.00';

/** What the ledger remembers of what a request issued. */
export interface IssueResult {
  readonly transactionId: string;
  readonly issuedAt: string;
  readonly page: string;
  readonly first: string;
  readonly count: number;
  /** Of the page, as in `PageJson`. */
  readonly checkKey?: string;
}

/** A request whose invoices have `count` consecutive numbers from `first` on. */
export type IssuedOutcome = IssueResult & { readonly requestId: string };

export type IssueRecord = RequestRecord<IssueResult>;

export interface RefusedOutcome {
  readonly requestId: string;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly faults?: readonly Fault[] };
}

export type IssueOutcome = IssuedOutcome | RefusedOutcome;

export interface IssueContext {
  readonly transactionId: string;
  /** Transaction time, seconds. */
  readonly at: number;
  readonly seller: TaxpayerJson;
  readonly policy: PolicyJson;
  readonly lane: LaneJson;
  readonly cryptography: Cryptography;
  /** What the ledger remembers of a request id of this seller. */
  readonly recordOf: (requestId: string) => IssueRecord | undefined;
}

export interface IssueDecision {
  readonly outcomes: readonly IssueOutcome[];
  /** Present when something is issued: the new page, the lane afterwards, and the requests to remember. */
  readonly issued?: {
    readonly page: PageJson;
    readonly lane: LaneJson;
    readonly records: ReadonlyMap<string, IssueRecord>;
  };
}

/**
 * Decides one ledger page: requests of one seller in order, each issued whole or refused whole with
 * its own error, numbers consecutive over the page. A request the ledger remembers is answered as
 * the first time (T22), also after its period is closed or its seller suspended.
 *
 * The errors of a request, in order: those of `Executor.admit`, PERIOD_CLOSED, RULE_SET_NOT_FOUND, every fault
 * of its drafts, NOT_THE_SELLER, and those of `takeFromLane`.
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
  readonly #drafts: Draft[] = [];
  readonly #executor: Executor<IssueResult>;
  #lane: LaneJson;
  #first: string | undefined;
  #checkKey = '';

  constructor(context: IssueContext) {
    this.#context = context;
    this.#date = shanghaiDate(context.at);
    this.#issuedAt = formatInstant(context.at);
    this.#lane = context.lane;
    const { policy, seller: signer, at, cryptography, recordOf } = context;
    const lifetimeMaxSeconds = statementLifetimeOn(policy, this.#date);
    const { ledger } = policy;
    this.#executor = new Executor({ ledger, signer, at, lifetimeMaxSeconds, cryptography, recordOf });
  }

  add(request: IssueRequest): IssueOutcome {
    try {
      const digest = this.#context.cryptography.sha256(issueRequestText(this.#context.seller.code, request));
      const result = this.#executor.admit(request, digest) ?? this.#issue(request, digest);
      return { requestId: request.requestId, ...result };
    } catch (error) {
      if (!(error instanceof FapiaoError)) throw error;
      return { requestId: request.requestId, error: describe(error) };
    }
  }

  finish(): IssueDecision['issued'] {
    if (this.#first === undefined) return undefined;
    const { hash, ruleSet } = ruleSetOn(this.#context.policy, this.#date);
    const page: PageJson = {
      first: this.#first,
      profile: this.#lane.segment.profile,
      issuedAt: this.#issuedAt,
      date: this.#date,
      seller: sellerOf(this.#context.seller),
      ruleSet: { version: ruleSet.version, hash },
      transactionId: this.#context.transactionId,
      checkKey: this.#checkKey,
      invoices: this.#drafts.map(({ json: { seller: _seller, ...draft } }) => draft),
    };
    return { page, lane: this.#lane, records: this.#executor.written };
  }

  #issue(request: IssueRequest, digest: string): IssueResult {
    const { seller, policy, cryptography, transactionId } = this.#context;
    requireOpenPeriod(policy, this.#date);
    const rules = ruleContextOf(seller, this.#lane, ruleSetOn(policy, this.#date), this.#date);
    const drafts = this.#judge(request.drafts.values, rules);
    const want = {
      date: this.#date,
      count: drafts.length,
      net: drafts.reduce((sum, draft) => sum + draft.net, 0n),
    };
    const { lane, first } = takeFromLane(this.#lane, want);
    this.#lane = lane;
    this.#first ??= first;
    this.#checkKey ||= domainDigest('check-key', request.signature, cryptography.sha256);
    for (const draft of drafts) this.#drafts.push(draft);
    const result = {
      transactionId,
      issuedAt: this.#issuedAt,
      page: this.#first,
      first,
      count: want.count,
      checkKey: this.#checkKey,
    };
    this.#executor.record(request, digest, result);
    return result;
  }

  #judge(values: readonly Json[], rules: RuleContext): readonly Draft[] {
    const drafts = judgeDrafts(values, rules, (index) => `/invoices/${index}`);
    const foreign = drafts.find((draft) => draft.seller !== this.#context.seller.code);
    if (foreign === undefined) return drafts;
    throw new DomainError('NOT_THE_SELLER', `${foreign.seller} is not the seller who signs`);
  }
}

/** What the rules about drafts need to know of a seller and its lane on a day. */
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
    },
  };
}

function sellerOf({ code, name, contact, bank }: TaxpayerJson): SellerJson {
  return {
    code,
    name: name ?? code,
    ...(contact === undefined ? {} : { contact }),
    ...(bank === undefined ? {} : { bank }),
  };
}

/**
 * The invoices that a request issued, in the order of its drafts.
 * @param sha256 as for `domainDigest`
 */
export function invoicesOfOutcome(
  { transactionId, checkKey = transactionId, first, count }: IssuedOutcome,
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
