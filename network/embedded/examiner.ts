import { DomainError } from '@fapiao-ledger/core';
import { LIFECYCLE } from './chaincode-definition.js';
import { isSatisfied, type SignaturePolicy, type Signer } from './endorsement-policy.js';
import type { Member, MspManager } from './msp.js';
import type { OwnEndorsements } from './own-endorsements.js';
import {
  type EnvelopeHead,
  type ParsedTransaction,
  parseEnvelopeHead,
  parseTransactionBody,
} from './parsed-transaction.js';
import type { NamespaceRwSet } from './rwset.js';
import type { Endorsement } from './transaction.js';
import { Code, InvalidTransaction, type ValidationCode } from './validation-code.js';

/** An envelope after all checks that do not need the state. */
export interface Examined {
  readonly envelope: Uint8Array;
  /** Undefined when the head cannot be read. */
  readonly head: EnvelopeHead | undefined;
  readonly txId: string;
  readonly code: ValidationCode;
  /** Reason why the code is not VALID. */
  readonly reason: string;
  /** Present when the code is VALID. */
  readonly transaction: ParsedTransaction | undefined;
}

/** Makes the checks of envelopes whose result never changes: form, signatures, endorsement policy. */
export class Examiner {
  readonly #msps: MspManager;
  readonly #chaincode: string;
  readonly #policy: SignaturePolicy;
  readonly #own: OwnEndorsements;

  constructor(msps: MspManager, chaincode: string, policy: SignaturePolicy, own: OwnEndorsements) {
    this.#msps = msps;
    this.#chaincode = chaincode;
    this.#policy = policy;
    this.#own = own;
  }

  /** Checks in the order of a peer: the first check that fails decides the code. */
  async examine(envelope: Uint8Array): Promise<Examined> {
    let head: EnvelopeHead | undefined;
    try {
      head = parseEnvelopeHead(envelope);
      const transaction = await this.#transactionOf(head);
      return { envelope, head, txId: head.txId, code: Code.VALID, reason: '', transaction };
    } catch (error) {
      if (!(error instanceof InvalidTransaction)) throw error;
      const { code, message } = error;
      return { envelope, head, txId: head?.txId ?? '', code, reason: message, transaction: undefined };
    }
  }

  async #transactionOf(head: EnvelopeHead): Promise<ParsedTransaction> {
    const creatorSigned = this.#creatorSigned(head);
    // Both checks run at once; the creator's signature is still judged first.
    const endorsed = this.#parseAndCheck(head).then(
      (transaction) => ({ transaction }),
      (error: unknown) => ({ error }),
    );
    if (!(await creatorSigned))
      throw new InvalidTransaction(Code.BAD_CREATOR_SIGNATURE, 'not signed by its creator');
    const outcome = await endorsed;
    if ('error' in outcome) throw outcome.error;
    return outcome.transaction;
  }

  async #creatorSigned(head: EnvelopeHead): Promise<boolean> {
    const member = this.#memberOf(head.creator);
    return member !== undefined && (await this.#msps.verify(member, head.payload, head.signature));
  }

  async #parseAndCheck(head: EnvelopeHead): Promise<ParsedTransaction> {
    const transaction = parseTransactionBody(head);
    checkNamespaces(transaction.rwset, [this.#chaincode, LIFECYCLE]);
    const { endorsements } = transaction;
    const signers = await Promise.all(endorsements.map((each) => this.#signerOf(each, transaction)));
    if (!isSatisfied(this.#policy, distinct(signers))) {
      throw new InvalidTransaction(
        Code.ENDORSEMENT_POLICY_FAILURE,
        'the endorsements do not meet the policy',
      );
    }
    return transaction;
  }

  /** Returns the signer. An endorsement that does not verify does not count, and does not spoil the others. */
  async #signerOf(
    endorsement: Endorsement,
    { txId, responsePayload }: ParsedTransaction,
  ): Promise<KnownSigner | undefined> {
    const { endorser, signature } = endorsement;
    const member = this.#memberOf(endorser);
    if (member === undefined) return undefined;
    const valid =
      this.#own.has(txId, responsePayload, endorsement) ||
      (await this.#msps.verify(member, Buffer.concat([responsePayload, endorser]), signature));
    const { mspId, ou } = member;
    return valid ? { mspId, ou, id: Buffer.from(endorser).toString('latin1') } : undefined;
  }

  #memberOf(identity: Uint8Array): Member | undefined {
    try {
      return this.#msps.identify(identity);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}

interface KnownSigner extends Signer {
  readonly id: string;
}

/** Counts a signer once, even if it signed twice. */
function distinct(signers: readonly (KnownSigner | undefined)[]): KnownSigner[] {
  const members = signers.filter((signer) => signer !== undefined);
  return [...new Map(members.map((signer) => [signer.id, signer])).values()];
}

/** Allows each namespace once, writes only of chaincodes with a policy, and no feature that this peer lacks. */
function checkNamespaces(rwset: readonly NamespaceRwSet[], writable: readonly string[]): void {
  if (new Set(rwset.map(({ namespace }) => namespace)).size !== rwset.length) {
    throw new InvalidTransaction(Code.ILLEGAL_WRITESET, 'a namespace stands twice in the read-write set');
  }
  for (const { namespace, writes, foreign } of rwset) {
    if (foreign) throw new InvalidTransaction(Code.ILLEGAL_WRITESET, 'private collections are not supported');
    if (writes.length > 0 && !writable.includes(namespace)) {
      throw new InvalidTransaction(Code.INVALID_CHAINCODE, `there is no chaincode ${namespace}`);
    }
  }
}
