import {
  Faults,
  isAuthority,
  isLedgerId,
  ObjectReader,
  TEXT_MAX,
  ValidationError,
} from '@fapiao-ledger/core';
import { certificateFromPem } from './certificate.js';

/**
 * All that a verifier must trust: the name of the network, the certificate authorities of its organizations, and the
 * organizations that must have endorsed.
 */
export interface TrustFile {
  readonly version: 1;
  readonly channel: string;
  readonly chaincode: string;
  /** SHA-256 of the header of the ledger's first block, lower-case hex. Every statement names it. */
  readonly ledger: string;
  /**
   * Authorities that certify members of the channel: peers, officers, operators, auditors. An organization may have
   * several, old ones included, because a certificate is judged at the time of its use.
   */
  readonly authorities: readonly TrustedAuthority[];
  /** Authorities that certify taxpayers alone. A taxpayer signs receipts of its own sales, and no endorsement. */
  readonly taxpayerAuthorities: readonly TrustedAuthority[];
  /** Peers of every organization in `all`, and of at least one in `any`, must have endorsed. */
  readonly policy: { readonly all: readonly string[]; readonly any: readonly string[] };
  /** Certificates that are no longer trusted at any time: SHA-256 of their DER, lower-case hex. */
  readonly revoked?: readonly string[];
}

export interface TrustedAuthority {
  readonly mspId: string;
  /** Certificate, PEM. */
  readonly certificate: string;
}

/** Reads a trust file. @throws {ValidationError} every fault of the trust file */
export function parseTrustFile(value: unknown): TrustFile {
  const faults = new Faults();
  const reader = ObjectReader.of(value, '', faults);
  if (reader !== undefined) readTrustFile(reader, faults);
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return value as TrustFile;
}

function readTrustFile(reader: ObjectReader, faults: Faults): void {
  if (reader.required('version') !== 1) reader.fault('FIELD_VALUE', 'version', 'the version must be 1');
  reader.printable('channel', TEXT_MAX.name);
  reader.printable('chaincode', TEXT_MAX.name);
  const isHash = (text: string): string | undefined => (isLedgerId(text) ? text : undefined);
  reader.value('ledger', isHash, 'FIELD_VALUE', 'the hash of a first block: 64 of 0-9 a-f');
  const known = readAuthorities(reader, 'authorities', faults);
  readAuthorities(reader, 'taxpayerAuthorities', faults);
  readPolicy(reader.object('policy'), known);
  if (reader.optional('revoked') !== undefined) readTexts(reader, 'revoked', FINGERPRINTS);
  reader.end();
}

function readAuthorities(
  reader: ObjectReader,
  field: 'authorities' | 'taxpayerAuthorities',
  faults: Faults,
): string[] {
  const values = reader.array(field) ?? [];
  return values.flatMap((value, index) => {
    const authority = ObjectReader.of(value, `/${field}/${index}`, faults);
    const mspId = authority?.printable('mspId', TEXT_MAX.name);
    authority?.value(
      'certificate',
      authorityPem,
      'FIELD_VALUE',
      'the PEM of a certificate authority with a P-256 key',
    );
    authority?.end();
    return mspId === undefined ? [] : [mspId];
  });
}

/** Reads the policy. It must demand an endorsement, and only of organizations with an authority in the file. */
function readPolicy(reader: ObjectReader | undefined, known: readonly string[]): void {
  if (reader === undefined) return;
  const organizations: Entries = {
    accepts: (mspId) => known.includes(mspId),
    expected: 'an organization with an authority in this file',
  };
  const named = (['all', 'any'] as const).flatMap((field) => readTexts(reader, field, organizations));
  if (named.length === 0)
    reader.fault('FIELD_VALUE', 'all', 'the policy must demand at least one endorsement');
  reader.end();
}

interface Entries {
  accepts(text: string): boolean;
  /** Completes "an entry is not …". */
  readonly expected: string;
}

const FINGERPRINTS: Entries = {
  accepts: (text) => /^[0-9a-f]{64}$/.test(text),
  expected: 'the SHA-256 of a certificate in lower-case hex',
};

function readTexts(reader: ObjectReader, field: string, entries: Entries): readonly unknown[] {
  const values = reader.array(field) ?? [];
  for (const value of values) {
    const isFine = typeof value === 'string' && entries.accepts(value);
    if (!isFine) reader.fault('FIELD_VALUE', field, `an entry is not ${entries.expected}`);
  }
  return values;
}

function authorityPem(pem: string): string | undefined {
  try {
    return isAuthority(certificateFromPem(pem)) ? pem : undefined;
  } catch {
    return undefined;
  }
}
