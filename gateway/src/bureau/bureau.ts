import {
  type FunctionOf,
  type Locators,
  type Operation,
  type ProviderJson,
  type RequestBodies,
  type ResultOf,
  type SignedRequest,
  type TaxpayerJson,
  ValidationError,
} from '@fapiao-ledger/core';
import type { OfficerCaller } from '../access/callers.js';
import type { Statements } from '../access/statements.js';
import { actArgument, type Contract } from '../ledger/contract.js';
import type { LedgerFacts } from '../ledger/ledger-facts.js';
import type { EnrolledRole, Enrolment, PendingEnrolment } from './enrolment.js';

/** Operations of officers: those that functions of the bureau's contract perform. */
export type BureauOperation = {
  [Of in Operation]: FunctionOf<Of> extends `bureau:${string}` ? Of : never;
}[Operation];

/** Relays the statements of officers to the ledger, and enrolls the keys that they register. */
export class Bureau {
  readonly statements: Statements;
  readonly #contract: Contract;
  readonly #facts: LedgerFacts;
  readonly #enrolment: Enrolment;

  constructor(parts: {
    contract: Contract;
    facts: LedgerFacts;
    enrolment: Enrolment;
    statements: Statements;
  }) {
    this.#contract = parts.contract;
    this.#facts = parts.facts;
    this.#enrolment = parts.enrolment;
    this.statements = parts.statements;
  }

  /**
   * @param located facts that the contract needs beside the signed request
   * @throws {DomainError} NOT_SERVED_HERE, or a refusal of the contract; {LedgerError}
   */
  async act<Of extends BureauOperation>(
    operation: Of,
    { code }: OfficerCaller,
    statement: SignedRequest,
    body: RequestBodies[Of],
    located: Locators[Of],
  ): Promise<ResultOf<Of>> {
    const argument = { ...actArgument(this.statements.ledger, code, statement, body), ...located };
    return await this.#contract.act(operation, argument);
  }

  /** Returns the current entry of a taxpayer, and refreshes the gateway's cached one. @throws {DomainError} TAXPAYER_NOT_FOUND */
  async taxpayer(code: string): Promise<TaxpayerJson> {
    return await this.#facts.taxpayer(code, 'fresh');
  }

  /** Returns the current entry of a payment provider, and refreshes the gateway's cached one. @throws {DomainError} PROVIDER_NOT_FOUND */
  async provider(code: string): Promise<ProviderJson> {
    return await this.#facts.provider(code, 'fresh');
  }

  /**
   * Reads a certificate request as `Enrolment.pending` does, for a key that the officer's statement names.
   * @throws {ValidationError} FIELD_VALUE at /csr when the request is for another key
   */
  async enrolmentOf(
    csr: string | undefined,
    { mspId, publicKey }: { readonly mspId: string; readonly publicKey: string | undefined },
    role: EnrolledRole = 'taxpayer',
  ): Promise<PendingEnrolment> {
    const pending = await this.#enrolment.pending(csr, mspId, role);
    if (pending.publicKey === undefined || pending.publicKey === publicKey) return pending;
    const message = 'the certificate request is for another key than publicKey';
    throw new ValidationError([{ code: 'FIELD_VALUE', path: '/csr', message }]);
  }

  /** @returns the certificate, in PEM, if one was requested */
  async certify(
    pending: PendingEnrolment,
    code: string,
    role: EnrolledRole = 'taxpayer',
  ): Promise<{ readonly certificate?: string }> {
    return await this.#enrolment.certify(pending, code, role);
  }
}
