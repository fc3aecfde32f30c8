import { DomainError } from '../errors.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { decodeAscii } from './utf8.js';

const BEGIN = '-----BEGIN CERTIFICATE-----\n';
const END = '-----END CERTIFICATE-----\n';
/** A certificate of this network has about 900 characters. Attributes and long names may multiply that. */
const PEM_BYTES_MAX = 16_384;

/**
 * Returns the canonical PEM text of a certificate: lines of 64 characters that end in LF, the last line too, and
 * nothing around the block. Fabric CA, cryptogen, OpenSSL, Node.js and our own authority write this form.
 */
export function certificatePem(der: Uint8Array): string {
  const body = encodeBase64(der).replaceAll(/.{1,64}/g, '$&\n');
  return `${BEGIN}${body}${END}`;
}

/**
 * Returns the DER of the certificate in a PEM text of exactly the form that `certificatePem` writes.
 *
 * Readers of PEM do not agree on which block of a text counts: Go and OpenSSL skip an indented block that others
 * read, some read labels or headers that others skip. A text in one form holds nothing they could choose between.
 *
 * @throws {DomainError} IDENTITY_INVALID
 */
export function parseCertificatePem(pem: Uint8Array): Uint8Array {
  const text = pem.length > PEM_BYTES_MAX ? undefined : decodeAscii(pem);
  if (text?.startsWith(BEGIN) && text.endsWith(END)) {
    const der = decodeBase64(text.slice(BEGIN.length, -END.length).replaceAll('\n', ''));
    if (der !== undefined && certificatePem(der) === text) return der;
  }
  throw new DomainError(
    'IDENTITY_INVALID',
    'the identity is not exactly one certificate in PEM with lines of 64 characters that end in LF; ' +
      'write the file anew: openssl x509 -in cert.pem -out cert.pem',
  );
}
