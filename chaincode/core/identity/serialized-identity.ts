import { DomainError } from '../errors.js';
import { type Attributes, attributesIn } from './attributes.js';
import { type Certificate, parseCertificate } from './certificate.js';
import { DerError } from './der.js';
import { parseCertificatePem } from './pem.js';
import { decodeAscii } from './utf8.js';

/** The member that signs a message on a channel: its organization, its certificate and its attributes. */
export interface SerializedIdentity {
  readonly mspId: string;
  readonly certificate: Certificate;
  readonly attributes: Attributes;
}

/** Tags of msp.SerializedIdentity: field 1, the MSP id, and field 2, the certificate; both length-delimited. */
const MSP_ID = 0x0a;
const ID_BYTES = 0x12;
const MSP_ID_TEXT = /^[\x21-\x7e]{1,100}$/;

/**
 * Returns the identity in the bytes of a Fabric `msp.SerializedIdentity`. A peer takes the first certificate that its own reader
 * finds, so every encoding that another reader could read differently is refused: a repeated, unknown or reordered field, a PEM
 * text that is not the one form of one certificate, and a certificate that is not DER to its last byte.
 *
 * @throws {DomainError} IDENTITY_INVALID
 */
export function parseSerializedIdentity(bytes: Uint8Array): SerializedIdentity {
  const id = readField(bytes, 0, MSP_ID);
  const pem = readField(bytes, id.end, ID_BYTES);
  const mspId = decodeAscii(id.content) ?? '';
  if (pem.end !== bytes.length || !MSP_ID_TEXT.test(mspId)) throw malformed();
  const certificate = certificateOf(parseCertificatePem(pem.content));
  return { mspId, certificate, attributes: attributesIn(certificate) };
}

/**
 * Returns the certificate of a member of an organization, with the attributes that its authority gave it.
 *
 * @param der the certificate and nothing behind it
 * @throws {DomainError} IDENTITY_INVALID
 */
export function parseMemberCertificate(der: Uint8Array): Omit<SerializedIdentity, 'mspId'> {
  const certificate = certificateOf(der);
  return { certificate, attributes: attributesIn(certificate) };
}

function certificateOf(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new DomainError('IDENTITY_INVALID', `the identity’s certificate cannot be read: ${error.message}`);
  }
}

interface Field {
  readonly content: Uint8Array;
  /** Offset of the next field. */
  readonly end: number;
}

/** Returns the length-delimited field at `at`, which must have the tag. */
function readField(bytes: Uint8Array, at: number, tag: number): Field {
  if (bytes[at] !== tag) throw malformed();
  const { length, start } = readLength(bytes, at + 1);
  const end = start + length;
  if (end > bytes.length) throw malformed();
  return { content: bytes.subarray(start, end), end };
}

/** Returns a varint in its shortest form. Three bytes are enough for 2 MiB. */
function readLength(bytes: Uint8Array, at: number): { length: number; start: number } {
  let length = 0;
  for (let index = 0; index < 3; index += 1) {
    const byte = bytes[at + index] ?? 0x80;
    length += (byte & 0x7f) * 128 ** index;
    if (byte === 0 && index > 0) break;
    if (byte < 0x80) return { length, start: at + index + 1 };
  }
  throw malformed();
}

function malformed(): DomainError {
  return new DomainError(
    'IDENTITY_INVALID',
    'the identity is not an MSP id and one certificate in the one encoding of msp.SerializedIdentity',
  );
}
