import { canonicalJson, type Json } from '../json/canonical.js';
import type { Operation } from '../protocol/bodies.js';

/** A request of an actor. The ledger remembers its digest and its answer forever (T22). */
export interface Request {
  /** Code of the taxpayer or of the officer that signs. */
  readonly actor: string;
  readonly operation: Operation;
  /** Chosen by the actor, and never used for another request. */
  readonly requestId: string;
  /** A request of the same actor that must no longer take effect. */
  readonly replaces?: string;
  readonly body: Json;
}

/** The terms of a statement: the ledger, the key and the end. */
export interface StatementTerms {
  /** SHA-256 of the header of the ledger's first block, lower-case hex. */
  readonly ledger: string;
  /** Name under which the contract is deployed. */
  readonly contract: string;
  /** The registration of the key that signs, as `keyEpochOf` names it. */
  readonly keyEpoch: string;
  /** Last moment, UTC to the second, at which the request may take effect. */
  readonly notAfter: string;
}

/** The parts of a statement per request. Ledger and contract are common to a page. */
export interface StatementSeal {
  readonly keyEpoch: string;
  readonly notAfter: string;
  /** ECDSA P-256 with SHA-256 over `statementText`, DER, low-S, base64. */
  readonly signature: string;
}

const REQUEST_DOMAIN = 'fapiao-ledger/request/2\n';
const STATEMENT_DOMAIN = 'fapiao-ledger/statement/2\n';

/** Returns the text whose SHA-256 is the digest of a request: a domain line, then its canonical JSON (RFC 8785). */
export function requestText({ body, ...head }: Request): string {
  return requestTextOf(head, canonicalJson(body));
}

/** Returns what `requestText` returns, for a body that is canonical JSON already. */
export function requestTextOf(
  { actor, operation, requestId, replaces }: Omit<Request, 'body'>,
  body: string,
): string {
  const [by, what, id] = [actor, operation, requestId].map(canonicalJson);
  const instead = replaces === undefined ? '' : `"replaces":${canonicalJson(replaces)},`;
  return `${REQUEST_DOMAIN}{"actor":${by},"body":${body},"operation":${what},${instead}"requestId":${id}}`;
}

/**
 * Returns the text that an actor signs: ECDSA P-256 with SHA-256, low-S (FIPS 186-5). The text names the request by its digest, so
 * a page of drafts is digested once, and the signed digest is the one that the ledger remembers.
 *
 * @param digest SHA-256 of `requestText`, 64 hex digits in lower case
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { requestText, sha256Hex, statementText } from '@fapiao-ledger/core';
 *
 * const body = { number: '26440000000000000001', reason: 'audit' };
 * const request = { actor: 'O0002', operation: 'freeze', requestId: 'freeze-2026-0001', body } as const;
 * const digest = sha256Hex(requestText(request));
 * const terms = { ledger: '1e'.repeat(32), contract: 'fapiao', keyEpoch: '0123456789abcdef', notAfter: '2026-03-01T09:00:00Z' };
 * assert.equal(
 *   statementText(terms, digest),
 *   'fapiao-ledger/statement/2\n{"contract":"fapiao","keyEpoch":"0123456789abcdef",' +
 *     `"ledger":"${terms.ledger}","notAfter":"2026-03-01T09:00:00Z","request":"${digest}"}`,
 * );
 * ```
 */
export function statementText(
  { ledger, contract, keyEpoch, notAfter }: StatementTerms,
  digest: string,
): string {
  return STATEMENT_DOMAIN + canonicalJson({ contract, keyEpoch, ledger, notAfter, request: digest });
}

const KEY_EPOCH_LENGTH = 16;

/**
 * Returns the key epoch, the name of one registration of a key: the first 16 digits of the digest of the request that registered it.
 * The same key registered again has another epoch. A gateway cannot know the epoch before the officer has chosen the request id, so
 * it cannot obtain statements for a future registration.
 */
export function keyEpochOf(digest: string): string {
  return digest.slice(0, KEY_EPOCH_LENGTH);
}

const KEY_EPOCH = /^[0-9a-f]{16}$/;
const LEDGER_ID = /^[0-9a-f]{64}$/;
const CONTRACT_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const REQUEST_ID = /^[A-Za-z0-9._:-]{8,64}$/;

/** Whether text can be a key epoch: 16 hex digits in lower case. */
export function isKeyEpoch(text: string): boolean {
  return KEY_EPOCH.test(text);
}

/** Whether text can be the id of a ledger: 64 hex digits in lower case. */
export function isLedgerId(text: string): boolean {
  return LEDGER_ID.test(text);
}

/** Whether text can be the name of a contract: 1 to 64 of A-Z a-z 0-9 _ -. */
export function isContractName(text: string): boolean {
  return CONTRACT_NAME.test(text);
}

/** Whether text can be a request id: 8 to 64 of A-Z a-z 0-9 . _ : -. */
export function isRequestId(text: string): boolean {
  return REQUEST_ID.test(text);
}
