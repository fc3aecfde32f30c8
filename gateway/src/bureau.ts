import { type TaxpayerJson, ValidationError } from '@fapiao-ledger/chaincode/core';
import type { Enrolment, PendingEnrolment } from './enrolment.js';
import type { Contract } from './ledger/contract.js';
import type { LedgerFacts } from './ledger/ledger-facts.js';

/** The bureau's acts, submitted with an officer's identity, and the certificates that go with them. */
export class Bureau {
  readonly #contract: Contract;
  readonly #facts: LedgerFacts;
  readonly #enrolment: Enrolment;
  readonly #platformMspId: string | undefined;

  constructor(parts: {
    contract: Contract;
    facts: LedgerFacts;
    enrolment: Enrolment;
    /** Whose taxpayers are registered when no other organisation is named. */
    platformMspId: string | undefined;
  }) {
    this.#contract = parts.contract;
    this.#facts = parts.facts;
    this.#enrolment = parts.enrolment;
    this.#platformMspId = parts.platformMspId;
  }

  /** @throws {DomainError} NOT_SERVED_HERE, or what the contract refuses; {LedgerError} */
  async act<T>(name: string, argument: unknown): Promise<T> {
    return await this.#contract.writeOnce<T>(`bureau:${name}`, argument);
  }

  /** As it is now; what the gateway remembers of it is renewed. @throws {DomainError} TAXPAYER_NOT_FOUND */
  async taxpayer(code: string): Promise<TaxpayerJson> {
    return await this.#facts.taxpayer(code, 'fresh');
  }

  /**
   * As `Enrolment.pending`, for a taxpayer of this platform when no other is named.
   * @throws {ValidationError} FIELD_REQUIRED when this gateway is of no platform
   */
  async enrolmentOf(csr: string | undefined, mspId = this.#platformMspId): Promise<PendingEnrolment> {
    if (mspId === undefined) {
      const message = 'this gateway is of no platform: name the taxpayer’s';
      throw new ValidationError([{ code: 'FIELD_REQUIRED', path: '/mspId', message }]);
    }
    return await this.#enrolment.pending(csr, mspId);
  }

  /** @returns the certificate, in PEM, if one was asked for */
  async certify(pending: PendingEnrolment, code: string): Promise<{ readonly certificate?: string }> {
    return await this.#enrolment.certify(pending, code);
  }
}
