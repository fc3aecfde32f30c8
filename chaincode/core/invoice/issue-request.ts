import { ByteReader, ByteWriter, CompactFormError } from '../compact/bytes.js';
import { CHARACTERS_MAX, type DraftBlock, decodeDraftBlocks } from '../compact/decode-drafts.js';
import { encodeDrafts } from '../compact/encode-drafts.js';
import { canonicalJson, type Json } from '../json/canonical.js';
import type { Faults } from '../json/document-reader.js';
import {
  isConfirmation,
  type RequestPayment,
  signedPayment,
  signerOfRequest,
} from '../payment/paid-request.js';
import type { LedgerName, SignedRequest } from '../statement/executor.js';
import { type Request, requestTextOf } from '../statement/statement.js';
import type { ReadDraft } from './draft.js';
import { PAGE_INVOICES_MAX } from './page.js';
import { readDraft } from './parse-draft.js';

/** A list of `count` drafts as canonical JSON (RFC 8785), which is signed, and in compact form, which is sent. */
export interface CanonicalDrafts {
  readonly text: string;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Returns the forms of a list of drafts. @throws {InvariantError} when a draft is not JSON */
export function canonicalDrafts(drafts: readonly Json[]): CanonicalDrafts {
  return { text: canonicalJson(drafts), count: drafts.length, bytes: encodeDrafts(drafts) };
}

/** A list of drafts in all its forms. Each takes long to make, so each is made once. Values and bytes are made where they are wanted. */
export class DraftList {
  readonly text: string;
  /** Number of drafts. */
  readonly count: number;
  #values: readonly Json[] | undefined;
  #bytes: Uint8Array | undefined;
  readonly #block: DraftBlock | undefined;

  /**
   * @param drafts values, or their canonical forms
   * @param block the same drafts as a canonical block, where there is one: to read from
   * @throws {InvariantError} when a draft is not JSON
   */
  constructor(drafts: readonly Json[] | CanonicalDrafts, block?: DraftBlock) {
    const isCanonical = 'text' in drafts;
    this.text = isCanonical ? drafts.text : canonicalJson(drafts);
    this.count = isCanonical ? drafts.count : drafts.length;
    this.#values = isCanonical ? undefined : drafts;
    this.#bytes = isCanonical ? drafts.bytes : undefined;
    this.#block = block;
  }

  /** The drafts as sent. */
  get values(): readonly Json[] {
    this.#values ??= JSON.parse(this.text) as readonly Json[];
    return this.#values;
  }

  /** Reads a draft, as `readDraft` reads its value, and faster from a block. */
  read(index: number, faults: Faults, path: string): ReadDraft {
    return this.#block?.readDraft(index) ?? readDraft(this.values[index], faults, path);
  }

  /** The drafts in compact form, as `encodeDrafts` writes them. */
  get bytes(): Uint8Array {
    this.#bytes ??= encodeDrafts(this.values);
    return this.#bytes;
  }
}

/** Drafts that are issued together or not at all, with one signed statement. */
export interface IssueRequest extends PageRequest {
  readonly drafts: DraftList;
}

/** A request of a page without its drafts. */
export interface PageRequest extends SignedRequest {
  /** The payment that pays the drafts. Its provider signs the request that confirms it. */
  readonly payment?: RequestPayment;
}

/** A page of requests in the form of a transaction. */
export interface PageCall {
  /** In the block forever: the seller, and each request with its signature and payment. */
  readonly argument: {
    readonly seller: string;
    readonly lane: string;
    readonly ledger: string;
    readonly contract: string;
    readonly requests: readonly PageRequest[];
  };
  /**
   * Transient data, for the endorsers only: the drafts of each request in compact form. The block has issued drafts once, among
   * the writes of the transaction. A refused draft is in no block.
   */
  readonly transient: { readonly drafts: Uint8Array };
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
    transient: { drafts: draftBlocks(requests.map(({ drafts }) => drafts)) },
  };
}

/** Returns the drafts of several requests in compact form, one block per request. */
function draftBlocks(lists: readonly DraftList[]): Uint8Array {
  const writer = new ByteWriter();
  for (const { bytes } of lists) writer.block(bytes);
  return writer.finish();
}

/** Most bytes of transient drafts: a character has at most three. */
const BLOCKS_BYTES_MAX = 3 * CHARACTERS_MAX;

/**
 * Returns the drafts of each request in transient data, as `pageCall` writes them.
 * @throws {CompactFormError} when they are in another form, or too large
 */
export function readDraftBlocks(transient: Uint8Array): readonly DraftList[] {
  return decodeDraftBlocks(blocksIn(transient)).map((block) => {
    block.requireCanonical();
    const { bytes, count } = block;
    return new DraftList({ text: block.text(), count, bytes }, block);
  });
}

function blocksIn(transient: Uint8Array): readonly Uint8Array[] {
  if (transient.length > BLOCKS_BYTES_MAX)
    throw new CompactFormError(`the drafts have more than ${BLOCKS_BYTES_MAX} bytes`);
  return new ByteReader(transient).blocks(PAGE_INVOICES_MAX);
}

/**
 * Returns the own ids in transient drafts, as `pageCall` writes them. It does not judge their form.
 * @throws {CompactFormError} when they are in another form, or too large
 */
export function readRefs(transient: Uint8Array): readonly string[] {
  return decodeDraftBlocks(blocksIn(transient)).flatMap((block) => block.refs());
}

/** Returns the text that `requestText` writes of a request to issue: of the seller, or of the provider that confirms a payment. */
export function issueRequestText(
  seller: string,
  request: Pick<IssueRequest, 'requestId' | 'replaces' | 'payment' | 'drafts'>,
): string {
  const { requestId, replaces, payment, drafts } = request;
  const head: Omit<Request, 'body'> = {
    actor: signerOfRequest(seller, request),
    operation: payment !== undefined && isConfirmation(payment) ? 'issue-paid' : 'issue',
    requestId,
    ...(replaces === undefined ? {} : { replaces }),
  };
  const paid = payment === undefined ? '' : `,"payment":${canonicalJson(signedPayment(payment, seller))}`;
  return requestTextOf(head, `{"drafts":${drafts.text}${paid}}`);
}
