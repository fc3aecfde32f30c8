import { isAuthority, type Read, read, readDocument, SHA256_PATTERN, TEXT_MAX } from '@fapiao-ledger/core';
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

/** A certificate authority that the trust file names, with its organization. */
export interface TrustedAuthority {
  readonly mspId: string;
  /** Certificate, PEM. */
  readonly certificate: string;
}

/** Reads a trust file. @throws {ValidationError} every fault of the trust file */
export function parseTrustFile(value: unknown): TrustFile {
  return readDocument(value, TRUST_FILE);
}

const NAME = read.printable(TEXT_MAX.name);

const NETWORK = {
  version: read.literal(1, 'the version must be 1'),
  channel: NAME,
  chaincode: NAME,
  ledger: read.ledgerId,
};

const AUTHORITY = {
  mspId: NAME,
  certificate: read.matching(
    isAuthorityPem,
    'FIELD_VALUE',
    'the PEM of a certificate authority with a P-256 key',
  ),
};

const REVOKED = {
  revoked: read.optional(
    texts((text) => SHA256_PATTERN.test(text), 'the SHA-256 of a certificate in lower-case hex'),
  ),
};

const TRUST_FILE: Read<TrustFile> = read.object((reader) => {
  const network = reader.fields(NETWORK);
  const known = new Set<string>();
  return {
    ...network,
    authorities: reader.read('authorities', authorities(known)),
    taxpayerAuthorities: reader.read('taxpayerAuthorities', authorities(new Set())),
    policy: reader.read('policy', policy(known)),
    ...reader.fields(REVOKED),
  };
});

/** @param organizations takes the organizations that have an authority, also when something else about it is wrong */
function authorities(organizations: Set<string>): Read<readonly TrustedAuthority[]> {
  const authority: Read<TrustedAuthority> = read.object((reader) => {
    const values = reader.fields(AUTHORITY);
    if (values.mspId !== undefined) organizations.add(values.mspId);
    return values;
  });
  return read.list(authority);
}

/** A policy must demand an endorsement, and only of organizations whose authority is known. */
function policy(known: ReadonlySet<string>): Read<TrustFile['policy']> {
  const members = texts((mspId) => known.has(mspId), 'an organization with an authority in this file');
  return read.object((reader) => {
    const values = reader.fields({ all: members, any: members });
    if (lengthOf(reader.given('all')) + lengthOf(reader.given('any')) === 0) {
      reader.fault('FIELD_VALUE', 'all', 'the policy must demand at least one endorsement');
    }
    return values;
  });
}

/** Reads a list of texts; each that is not accepted is a fault of the list. @param expected completes "an entry is not …" */
function texts(accepts: (text: string) => boolean, expected: string): Read<readonly string[]> {
  return (value, at, step) => {
    const entries = read.array(value, at, step);
    const accepted = entries?.filter((entry) => typeof entry === 'string').filter(accepts);
    if (entries === undefined || accepted === undefined) return undefined;
    for (let bad = accepted.length; bad < entries.length; bad += 1) {
      at.fault('FIELD_VALUE', step, `an entry is not ${expected}`);
    }
    return accepted.length === entries.length ? accepted : undefined;
  };
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function isAuthorityPem(pem: string): boolean {
  try {
    return isAuthority(certificateFromPem(pem));
  } catch {
    return false;
  }
}
