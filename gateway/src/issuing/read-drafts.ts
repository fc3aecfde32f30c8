import {
  type CanonicalDrafts,
  canonicalJson,
  FapiaoError,
  Faults,
  isKeyEpoch,
  isRequestId,
  type Json,
  ObjectReader,
  PAGE_INVOICES_MAX,
  readInstant,
  requireDraftForm,
  ValidationError,
} from '@fapiao-ledger/core';
import { packError, type TransferredError } from '@fapiao-ledger/network/error-transfer';
import { parseBytes } from '../strict-bytes.js';

/** A signature in base64: DER, of a P-256 key. */
export const SIGNATURE_PATTERN = /^[A-Za-z0-9+/]{80,108}={0,2}$/;

const REQUEST_ID = 'a request id: 8 to 64 of A-Z a-z 0-9 . _ : -';

/** The drafts of a body, well formed, and whether the body was one draft without a list around it. */
export interface DraftsBody extends CanonicalDrafts {
  readonly isSingle: boolean;
}

/** A line of a body in bulk: a request of its own. Whether it lacks a statement that it needs is not judged here. */
export interface BulkRequest {
  readonly requestId: string;
  readonly replaces: string | undefined;
  readonly keyEpoch: string | undefined;
  readonly notAfter: string | undefined;
  readonly signature: string | undefined;
  readonly drafts: CanonicalDrafts;
}

/** A line that is refused, under the request id that could be read. */
export interface RefusedLine {
  readonly requestId: string | undefined;
  readonly error: TransferredError;
}

/**
 * Reads a body of drafts and judges their form: one draft, unless it has `invoices` and nothing else.
 * @throws {ValidationError} JSON_INVALID, or every fault of form
 */
export function readDraftsBody(bytes: Uint8Array): DraftsBody {
  const body = parseBytes(bytes);
  const isSingle = (Object(body) as { readonly invoices?: unknown }).invoices === undefined;
  const drafts = isSingle ? [body] : listIn(body);
  requireDraftForm(drafts, (index) => (isSingle ? '' : `/invoices/${index}`));
  return { text: canonicalJson(drafts), count: drafts.length, isSingle };
}

/** Reads a line of a body in bulk and judges the form of its drafts. */
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

/** @throws {ValidationError} every fault of the line, or of the form of its drafts */
function readRequest(body: Json): BulkRequest {
  const faults = new Faults();
  const reader = ObjectReader.of(body, '', faults);
  if (reader === undefined) throw new ValidationError(faults.list);
  const requestId = reader.value('requestId', requestIdIn, 'FIELD_VALUE', REQUEST_ID);
  const statement = {
    replaces: reader.optionalValue('replaces', requestIdIn, 'FIELD_VALUE', REQUEST_ID),
    keyEpoch: reader.optionalValue('keyEpoch', keyEpochIn, 'FIELD_VALUE', '16 hex digits'),
    notAfter: reader.optionalValue('notAfter', instantIn, 'DATE_FORMAT', 'a moment in UTC, to the second'),
    signature: reader.optionalValue('signature', signatureIn, 'FIELD_VALUE', 'a signature in base64'),
  };
  const drafts = readList(reader);
  reader.end();
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  requireDraftForm(drafts, (index) => `/invoices/${index}`);
  return {
    requestId: requestId as string,
    ...statement,
    drafts: { text: canonicalJson(drafts), count: drafts.length },
  };
}

function listIn(body: Json): readonly Json[] {
  const faults = new Faults();
  const reader = ObjectReader.of(body, '', faults);
  const drafts = readList(reader);
  reader?.end();
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return drafts;
}

/** The number of drafts is checked before any of them is looked at. */
function readList(reader: ObjectReader | undefined): readonly Json[] {
  const drafts = (reader?.array('invoices') ?? undefined) as readonly Json[] | undefined;
  if (drafts !== undefined && (drafts.length < 1 || drafts.length > PAGE_INVOICES_MAX)) {
    reader?.fault(
      'FIELD_VALUE',
      'invoices',
      `1 to ${PAGE_INVOICES_MAX} drafts are expected, not ${drafts.length}`,
    );
    return [];
  }
  return drafts ?? [];
}

function requestIdIn(text: string): string | undefined {
  return isRequestId(text) ? text : undefined;
}

function keyEpochIn(text: string): string | undefined {
  return isKeyEpoch(text) ? text : undefined;
}

function instantIn(text: string): string | undefined {
  return readInstant(text) === undefined ? undefined : text;
}

function signatureIn(text: string): string | undefined {
  return SIGNATURE_PATTERN.test(text) ? text : undefined;
}
