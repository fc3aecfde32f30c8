import { createPublicKey } from 'node:crypto';
import { type TaxpayerJson, ValidationError } from '@fapiao-ledger/chaincode/core';
import { type CertificateAuthority, publicKeyOfCsr, validFromNow } from '@fapiao-ledger/network/ca';
import type { Contract } from './ledger/contract.js';
import type { Facts } from './ledger/facts.js';

const VALID_DAYS = 365;

/** A key that is to be certified once the ledger has accepted it; without a request there is nothing to certify. */
export interface PendingEnrolment {
  readonly mspId: string;
  readonly csr?: string;
  /** SubjectPublicKeyInfo, DER in base64: as the ledger keeps it. */
  readonly publicKey?: string;
}

/** The bureau's acts, submitted with an officer's identity, and the authorities that enrol for it. */
export class Bureau {
  readonly #contract: Contract;
  readonly #facts: Facts;
  readonly #authorities: readonly CertificateAuthority[];
  readonly #platformMspId: string;

  constructor(parts: {
    contract: Contract;
    facts: Facts;
    authorities: readonly CertificateAuthority[];
    platformMspId: string;
  }) {
    this.#contract = parts.contract;
    this.#facts = parts.facts;
    this.#authorities = parts.authorities;
    this.#platformMspId = parts.platformMspId;
  }

  /** @throws what the contract refuses; {LedgerError} */
  async act<T>(name: string, argument: unknown): Promise<T> {
    return await this.#contract.writeOnce<T>(`bureau:${name}`, argument);
  }

  /** As it is now; what the gateway remembers of it is renewed. @throws {DomainError} TAXPAYER_NOT_FOUND */
  async taxpayer(code: string): Promise<TaxpayerJson> {
    return await this.#facts.taxpayer(code, 'fresh');
  }

  /**
   * Reads a certificate request and finds the authority for it, before anything is written.
   * @throws {ValidationError} FIELD_VALUE when no authority of this organisation is at hand
   * @throws {DomainError} CREDENTIAL_INVALID when the request is not one
   */
  async enrolmentOf(csr: string | undefined, mspId = this.#platformMspId): Promise<PendingEnrolment> {
    if (csr === undefined) return { mspId };
    this.#authorityOf(mspId);
    return { mspId, csr, publicKey: toLedgerKey(await publicKeyOfCsr(csr)) };
  }

  /** @returns the certificate, in PEM, if one was asked for */
  async certify({ mspId, csr }: PendingEnrolment, code: string): Promise<{ readonly certificate?: string }> {
    if (csr === undefined) return {};
    const certificate = await this.#authorityOf(mspId).enroll({
      csr,
      commonName: code,
      ou: 'client',
      validity: validFromNow(VALID_DAYS),
      attributes: { role: 'taxpayer', 'taxpayer.id': code },
    });
    return { certificate };
  }

  #authorityOf(mspId: string): CertificateAuthority {
    const found = this.#authorities.find((authority) => authority.mspId === mspId);
    if (found !== undefined) return found;
    const message = `this gateway does not enrol for ${mspId}; send publicKey instead`;
    throw new ValidationError([{ code: 'FIELD_VALUE', path: '/csr', message }]);
  }
}

function toLedgerKey(pem: string): string {
  return createPublicKey(pem).export({ format: 'der', type: 'spki' }).toString('base64');
}
