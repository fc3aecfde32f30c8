import { canonicalJson, type Json } from '../json/canonical.js';
import type { LedgerName, SignedRequest } from '../statement/executor.js';
import { type Request, requestTextOf } from '../statement/statement.js';

/** A list of `count` drafts as canonical JSON (RFC 8785). */
export interface CanonicalDrafts {
  readonly text: string;
  readonly count: number;
}

/** A list of drafts with its canonical JSON. The text is long, so it is written once for signing and sending. */
export class DraftList {
  readonly text: string;
  /** Number of drafts. */
  readonly count: number;
  #values: readonly Json[] | undefined;

  /**
   * @param drafts values, or their canonical JSON, which is read only when a caller wants its values
   * @throws {InvariantError} when a draft is not JSON
   */
  constructor(drafts: readonly Json[] | CanonicalDrafts) {
    const isText = 'text' in drafts;
    this.text = isText ? drafts.text : canonicalJson(drafts);
    this.count = isText ? drafts.count : drafts.length;
    this.#values = isText ? undefined : drafts;
  }

  /** The drafts as sent. */
  get values(): readonly Json[] {
    this.#values ??= JSON.parse(this.text) as readonly Json[];
    return this.#values;
  }
}

/** Drafts that are issued together or not at all, with one signed statement. */
export interface IssueRequest extends SignedRequest {
  readonly drafts: DraftList;
}

/** A page of requests in the form of a transaction. */
export interface PageCall {
  /** In the block forever: the seller, and each request with its signature. */
  readonly argument: {
    readonly seller: string;
    readonly lane: string;
    readonly ledger: string;
    readonly contract: string;
    readonly requests: readonly SignedRequest[];
  };
  /**
   * Transient data, for the endorsers only: the drafts of each request. The block has issued drafts once, among the
   * writes of the transaction. A refused draft is in no block.
   */
  readonly transient: { readonly drafts: string };
}

/** Returns the two parts of a transaction with a page of requests of one seller for one lane. */
export function pageCall(
  ledger: LedgerName,
  { seller, lane }: { readonly seller: string; readonly lane: string },
  requests: readonly IssueRequest[],
): PageCall {
  return {
    argument: {
      seller,
      lane,
      ledger: ledger.id,
      contract: ledger.contract,
      requests: requests.map(({ drafts: _drafts, ...signed }) => signed),
    },
    transient: { drafts: draftsText(requests.map(({ drafts }) => drafts)) },
  };
}

/** Returns the canonical JSON of the drafts of several requests, one list per request. */
export function draftsText(lists: readonly DraftList[]): string {
  return `[${lists.map(({ text }) => text).join(',')}]`;
}

/** Returns the text that `requestText` writes of the request whose body is `{ drafts }`. */
export function issueRequestText(
  seller: string,
  { requestId, replaces, drafts }: Pick<IssueRequest, 'requestId' | 'replaces' | 'drafts'>,
): string {
  const head: Omit<Request, 'body'> = {
    actor: seller,
    operation: 'issue',
    requestId,
    ...(replaces === undefined ? {} : { replaces }),
  };
  return requestTextOf(head, `{"drafts":${drafts.text}}`);
}
