import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { SignJWT } from 'jose/jwt/sign';
import type { Identity } from '../identity/identity-file.js';

/** Less than the five minutes a gateway allows, longer than any request takes. */
const LIFETIME_SECONDS = 120;

/** The one request that a token is for. */
export interface RequestOfToken {
  readonly method: string;
  /** From /v1 on, with the query. */
  readonly path: string;
  readonly body: string;
  /** Idempotency-Key, Fapiao-Replaces and Fapiao-Lane of the request, where it has them. */
  readonly requestId?: string | undefined;
  readonly replaces?: string | undefined;
  readonly lane?: string | undefined;
}

/**
 * A short-lived token by which a gateway knows the owner of a certificate: signed with its key, bound to one channel.
 * With `request` it is good for that request alone, and once.
 */
export async function accessToken(
  identity: Pick<Identity, 'certificate' | 'key'>,
  channel: string,
  now: Date,
  request?: RequestOfToken,
): Promise<string> {
  const leaf = new X509Certificate(identity.certificate).raw.toString('base64');
  const issuedAt = Math.floor(now.getTime() / 1_000);
  return await new SignJWT(request === undefined ? {} : claimsFor(request))
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', x5c: [leaf] })
    .setAudience(channel)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(identity.key);
}

function claimsFor({ body, ...named }: RequestOfToken): JWTPayload {
  return { jti: randomUUID(), ...named, body: createHash('sha256').update(body).digest('base64url') };
}
