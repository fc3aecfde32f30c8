import { canonicalJson, type Json } from '../json/canonical.js';
import { utf8 } from './digest.js';

export type Operation = 'issue' | 'transfer' | 'lock' | 'unlock' | 'redeem';

/**
 * What a taxpayer signs with the key the bureau registered: an operation of its own on one network.
 * The contract checks the signature, so neither a gateway nor an operator can act in its name.
 */
export interface Statement {
  readonly channel: string;
  readonly operation: Operation;
  /** Code of the taxpayer that signs. */
  readonly actor: string;
  /** Chosen by the actor; remembered by the ledger for ever. */
  readonly requestId: string;
  readonly body: Json;
}

const DOMAIN = 'fapiao-ledger/statement/1\n';

/** The bytes to sign: ECDSA P-256 with SHA-256, DER, low-S. */
export function statementBytes(statement: Statement): Uint8Array {
  return utf8(statementText(statement));
}

export function statementText({ body, ...head }: Statement): string {
  return statementTextOf(head, canonicalJson(body));
}

/** The same for a body that is canonical JSON already. */
export function statementTextOf(
  { channel, operation, actor, requestId }: Omit<Statement, 'body'>,
  body: string,
): string {
  const [by, on, what, id] = [actor, channel, operation, requestId].map(canonicalJson);
  return `${DOMAIN}{"actor":${by},"body":${body},"channel":${on},"operation":${what},"requestId":${id}}`;
}

const REQUEST_ID = /^[A-Za-z0-9._:-]{8,64}$/;

export function isRequestId(text: string): boolean {
  return REQUEST_ID.test(text);
}
