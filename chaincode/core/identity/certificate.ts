import { bytesToHex } from '@noble/hashes/utils.js';
import { present } from '../errors.js';
import { readInstant } from '../time.js';
import { childrenOf, contextTag, DerError, type DerNode, expectTag, readOnly, TAG } from './der.js';
import { isP256PublicKey } from './public-key.js';
import { decodeAscii, decodeUtf8 } from './utf8.js';

/** Object identifiers, hex of their DER content. */
export const OID = {
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  subjectKeyIdentifier: '551d0e',
  authorityKeyIdentifier: '551d23',
  subjectAlternativeName: '551d11',
  organization: '55040a',
  organizationalUnit: '55040b',
  commonName: '550403',
  /** 1.2.3.4.5.6.7.8.1: Fabric's attributes, JSON. */
  attributes: '2a03040506070801',
} as const;

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** An X.509 certificate with a P-256 key, taken apart but not believed. */
export interface Certificate {
  readonly bytes: Uint8Array;
  /** The part that its issuer signed. */
  readonly signedPart: Uint8Array;
  readonly signature: Uint8Array;
  /** Encodings, compared byte by byte. */
  readonly serialNumber: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** By object identifier, hex of its DER content. */
  readonly extensions: ReadonlyMap<string, Extension>;
}

const ECDSA_WITH_SHA256 = '300a06082a8648ce3d040302';
const VERSION_3 = 'a003020102';

/** @throws {DerError} on anything but a version 3 certificate with a P-256 key, signed by ECDSA with SHA-256 */
export function readCertificate(bytes: Uint8Array): Certificate {
  const [signedPart, algorithm, signature] = exactly(3, readOnly(bytes, TAG.sequence));
  requireBytes(algorithm, ECDSA_WITH_SHA256, 'the certificate is not signed by ECDSA with SHA-256');
  return {
    bytes,
    signedPart: present(signedPart, 'the signed part').bytes,
    signature: bitsOf(signature),
    ...readFields(expectTag(signedPart, TAG.sequence)),
  };
}

function readFields(signedPart: DerNode): Omit<Certificate, 'bytes' | 'signedPart' | 'signature'> {
  const [version, serial, algorithm, issuer, validity, subject, key, extensions] = exactly(8, signedPart);
  requireBytes(version, VERSION_3, 'the certificate is not of version 3');
  requireBytes(algorithm, ECDSA_WITH_SHA256, 'the certificate names another algorithm inside');
  const publicKey = expectTag(key, TAG.sequence).bytes;
  if (!isP256PublicKey(publicKey)) throw new DerError('the certificate’s key is not on P-256');
  const [notBefore, notAfter] = exactly(2, expectTag(validity, TAG.sequence)).map(readTime) as [
    number,
    number,
  ];
  return {
    serialNumber: expectTag(serial, TAG.integer).bytes,
    issuer: expectTag(issuer, TAG.sequence).bytes,
    subject: expectTag(subject, TAG.sequence).bytes,
    notBefore,
    notAfter,
    publicKey,
    extensions: readExtensions(expectTag(extensions, contextTag(3))),
  };
}

function exactly(count: number, node: DerNode): DerNode[] {
  const children = childrenOf(node);
  if (children.length !== count) throw new DerError(`expected ${count} values, found ${children.length}`);
  return children;
}

function requireBytes(node: DerNode | undefined, expected: string, message: string): void {
  if (hex(node?.bytes) !== expected) throw new DerError(message);
}

/** Values of a name's attribute, such as its organizational units. @throws {DerError} */
export function namesOf(name: Uint8Array, oid: string): string[] {
  return childrenOf(readOnly(name, TAG.sequence))
    .flatMap((set) => childrenOf(expectTag(set, TAG.set)))
    .map((pair) => childrenOf(expectTag(pair, TAG.sequence)))
    .filter(([type]) => hex(type?.content) === oid)
    .map(([, value]) => textOf(value));
}

/** basicConstraints: whether the certificate may sign others. @throws {DerError} */
export function isAuthority({ extensions }: Certificate): boolean {
  const extension = extensions.get(OID.basicConstraints);
  if (extension === undefined) return false;
  const [flag] = childrenOf(readOnly(extension.value, TAG.sequence));
  return flag?.tag === TAG.boolean && flag.content[0] === 0xff;
}

/** Bits of keyUsage, the first one highest; undefined when the certificate restricts nothing. @throws {DerError} */
export function keyUsageOf({ extensions }: Certificate): number | undefined {
  const extension = extensions.get(OID.keyUsage);
  return extension === undefined ? undefined : readOnly(extension.value, TAG.bitString).content[1];
}

function readExtensions(container: DerNode): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const node of childrenOf(readOnly(container.content, TAG.sequence))) {
    const parts = childrenOf(expectTag(node, TAG.sequence));
    const oid = hex(expectTag(parts[0], TAG.oid).content);
    const critical = parts.length === 3 && expectTag(parts[1], TAG.boolean).content[0] === 0xff;
    if (extensions.has(oid) || parts.length > 3)
      throw new DerError('an extension is malformed or stands twice');
    extensions.set(oid, { critical, value: expectTag(parts.at(-1), TAG.octetString).content });
  }
  return extensions;
}

/** UTCTime (years 1950 to 2049) or GeneralizedTime, to the second, in UTC. */
function readTime({ tag, content }: DerNode): number {
  const text = decodeAscii(content) ?? '';
  const century = tag === TAG.utcTime ? (text < '50' ? '20' : '19') : '';
  const parts = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})Z$/.exec(century + text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const time = readInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (time === undefined || (tag !== TAG.utcTime && tag !== TAG.generalizedTime))
    throw new DerError('a time is malformed');
  return time;
}

const TEXT_TAGS: readonly (number | undefined)[] = [TAG.utf8String, TAG.printableString, TAG.ia5String];

/** Text in one of the encodings that all readers decode alike. */
function textOf(node: DerNode | undefined): string {
  const text = TEXT_TAGS.includes(node?.tag) && node !== undefined ? decodeUtf8(node.content) : undefined;
  if (text === undefined) throw new DerError('a name is not text in UTF-8 or ASCII');
  return text;
}

/** A BIT STRING of whole bytes. */
function bitsOf(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.bitString);
  if (content[0] !== 0) throw new DerError('a bit string does not end on a byte');
  return content.subarray(1);
}

function hex(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : bytesToHex(bytes);
}
