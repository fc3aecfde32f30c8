import {
  derSignature,
  encodeBase64,
  type Json,
  type Request,
  requestTextOf,
  type StatementSeal,
  type StatementTerms,
  statementText,
  utf8,
} from '@fapiao-ledger/core';
import { type WrittenJson, writtenText } from './written-json.js';

/** The identity that signs tokens and statements. */
export interface ClientIdentity {
  /** Certificate, PEM; empty for a further key of a taxpayer. */
  readonly certificate: string;
  /** Key epoch of a further key of a taxpayer, which has no certificate. */
  readonly keyEpoch?: string | undefined;
  /** Credit code, pseudonym or officer's code; operators and auditors have none. */
  readonly code: string | undefined;
  readonly role: string;
  /** Private ECDSA key on P-256 with the usage `sign`. It need not be extractable. */
  readonly key: CryptoKey;
}

/** A request whose body may be written already. */
export type SignableRequest = Omit<Request, 'body'> & { readonly body: Json | WrittenJson };

/** The signature of tokens and statements, as WebCrypto names it. */
export const ECDSA_SHA256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Returns the digest of a request, as the ledger remembers it: SHA-256, lower-case hex. */
export async function digestOfRequest({ body, ...head }: SignableRequest): Promise<string> {
  const text = requestTextOf(head, writtenText(body));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Signs the statement about a request: ECDSA P-256 with SHA-256, DER, base64. Two signatures verify for one key and
 * text; the ledger accepts only the one with the smaller s.
 *
 * @param digest of the request, as `digestOfRequest` returns it; computed when absent
 */
export async function sealRequest(
  { key }: Pick<ClientIdentity, 'key'>,
  request: SignableRequest,
  terms: StatementTerms,
  digest: string | Promise<string> = digestOfRequest(request),
): Promise<StatementSeal> {
  const text = statementText(terms, await digest);
  const signature = await crypto.subtle.sign(ECDSA_SHA256, key, utf8(text));
  const { keyEpoch, notAfter } = terms;
  return { keyEpoch, notAfter, signature: encodeBase64(derSignature(new Uint8Array(signature))) };
}
