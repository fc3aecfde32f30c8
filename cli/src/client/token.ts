import { X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';
import type { Identity } from '../identity/identity-file.js';

/** Less than the five minutes a gateway allows, longer than any request takes. */
const LIFETIME_SECONDS = 120;

/** A short-lived token by which a gateway knows the owner of a certificate: signed with its key, bound to one channel. */
export async function accessToken(
  identity: Pick<Identity, 'certificate' | 'key'>,
  channel: string,
  now: Date,
): Promise<string> {
  const leaf = new X509Certificate(identity.certificate).raw.toString('base64');
  const issuedAt = Math.floor(now.getTime() / 1_000);
  return await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', x5c: [leaf] })
    .setAudience(channel)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(identity.key);
}
