import { X509Certificate } from 'node:crypto';
import { withHighS } from './receipts.ts';

/** Returns the same certificate with the other of the two signatures that verify. It can be made without a key. */
export function twinOf(pem: string): string {
  const { raw } = new X509Certificate(pem);
  // A certificate of ours is longer than 256 bytes, so its length takes two; its last part is the signature.
  const at = signatureAt(raw);
  const signature = withHighS(raw.subarray(at));
  const bits = Buffer.concat([Buffer.of(0x03, signature.length + 1, 0), signature]);
  const content = Buffer.concat([raw.subarray(4, at - 3), bits]);
  const der = Buffer.concat([Buffer.of(0x30, 0x82, content.length >> 8, content.length & 0xff), content]);
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function signatureAt(raw: Buffer): number {
  for (let length = 66; length <= 72; length += 1) {
    const at = raw.length - length;
    if (raw[at] === 0x30 && raw[at + 1] === length - 2 && raw[at - 3] === 0x03) return at;
  }
  throw new Error('no signature found');
}
