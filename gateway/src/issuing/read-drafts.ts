import {
  canonicalDrafts,
  type DraftJson,
  FapiaoError,
  isKeyEpoch,
  type Json,
  PAGE_INVOICES_MAX,
  type PaymentReference,
  type PaymentTerms,
  parseYuan,
  read,
  readDocument,
  readPaymentReference,
  readPaymentTerms,
  requireDraftForm,
} from '@fapiao-ledger/core';
import { packError, type TransferredError } from '@fapiao-ledger/network/error-transfer';
import { parseBytes } from '../strict-bytes.js';
import type { WellFormedDrafts } from './incoming-request.js';

/** A signature in base64: DER, of a P-256 key. */
export const SIGNATURE_PATTERN = /^[A-Za-z0-9+/]{80,108}={0,2}$/;

/** The drafts of a body, and whether the body was a single draft instead of a list. */
export interface DraftsBody extends WellFormedDrafts {
  readonly isSingle: boolean;
}

/** A line of a bulk body, which is a separate request. Whether its statement is complete is judged elsewhere. */
export interface BulkRequest {
  readonly requestId: string;
  readonly replaces?: string;
  readonly keyEpoch?: string;
  readonly notAfter?: string;
  readonly signature?: string;
  readonly payment?: PaymentReference;
  readonly drafts: WellFormedDrafts;
}

/** A line that is refused, with its request id if it could be read. */
export interface RefusedLine {
  readonly requestId: string | undefined;
  readonly error: TransferredError;
}

/**
 * Reads a body of drafts and judges their form. A body is a single draft, unless its only field is `invoices`.
 * @throws {ValidationError} JSON_INVALID, or every fault of form
 */
export function readDraftsBody(bytes: Uint8Array): DraftsBody {
  const body = parseBytes(bytes);
  const isSingle = (Object(body) as { readonly invoices?: unknown }).invoices === undefined;
  const drafts = isSingle ? [body] : readDocument(body, read.record({ invoices: DRAFTS })).invoices;
  return { ...wellFormed(drafts, (index) => (isSingle ? '' : `/invoices/${index}`)), isSingle };
}

/** A provider's confirmation of a payment, with the drafts that it pays or without. */
export interface PaymentBody {
  readonly payment: PaymentTerms;
  readonly drafts?: WellFormedDrafts;
}

/** Reads the confirmation of a payment, and judges the form of its drafts. @throws {ValidationError} JSON_INVALID, or every fault of form */
export function readPaymentBody(bytes: Uint8Array): PaymentBody {
  const { payment, invoices } = readDocument(parseBytes(bytes), PAYMENT);
  if (invoices === undefined) return { payment };
  return { payment, drafts: wellFormed(invoices, (index) => `/invoices/${index}`) };
}

/** Reads a line of a bulk body and judges the form of its drafts. */
export function readBulkLine(bytes: Uint8Array): BulkRequest | RefusedLine {
  let body: Json = null;
  try {
    body = parseBytes(bytes);
    return readRequest(body);
  } catch (error) {
    if (!(error instanceof FapiaoError)) throw error;
    const { requestId } = Object(body) as { readonly requestId?: unknown };
    return { requestId: typeof requestId === 'string' ? requestId : undefined, error: packError(error) };
  }
}

/** Reads a list of drafts. Its length is checked before its items. */
const DRAFTS = read.list(read.anything, {
  min: 1,
  max: PAGE_INVOICES_MAX,
  problem: (length) => `1 to ${PAGE_INVOICES_MAX} drafts are expected, not ${length}`,
});

const LINE = read.record({
  requestId: read.requestId,
  replaces: read.optional(read.requestId),
  keyEpoch: read.optional(read.matching(isKeyEpoch, 'FIELD_VALUE', '16 hex digits')),
  notAfter: read.optional(read.instant('a moment in UTC, to the second')),
  signature: read.optional(read.matching(SIGNATURE_PATTERN, 'FIELD_VALUE', 'a signature in base64')),
  payment: read.optional(readPaymentReference),
  invoices: DRAFTS,
});

const PAYMENT = read.record({ payment: readPaymentTerms, invoices: read.optional(DRAFTS) });

/** Reads a request. @throws {ValidationError} every fault of the line, or of the form of its drafts */
function readRequest(body: Json): BulkRequest {
  const { invoices, ...statement } = readDocument(body, LINE);
  return { ...statement, drafts: wellFormed(invoices, (index) => `/invoices/${index}`) };
}

/** Returns drafts in the forms in which they travel. @throws {ValidationError} every fault of form */
function wellFormed(drafts: readonly Json[], pathOf: (index: number) => string): WellFormedDrafts {
  requireDraftForm(drafts, pathOf);
  const nets = drafts.map((draft) => parseYuan((draft as unknown as DraftJson).totals.net));
  return { ...canonicalDrafts(drafts), net: nets.reduce((sum, net) => sum + net, 0n) };
}
