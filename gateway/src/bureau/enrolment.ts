import { createPublicKey } from 'node:crypto';
import { DomainError, ValidationError } from '@fapiao-ledger/core';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';

const VALID_DAYS = 365;

/** A key to certify once the ledger has accepted it. Without a request there is nothing to certify. */
export interface PendingEnrolment {
  readonly mspId: string;
  readonly csr?: string;
  /** SubjectPublicKeyInfo, DER in base64, as on the ledger. */
  readonly publicKey?: string;
}

/** Roles that a key is certified for. The holder of a delegate's key has a custodian sign for a taxpayer. */
export type EnrolledRole = 'taxpayer' | 'delegate' | 'officer';

/** Certifies keys of taxpayers and officers, with the authorities whose keys this gateway has. */
export class Enrolment {
  readonly #taxpayers: readonly CertificateAuthority[];
  readonly #bureau: CertificateAuthority | undefined;

  /** @param bureau certifies officers, who are members of the channel */
  constructor(taxpayers: readonly CertificateAuthority[], bureau: CertificateAuthority | undefined) {
    this.#taxpayers = taxpayers;
    this.#bureau = bureau;
  }

  /**
   * Reads a certificate request and finds its authority, before anything is written to the ledger.
   * @throws {ValidationError} FIELD_VALUE at /csr when it is no certificate request, or has no authority here
   */
  async pending(
    csr: string | undefined,
    mspId: string,
    role: EnrolledRole = 'taxpayer',
  ): Promise<PendingEnrolment> {
    if (csr === undefined) return { mspId };
    this.#authorityOf(mspId, role);
    return { mspId, csr, publicKey: toLedgerKey(await publicKeyOfCsr(csr).catch(asFault)) };
  }

  /** @returns the certificate, in PEM, if one was requested */
  async certify(
    { mspId, csr }: PendingEnrolment,
    code: string,
    role: EnrolledRole = 'taxpayer',
  ): Promise<{ readonly certificate?: string }> {
    if (csr === undefined) return {};
    const certificate = await this.#authorityOf(mspId, role).enroll({
      csr,
      commonName: code,
      ou: 'client',
      validity: validFromNow(VALID_DAYS),
      attributes: { role, [role === 'officer' ? 'officer.id' : 'taxpayer.id']: code },
    });
    return { certificate };
  }

  #authorityOf(mspId: string, role: EnrolledRole): CertificateAuthority {
    const authority =
      role === 'officer' ? this.#bureau : this.#taxpayers.find((authority) => authority.mspId === mspId);
    if (authority?.mspId === mspId) return authority;
    throw wrongCsr(`this gateway does not enroll for ${mspId}; send publicKey instead`);
  }
}

/** Returns a fault at /csr: the caller's own credential is valid, the key that it wants certified is not. */
function asFault(error: unknown): never {
  throw error instanceof DomainError ? wrongCsr(error.message) : error;
}

function wrongCsr(message: string): ValidationError {
  return new ValidationError([{ code: 'FIELD_VALUE', path: '/csr', message }]);
}

/** Returns a public key in PEM in the ledger's form. */
export function toLedgerKey(pem: string): string {
  return createPublicKey(pem).export({ format: 'der', type: 'spki' }).toString('base64');
}
