import { utf8ToBytes } from '@noble/hashes/utils.js';
import { present } from '../errors.js';
import { decodeText } from '../identity/utf8.js';
import type { ContentJson, InvoiceJson } from '../invoice/invoice.js';
import { numberDistance } from '../invoice/number.js';
import { invoiceOf, PAGE_INVOICES_MAX, type PageHead, type PageJson } from '../invoice/page.js';
import { readDraft } from '../invoice/parse-draft.js';
import { canonicalJson } from '../json/canonical.js';
import type { ReadableDrafts } from '../tax/judge.js';
import { ByteReader, ByteWriter, CompactFormError } from './bytes.js';
import { DraftBlock, decodeDraftBlocks } from './decode-drafts.js';
import type { DraftOutline } from './outline.js';

/** The first byte of a page, which no JSON begins with: the page follows as it is, or deflated. */
const PLAIN = 1;
const DEFLATED = 2;

/**
 * Pages between these lengths are deflated. A shorter one is not worth the time. A longer one is not either where a seller fills it
 * with random texts: it would take an endorser longer to deflate than to judge.
 */
const DEFLATED_BYTES_MIN = 2_048;
const DEFLATED_BYTES_MAX = 524_288;

/** Returns bytes deflated (RFC 1951), the same bytes on every endorser. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;

/**
 * Returns the bytes of which `Deflate` made its result.
 * @throws {CompactFormError} when they are not deflated, or more than `max`
 */
export type Inflate = (bytes: Uint8Array, max: number) => Uint8Array;

/**
 * Returns a page in the form in which the ledger stores it: `docs/ledger-format.md` specifies it.
 * @param head the common facts of the invoices
 * @param blocks the drafts of each request, as `encodeDrafts` writes them
 */
export function encodePage(head: PageHead, blocks: readonly Uint8Array[], deflate: Deflate): Uint8Array {
  const body = new ByteWriter();
  body.block(utf8ToBytes(canonicalJson(head)));
  for (const block of blocks) body.block(block);
  const plain = body.finish();
  const isDeflated = plain.length >= DEFLATED_BYTES_MIN && plain.length <= DEFLATED_BYTES_MAX;
  const page = new ByteWriter();
  page.integer(isDeflated ? DEFLATED : PLAIN);
  page.raw(isDeflated ? deflate(plain) : plain);
  return page.finish();
}

/** Returns the page of bytes that `encodePage` wrote. @throws {CompactFormError} when no encoder wrote them */
export function decodePage(bytes: Uint8Array, inflate: Inflate): PageJson {
  const { head, blocks } = readPage(bytes, inflate);
  const requests = decodeDraftBlocks(blocks).map((block) => block.values());
  return { ...head, requests: requests as unknown as PageJson['requests'] };
}

/** A page whose drafts are read one by one, straight from their columns. */
export interface ReadablePage {
  readonly head: PageHead;
  /** The drafts of all requests, in order of number. */
  readonly drafts: ReadableDrafts;
}

/** Returns a page of bytes that `encodePage` wrote, to be judged again. @throws {CompactFormError} as `decodePage` */
export function readablePage(bytes: Uint8Array, inflate: Inflate): ReadablePage {
  const { head, blocks } = readPage(bytes, inflate);
  const drafts = decodeDraftBlocks(blocks).flatMap((block) =>
    Array.from({ length: block.count }, (_, index) => ({ block, index })),
  );
  const read: ReadableDrafts['read'] = (place, faults, path) => {
    const { block, index } = present(drafts[place], 'a draft of the page');
    return block.readDraft(index) ?? readDraft(block.draft(index), faults, path);
  };
  return { head, drafts: { count: drafts.length, read } };
}

/** The common facts of the invoices of a page, and the outlines of its drafts, in order of number. */
export interface PageOutline {
  readonly head: PageHead;
  readonly drafts: readonly DraftOutline[];
}

/** Returns the outline of a page that `encodePage` wrote. @throws {CompactFormError} as `decodePage` */
export function outlineOfPage(bytes: Uint8Array, inflate: Inflate): PageOutline {
  const { head, blocks } = readPage(bytes, inflate);
  return { head, drafts: decodeDraftBlocks(blocks).flatMap((block) => block.outlines()) };
}

/**
 * A stored page of which single invoices are decoded. To decode a page of 500 takes several times as long as the rest of a
 * transaction that changes one of its invoices.
 */
export class StoredPage {
  readonly #head: PageHead;
  readonly #blocks: readonly DraftBlock[];

  /** @throws {CompactFormError} as `decodePage` */
  constructor(bytes: Uint8Array, inflate: Inflate) {
    const { head, blocks } = readPage(bytes, inflate);
    this.#head = head;
    this.#blocks = blocks.map((block) => new DraftBlock(block));
  }

  /** Number of the first invoice. */
  get first(): string {
    return this.#head.first;
  }

  /** Returns the invoice with a number; undefined when the page does not have it. */
  invoice(number: string): InvoiceJson | undefined {
    let index = numberDistance(this.first, number);
    for (const block of this.#blocks) {
      if (index < block.count)
        return invoiceOf(this.#head, block.draft(index) as unknown as ContentJson | undefined, number);
      index -= block.count;
    }
    return undefined;
  }
}

function readPage(bytes: Uint8Array, inflate: Inflate): { head: PageHead; blocks: readonly Uint8Array[] } {
  const [form] = bytes;
  if (form !== PLAIN && form !== DEFLATED) throw new CompactFormError(`no page begins with byte ${form}`);
  const stored = bytes.subarray(1);
  const reader = new ByteReader(form === DEFLATED ? inflate(stored, DEFLATED_BYTES_MAX) : stored);
  const head = JSON.parse(decodeText(reader.block())) as PageHead;
  return { head, blocks: reader.blocks(PAGE_INVOICES_MAX) };
}
