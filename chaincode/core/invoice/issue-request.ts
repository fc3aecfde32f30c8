import { statementTextOf } from '../commitment/statement.js';
import { canonicalJson, type Json } from '../json/canonical.js';

/** Drafts beside their canonical JSON, which is long and written once: it is what is signed and what travels. */
export class DraftList {
  readonly values: readonly Json[];
  readonly #text: string;

  /** @throws {InvariantError} when a draft is not JSON */
  constructor(values: readonly Json[]) {
    this.values = values;
    this.#text = canonicalJson(values);
  }

  get text(): string {
    return this.#text;
  }
}

/** Drafts that a seller wants issued together or not at all, signed as one statement. */
export interface IssueRequest {
  readonly requestId: string;
  readonly signature: string;
  readonly drafts: DraftList;
}

/** A page of requests as a transaction carries it. */
export interface PageCall {
  /** In the block for ever: who asked for what, and under which signature. */
  readonly argument: {
    readonly seller: string;
    readonly lane: string;
    readonly requests: readonly Pick<IssueRequest, 'requestId' | 'signature'>[];
  };
  /**
   * Transient data, for the endorsers only: the drafts of each request. The block has what was issued
   * of them in what the transaction writes, and so has them once; a draft that is refused is in no block.
   */
  readonly transient: { readonly drafts: string };
}

export function pageCall(seller: string, lane: string, requests: readonly IssueRequest[]): PageCall {
  return {
    argument: {
      seller,
      lane,
      requests: requests.map(({ requestId, signature }) => ({ requestId, signature })),
    },
    transient: { drafts: draftsText(requests.map(({ drafts }) => drafts)) },
  };
}

/** Canonical JSON of the drafts of several requests, one list a request. */
export function draftsText(lists: readonly DraftList[]): string {
  return `[${lists.map(({ text }) => text).join(',')}]`;
}

/** What a seller signs to have drafts issued: the statement whose body is `{ drafts }`. */
export function issueStatementText(
  channel: string,
  seller: string,
  { requestId, drafts }: Pick<IssueRequest, 'requestId' | 'drafts'>,
): string {
  const head = { channel, operation: 'issue', actor: seller, requestId } as const;
  return statementTextOf(head, `{"drafts":${drafts.text}}`);
}
