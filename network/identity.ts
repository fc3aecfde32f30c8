import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { P256_HALF_ORDER, P256_ORDER } from './low-s.js';

/** Who signs a proposal: an X.509 certificate of an organisation, and the key behind it. */
export interface Identity {
  readonly mspId: string;
  /** PEM of the enrolment certificate. */
  readonly certificate: string;
  /** ECDSA P-256 over SHA-256 of `bytes`, DER encoded, low-S. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** An identity whose key is in memory. */
export function identityFromPem(mspId: string, certificate: string, privateKeyPem: string): Identity {
  const key = createPrivateKey(privateKeyPem);
  return { mspId, certificate, sign: (bytes) => signLowS(key, bytes) };
}

/**
 * ECDSA P-256 with SHA-256, DER, normalised to low-S: Fabric refuses the high twin of a signature,
 * and node:crypto produces it half the time.
 */
export function signLowS(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return lowSignature(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }));
}

/** As `signLowS`, beside the JavaScript thread: for those who sign much, or much at a time. */
export function signLowSAside(key: KeyObject, bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, (error, raw) => {
      if (error === null) resolve(lowSignature(raw));
      else reject(error);
    });
  });
}

/** DER of the lower twin of a signature r || s. */
function lowSignature(raw: Buffer): Uint8Array {
  const s = BigInt(`0x${raw.toString('hex', 32)}`);
  const low = s > P256_HALF_ORDER ? P256_ORDER - s : s;
  return derSignature(raw.subarray(0, 32), Buffer.from(low.toString(16).padStart(64, '0'), 'hex'));
}

function derSignature(r: Uint8Array, s: Uint8Array): Uint8Array {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function derInteger(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = bytes.subarray(start);
  const padded =
    (trimmed[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : Buffer.from(trimmed);
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}
