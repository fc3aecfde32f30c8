import { encodeBase64 } from '@fapiao-ledger/core';
import { PortalError } from '../portal-error.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const PRIVATE_KEY = /^-----BEGIN PRIVATE KEY-----\s([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----\s*$/;

/** A key that no script can read out, and its public half in the ledger's form. */
export interface BrowserKey {
  readonly key: CryptoKey;
  /** SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
}

/** Makes a key on P-256. Its private half is not extractable and never leaves this browser. */
export async function newKey(): Promise<BrowserKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, false, ['sign']);
  return { key: privateKey, publicKey: encodeBase64(await spkiOf(publicKey)) };
}

/**
 * Returns the private key of an identity file as a key that is not extractable.
 * @throws {PortalError} identity-unreadable
 */
export async function importKey(pem: string): Promise<CryptoKey> {
  try {
    const body = (PRIVATE_KEY.exec(pem)?.[1] ?? '').replaceAll(/\s/g, '');
    const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
    return await crypto.subtle.importKey('pkcs8', bytes, P256, false, ['sign']);
  } catch (cause) {
    throw new PortalError('identity-unreadable', { cause });
  }
}

/**
 * Returns whether a private key belongs to a public key, without reading it: a probe is signed and verified.
 * @param publicKey SubjectPublicKeyInfo, DER
 */
export async function isPair(key: CryptoKey, publicKey: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const verifier = await crypto.subtle.importKey('spki', publicKey, P256, false, ['verify']);
  const signature = await crypto.subtle.sign(algorithm, key, probe);
  return await crypto.subtle.verify(algorithm, verifier, signature, probe);
}

async function spkiOf(publicKey: CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
}
