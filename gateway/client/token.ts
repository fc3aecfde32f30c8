import { DomainError, encodeBase64, utf8 } from '@fapiao-ledger/core';
import { type ClientIdentity, ECDSA_SHA256 } from './statement-signer.js';

/** Lifetime of a token. A gateway allows 300 s, and every request takes less than 120 s. */
const LIFETIME_SECONDS = 120;

/** The request that a token is valid for. */
export interface RequestOfToken {
  readonly method: string;
  /** Path from /v1 on, with the query. */
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Headers Idempotency-Key, Fapiao-Replaces, Fapiao-Lane and Fapiao-Payment of the request; absent where the request has none. */
  readonly requestId?: string | undefined;
  readonly replaces?: string | undefined;
  readonly lane?: string | undefined;
  readonly payment?: string | undefined;
}

/**
 * Returns an access token that proves possession of the identity's key. It names the key by its certificate, or a further key of a
 * taxpayer by its registration. It is bound to one channel and expires
 * after 120 s, or after `lifetimeSeconds`, of which a gateway allows 300. With `request` it is valid for that request alone, and once.
 */
export async function accessToken(
  identity: Pick<ClientIdentity, 'certificate' | 'key'> & Partial<Pick<ClientIdentity, 'code' | 'keyEpoch'>>,
  channel: string,
  now: Date,
  request?: RequestOfToken,
  lifetimeSeconds: number = LIFETIME_SECONDS,
): Promise<string> {
  const { code, keyEpoch } = identity;
  const named =
    keyEpoch === undefined ? { x5c: [derText(identity.certificate)] } : { kid: `${code ?? ''}/${keyEpoch}` };
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const claims = request === undefined ? {} : await claimsFor(request);
  const times = { iat: issuedAt, exp: issuedAt + lifetimeSeconds };
  const header = { alg: 'ES256', typ: 'JWT', ...named };
  return await signedJwt(header, { ...claims, aud: channel, ...times }, identity.key);
}

/**
 * Returns a JSON Web Token in its compact form (RFC 7515, section 7.1). WebCrypto signs in the form that ES256 asks for, so a library
 * would add the framing alone, for 4 KB of a phone's first load.
 */
async function signedJwt(header: object, claims: object, key: CryptoKey): Promise<string> {
  const content = [header, claims].map((part) => base64Url(utf8(JSON.stringify(part)))).join('.');
  const signature = await crypto.subtle.sign(ECDSA_SHA256, key, utf8(content));
  return `${content}.${base64Url(new Uint8Array(signature))}`;
}

/** Returns base64 with the alphabet of addresses, not padded (RFC 4648, section 5). */
function base64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Returns the DER of a certificate in PEM, as base64. */
function derText(pem: string): string {
  const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (body !== undefined) return body.replaceAll(/\s/g, '');
  throw new DomainError('CREDENTIAL_INVALID', 'the certificate of the identity is not PEM');
}

async function claimsFor({ body, ...named }: RequestOfToken): Promise<object> {
  const digest = await crypto.subtle.digest('SHA-256', body);
  return { jti: crypto.randomUUID(), ...named, body: base64Url(new Uint8Array(digest)) };
}
