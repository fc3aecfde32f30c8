import { bytesToHex } from '@noble/hashes/utils.js';
import { present } from '../errors.js';
import { readInstant } from '../time.js';
import {
  DER_TAG,
  DerError,
  type DerNode,
  derChildren,
  derContextTag,
  expectDerTag,
  parseDer,
} from './der.js';
import { isP256PublicKey } from './public-key.js';
import { decodeAscii, decodeUtf8 } from './utf8.js';

/** Object identifiers of extensions and names (RFC 5280), each as hex of its DER content. */
export const OID = {
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  subjectKeyIdentifier: '551d0e',
  authorityKeyIdentifier: '551d23',
  subjectAlternativeName: '551d11',
  organization: '55040a',
  organizationalUnit: '55040b',
  commonName: '550403',
  /** 1.2.3.4.5.6.7.8.1: Fabric's attributes as JSON. */
  attributes: '2a03040506070801',
} as const;

/** An extension of a certificate (RFC 5280, section 4.2). */
export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The parts of an X.509 certificate with a P-256 key. Nothing in it is verified. */
export interface Certificate {
  readonly bytes: Uint8Array;
  /** The part that the issuer signed. */
  readonly signedPart: Uint8Array;
  readonly signature: Uint8Array;
  /** DER of serial number, issuer and subject, to be compared byte by byte. */
  readonly serialNumber: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** By object identifier, hex of its DER content. */
  readonly extensions: ReadonlyMap<string, Extension>;
}

const ECDSA_WITH_SHA256 = '300a06082a8648ce3d040302';
const VERSION_3 = 'a003020102';

/**
 * Returns the parts of a certificate (RFC 5280).
 *
 * @param bytes DER, and nothing behind it
 * @throws {DerError} on anything but a version 3 certificate with a P-256 key, signed by ECDSA with SHA-256
 */
export function parseCertificate(bytes: Uint8Array): Certificate {
  const [signedPart, algorithm, signature] = exactly(3, parseDer(bytes, DER_TAG.sequence));
  requireBytes(algorithm, ECDSA_WITH_SHA256, 'the certificate is not signed by ECDSA with SHA-256');
  return {
    bytes,
    signedPart: present(signedPart, 'the signed part').bytes,
    signature: bitsOf(signature),
    ...readFields(expectDerTag(signedPart, DER_TAG.sequence)),
  };
}

function readFields(signedPart: DerNode): Omit<Certificate, 'bytes' | 'signedPart' | 'signature'> {
  const [version, serial, algorithm, issuer, validity, subject, key, extensions] = exactly(8, signedPart);
  requireBytes(version, VERSION_3, 'the certificate is not of version 3');
  requireBytes(algorithm, ECDSA_WITH_SHA256, 'the certificate names another algorithm inside');
  const publicKey = expectDerTag(key, DER_TAG.sequence).bytes;
  if (!isP256PublicKey(publicKey)) throw new DerError('the certificate’s key is not on P-256');
  const [notBefore, notAfter] = exactly(2, expectDerTag(validity, DER_TAG.sequence)).map(readTime) as [
    number,
    number,
  ];
  return {
    serialNumber: expectDerTag(serial, DER_TAG.integer).bytes,
    issuer: expectDerTag(issuer, DER_TAG.sequence).bytes,
    subject: expectDerTag(subject, DER_TAG.sequence).bytes,
    notBefore,
    notAfter,
    publicKey,
    extensions: readExtensions(expectDerTag(extensions, derContextTag(3))),
  };
}

function exactly(count: number, node: DerNode): DerNode[] {
  const children = derChildren(node);
  if (children.length !== count) throw new DerError(`expected ${count} values, found ${children.length}`);
  return children;
}

function requireBytes(node: DerNode | undefined, expected: string, message: string): void {
  if (hex(node?.bytes) !== expected) throw new DerError(message);
}

/** Returns the values of an attribute of a name, such as its organizational units. @param name DER @throws {DerError} */
export function nameAttributes(name: Uint8Array, oid: string): string[] {
  return derChildren(parseDer(name, DER_TAG.sequence))
    .flatMap((set) => derChildren(expectDerTag(set, DER_TAG.set)))
    .map((pair) => derChildren(expectDerTag(pair, DER_TAG.sequence)))
    .filter(([type]) => hex(type?.content) === oid)
    .map(([, value]) => textOf(value));
}

/** Whether a certificate may sign others, as its basicConstraints say. @throws {DerError} */
export function isAuthority({ extensions }: Certificate): boolean {
  const extension = extensions.get(OID.basicConstraints);
  if (extension === undefined) return false;
  const [flag] = derChildren(parseDer(extension.value, DER_TAG.sequence));
  return flag?.tag === DER_TAG.boolean && flag.content[0] === 0xff;
}

/** Returns the bits of keyUsage, the first bit highest, or undefined when the certificate restricts nothing. @throws {DerError} */
export function keyUsageOf({ extensions }: Certificate): number | undefined {
  const extension = extensions.get(OID.keyUsage);
  return extension === undefined ? undefined : parseDer(extension.value, DER_TAG.bitString).content[1];
}

function readExtensions(container: DerNode): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const node of derChildren(parseDer(container.content, DER_TAG.sequence))) {
    const parts = derChildren(expectDerTag(node, DER_TAG.sequence));
    const oid = hex(expectDerTag(parts[0], DER_TAG.oid).content);
    const critical = parts.length === 3 && expectDerTag(parts[1], DER_TAG.boolean).content[0] === 0xff;
    if (extensions.has(oid) || parts.length > 3)
      throw new DerError('an extension is malformed or occurs twice');
    extensions.set(oid, { critical, value: expectDerTag(parts.at(-1), DER_TAG.octetString).content });
  }
  return extensions;
}

/** Returns the seconds since 1970 of a UTCTime (years 1950 to 2049) or a GeneralizedTime. */
function readTime({ tag, content }: DerNode): number {
  const text = decodeAscii(content) ?? '';
  const century = tag === DER_TAG.utcTime ? (text < '50' ? '20' : '19') : '';
  const parts = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})Z$/.exec(century + text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const time = readInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (time === undefined || (tag !== DER_TAG.utcTime && tag !== DER_TAG.generalizedTime))
    throw new DerError('a time is malformed');
  return time;
}

const TEXT_TAGS: readonly (number | undefined)[] = [
  DER_TAG.utf8String,
  DER_TAG.printableString,
  DER_TAG.ia5String,
];

/** Returns text in an encoding that all readers decode alike. */
function textOf(node: DerNode | undefined): string {
  const text = TEXT_TAGS.includes(node?.tag) && node !== undefined ? decodeUtf8(node.content) : undefined;
  if (text === undefined) throw new DerError('a name is not text in UTF-8 or ASCII');
  return text;
}

/** Returns the content of a BIT STRING of whole bytes. */
function bitsOf(node: DerNode | undefined): Uint8Array {
  const { content } = expectDerTag(node, DER_TAG.bitString);
  if (content[0] !== 0) throw new DerError('a bit string does not end on a byte');
  return content.subarray(1);
}

function hex(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : bytesToHex(bytes);
}
