import { createPublicKey } from 'node:crypto';
import { DomainError, ValidationError } from '@fapiao-ledger/core';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';

const VALID_DAYS = 365;

/** A key that is to be certified once it has been accepted; without a request there is nothing to certify. */
export interface PendingEnrolment {
  readonly mspId: string;
  readonly csr?: string;
  /** SubjectPublicKeyInfo, DER in base64: as the ledger keeps it. */
  readonly publicKey?: string;
}

/** What a key may be certified for: to act as a taxpayer or an officer, or to have a custodian act for a taxpayer. */
export type EnrolledRole = 'taxpayer' | 'delegate' | 'officer';

/** Certifies keys of taxpayers and officers with the authorities that are at hand, if any. */
export class Enrolment {
  readonly #taxpayers: readonly CertificateAuthority[];
  readonly #bureau: CertificateAuthority | undefined;

  /** @param bureau certifies officers, who are members of the channel */
  constructor(taxpayers: readonly CertificateAuthority[], bureau: CertificateAuthority | undefined) {
    this.#taxpayers = taxpayers;
    this.#bureau = bureau;
  }

  /**
   * Reads a certificate request and finds the authority for it, before anything is written.
   * @throws {ValidationError} FIELD_VALUE at /csr when it is no request, or no authority of this organization is at hand
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

  /** @returns the certificate, in PEM, if one was asked for */
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
    const found =
      role === 'officer' ? this.#bureau : this.#taxpayers.find((authority) => authority.mspId === mspId);
    if (found?.mspId === mspId) return found;
    throw wrongCsr(`this gateway does not enrol for ${mspId}; send publicKey instead`);
  }
}

/** The caller's own credential is good: it is what it asks to be certified that is not. */
function asFault(error: unknown): never {
  throw error instanceof DomainError ? wrongCsr(error.message) : error;
}

function wrongCsr(message: string): ValidationError {
  return new ValidationError([{ code: 'FIELD_VALUE', path: '/csr', message }]);
}

/** A public key in PEM as the ledger keeps it. */
export function toLedgerKey(pem: string): string {
  return createPublicKey(pem).export({ format: 'der', type: 'spki' }).toString('base64');
}
