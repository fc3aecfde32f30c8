import { type Certificate, DER_TAG, derContextTag } from '@fapiao-ledger/core';
import { sha256 } from '../crypto.js';
import { encode, encodeInteger, encodeOid, encodeSetOf } from './der.js';

const SIGNED_DATA = encodeOid('1.2.840.113549.1.7.2');
const DATA = encodeOid('1.2.840.113549.1.7.1');
const CONTENT_TYPE = encodeOid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = encodeOid('1.2.840.113549.1.9.4');
const SIGNING_CERTIFICATE_V2 = encodeOid('1.2.840.113549.1.9.16.2.47');
const SHA256 = encode(DER_TAG.sequence, encodeOid('2.16.840.1.101.3.4.2.1'));
const ECDSA_WITH_SHA256 = encode(DER_TAG.sequence, encodeOid('1.2.840.10045.4.3.2'));
const VERSION_1 = encodeInteger(Buffer.of(1));

/** The facts of a signature: its signer, the signer's chain, and the digest of the signed bytes. */
export interface SignatureFacts {
  readonly signer: Certificate;
  /** Certificates from the signer's issuer up to the root. */
  readonly chain: readonly Certificate[];
  /** SHA-256 of the signed bytes. */
  readonly digest: Uint8Array;
  /** ECDSA over `signedAttributes`, DER, low-S. */
  readonly signature: Uint8Array;
}

/**
 * Returns the bytes to sign (RFC 5652, section 5.4; RFC 5035): content type, digest, and the hash of the signer's
 * certificate, so that no other certificate for the same key can replace it. There is no signing time: PAdES keeps it
 * in the signature dictionary.
 */
export function signedAttributes(signer: Certificate, digest: Uint8Array): Buffer {
  return encodeSetOf(DER_TAG.set, attributesOf(signer, digest));
}

/** Returns the detached CAdES signature. Equal facts give equal bytes, because DER allows one encoding. */
export function encodeSignature({ signer, chain, digest, signature }: SignatureFacts): Buffer {
  const identifier = encode(DER_TAG.sequence, signer.issuer, signer.serialNumber);
  const signerInfo = encode(
    DER_TAG.sequence,
    VERSION_1,
    identifier,
    SHA256,
    encodeSetOf(derContextTag(0), attributesOf(signer, digest)),
    ECDSA_WITH_SHA256,
    encode(DER_TAG.octetString, signature),
  );
  const signedData = encode(
    DER_TAG.sequence,
    VERSION_1,
    encode(DER_TAG.set, SHA256),
    encode(DER_TAG.sequence, DATA),
    encodeSetOf(
      derContextTag(0),
      [signer, ...chain].map(({ bytes }) => bytes),
    ),
    encode(DER_TAG.set, signerInfo),
  );
  return encode(DER_TAG.sequence, SIGNED_DATA, encode(derContextTag(0), signedData));
}

function attributesOf(signer: Certificate, digest: Uint8Array): Buffer[] {
  const certificateId = encode(DER_TAG.sequence, encode(DER_TAG.octetString, sha256(signer.bytes)));
  const signingCertificate = encode(DER_TAG.sequence, encode(DER_TAG.sequence, certificateId));
  return [
    attribute(CONTENT_TYPE, DATA),
    attribute(MESSAGE_DIGEST, encode(DER_TAG.octetString, digest)),
    attribute(SIGNING_CERTIFICATE_V2, signingCertificate),
  ];
}

function attribute(type: Uint8Array, value: Uint8Array): Buffer {
  return encode(DER_TAG.sequence, type, encode(DER_TAG.set, value));
}
