import { canonicalJson, type Json } from '../json/canonical.js';

/** Every act that changes the ledger by a statement. */
export const OPERATIONS = [
  'issue',
  'transfer',
  'lock',
  'unlock',
  'redeem',
  'cancel',
  'register-officer',
  'revoke-officer',
  'register-taxpayer',
  'amend-taxpayer',
  'publish-rules',
  'close-period',
  'grant-credit',
  'grant-segment',
  'freeze',
  'release',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What an actor wants. The ledger remembers its digest for ever, beside the answer. */
export interface Request {
  /** Code of the taxpayer or of the officer that signs. */
  readonly actor: string;
  readonly operation: Operation;
  /** Chosen by the actor, never used for anything else. */
  readonly requestId: string;
  /** A request of the same actor that must not take effect any more. */
  readonly replaces?: string;
  readonly body: Json;
}

/** For which ledger, under which key and until when a request is signed. */
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

/** What one request carries of its statement beside content: the rest is common to all that travel together. */
export interface StatementSeal {
  readonly keyEpoch: string;
  readonly notAfter: string;
  /** ECDSA P-256 with SHA-256 over `statementText`, DER, low-S, base64. */
  readonly signature: string;
}

const REQUEST_DOMAIN = 'fapiao-ledger/request/2\n';
const STATEMENT_DOMAIN = 'fapiao-ledger/statement/2\n';

/** Returns the text whose SHA-256 is the digest of a request. */
export function requestText({ body, ...head }: Request): string {
  return requestTextOf(head, canonicalJson(body));
}

/** The same for a body that is canonical JSON already. */
export function requestTextOf(
  { actor, operation, requestId, replaces }: Omit<Request, 'body'>,
  body: string,
): string {
  const [by, what, id] = [actor, operation, requestId].map(canonicalJson);
  const instead = replaces === undefined ? '' : `"replaces":${canonicalJson(replaces)},`;
  return `${REQUEST_DOMAIN}{"actor":${by},"body":${body},"operation":${what},${instead}"requestId":${id}}`;
}

/**
 * Returns the text to sign. It names the request by its digest, so that a page of drafts is digested once: the
 * digest that is signed is the one the ledger remembers.
 *
 * @param digest SHA-256 of `requestText`, lower-case hex
 */
export function statementText(
  { ledger, contract, keyEpoch, notAfter }: StatementTerms,
  digest: string,
): string {
  return STATEMENT_DOMAIN + canonicalJson({ contract, keyEpoch, ledger, notAfter, request: digest });
}

const KEY_EPOCH_LENGTH = 16;

/**
 * Returns the name of one registration of a key: the beginning of the digest of the request that registered it.
 * The same key registered anew has another epoch. A gateway cannot foretell it before the officer has chosen the
 * request's id, so that it cannot have statements signed for a registration to come.
 */
export function keyEpochOf(digest: string): string {
  return digest.slice(0, KEY_EPOCH_LENGTH);
}

const KEY_EPOCH = /^[0-9a-f]{16}$/;
const LEDGER_ID = /^[0-9a-f]{64}$/;
const CONTRACT_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const REQUEST_ID = /^[A-Za-z0-9._:-]{8,64}$/;

export function isKeyEpoch(text: string): boolean {
  return KEY_EPOCH.test(text);
}

export function isLedgerId(text: string): boolean {
  return LEDGER_ID.test(text);
}

export function isContractName(text: string): boolean {
  return CONTRACT_NAME.test(text);
}

export function isRequestId(text: string): boolean {
  return REQUEST_ID.test(text);
}
