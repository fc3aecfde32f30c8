import { canonicalJson, type Json } from '../json/canonical.js';
import type { LedgerName, SignedRequest } from '../statement/executor.js';
import { type Request, requestTextOf } from '../statement/statement.js';

/** A list of `count` drafts as canonical JSON. */
export interface CanonicalDrafts {
  readonly text: string;
  readonly count: number;
}

/** Drafts beside their canonical JSON, which is long and written once: it is what is signed and what travels. */
export class DraftList {
  readonly text: string;
  /** Number of drafts. */
  readonly count: number;
  #values: readonly Json[] | undefined;

  /**
   * @param drafts values, or their canonical JSON, which is then read only when its values are asked for
   * @throws {InvariantError} when a draft is not JSON
   */
  constructor(drafts: readonly Json[] | CanonicalDrafts) {
    const isText = 'text' in drafts;
    this.text = isText ? drafts.text : canonicalJson(drafts);
    this.count = isText ? drafts.count : drafts.length;
    this.#values = isText ? undefined : drafts;
  }

  get values(): readonly Json[] {
    this.#values ??= JSON.parse(this.text) as readonly Json[];
    return this.#values;
  }
}

/** Drafts that a seller wants issued together or not at all, signed as one statement. */
export interface IssueRequest extends SignedRequest {
  readonly drafts: DraftList;
}

/** A page of requests as a transaction carries it. */
export interface PageCall {
  /** In the block for ever: who asked for what, and under which signature. */
  readonly argument: {
    readonly seller: string;
    readonly lane: string;
    readonly ledger: string;
    readonly contract: string;
    readonly requests: readonly SignedRequest[];
  };
  /**
   * Transient data, for the endorsers only: the drafts of each request. The block has what was issued
   * of them in what the transaction writes, and so has them once; a draft that is refused is in no block.
   */
  readonly transient: { readonly drafts: string };
}

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

/** Canonical JSON of the drafts of several requests, one list a request. */
export function draftsText(lists: readonly DraftList[]): string {
  return `[${lists.map(({ text }) => text).join(',')}]`;
}

/** The request whose body is `{ drafts }`, as `requestText` writes it. */
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
