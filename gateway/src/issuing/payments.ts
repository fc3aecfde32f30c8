import {
  type ConfirmedPayment,
  confirmPayment,
  FapiaoError,
  type IssuedOutcome,
  type LedgerName,
  mandateOf,
  type PaymentResult,
  type PaymentTerms,
  paymentNotFound,
  type RefundResult,
  type RequestBodies,
  requireMandate,
  type SignedRequest,
} from '@fapiao-ledger/core';
import { actArgument, type Contract } from '../ledger/contract.js';
import type { Freshness, LedgerFacts } from '../ledger/ledger-facts.js';
import type { IncomingDrafts, IncomingRequest } from './incoming-request.js';
import type { Issuer } from './issuer.js';
import type { Lanes } from './lanes.js';
import { isShortage } from './outcome.js';
import { rememberedOutcome } from './remembered-outcome.js';

/** A provider's statement about a request. */
interface ProviderStatement {
  readonly provider: string;
  readonly statement: SignedRequest;
}

/** Supplies per refund. Other gateways may empty a lane as fast as it is supplied. */
const SUPPLIES_MAX = 5;
/** A red-letter invoice takes one number and no credit. */
const ONE_NUMBER = { net: 0n, count: 1 };

/** Relays the statements of payment providers, and supplies the lanes that sellers' mandates name. */
export class Payments {
  readonly #contract: Contract;
  readonly #facts: LedgerFacts;
  readonly #issuer: Issuer;
  readonly #lanes: Lanes;
  readonly #ledger: LedgerName;
  readonly #now: () => number;

  constructor(parts: {
    contract: Contract;
    facts: LedgerFacts;
    issuer: Issuer;
    lanes: Lanes;
    ledger: LedgerName;
    now: () => number;
  }) {
    this.#contract = parts.contract;
    this.#facts = parts.facts;
    this.#issuer = parts.issuer;
    this.#lanes = parts.lanes;
    this.#ledger = parts.ledger;
    this.#now = parts.now;
  }

  /**
   * Issues drafts by the confirmation of their payment, from the lane of the payee's mandate. The cached mandate may be old, so a refusal
   * by it is followed by another attempt when the mandate names another lane now.
   *
   * @throws the refusals of the contract
   */
  async issue(
    { provider, statement }: ProviderStatement,
    { payee, ...terms }: PaymentTerms,
    drafts: IncomingDrafts,
  ): Promise<IssuedOutcome> {
    const request = { ...statement, payment: { provider, ...terms }, drafts };
    const attempt = async (lane: string): Promise<IssuedOutcome> =>
      await this.#issuer.issue({ seller: payee, lane }, request, provider);
    const lane = await this.#laneOf(payee, provider, 'recent').catch(async (error: unknown) => {
      const answered = await this.#answered(payee, request);
      if (answered === undefined) throw error;
      return answered;
    });
    if (typeof lane !== 'string') return lane;
    try {
      return await attempt(lane);
    } catch (error) {
      if (!(error instanceof FapiaoError && error.code === 'MANDATE_EXCEEDED')) throw error;
      const current = await this.#laneOf(payee, provider, 'fresh');
      if (current === lane) throw error;
      return await attempt(current);
    }
  }

  /**
   * Returns the first answer of a request that the ledger remembers, also when the mandate has ended since.
   * @throws {DomainError} REQUEST_ID_REUSED, REQUEST_REPLACED; PAYMENT_DIFFERS, PAYMENT_USED when another request used the payment
   */
  async #answered(
    payee: string,
    request: IncomingRequest & { readonly payment: ConfirmedPayment },
  ): Promise<IssuedOutcome | undefined> {
    const answered = await rememberedOutcome(this.#contract, payee, request);
    if (answered !== undefined) return answered;
    const { payment } = request;
    const stored = await this.#facts.payment(payment);
    if (stored !== undefined) confirmPayment({ ...payment, payee }, stored, this.#at());
    return undefined;
  }

  /** Seconds since 1970. */
  #at(): number {
    return Math.floor(this.#now() / 1000);
  }

  /** Records a payment without invoices. @throws the refusals of the contract */
  async confirm({ provider, statement }: ProviderStatement, payment: PaymentTerms): Promise<PaymentResult> {
    const argument = actArgument(this.#ledger, provider, statement, { payment });
    return await this.#contract.act('confirm-payment', argument);
  }

  /** Starts the red-letter form of a refund, and supplies the lane for its invoice. @throws the refusals of the contract */
  async refund(
    { provider, statement }: ProviderStatement,
    body: RequestBodies['confirm-refund'],
  ): Promise<RefundResult> {
    const argument = actArgument(this.#ledger, provider, statement, body);
    for (let supplies = 0; ; supplies += 1) {
      try {
        return await this.#contract.act('confirm-refund', argument);
      } catch (error) {
        if (!isShortage(error) || supplies >= SUPPLIES_MAX) throw error;
        await this.#supplyRefundLane(provider, body.payment, error);
      }
    }
  }

  /** Supplies the lane that the mandate names. The ledger has judged the statement, so a refused one costs no transaction. */
  async #supplyRefundLane(provider: string, id: string, shortage: unknown): Promise<void> {
    const payment = await this.#facts.payment({ provider, id });
    if (payment === undefined) throw paymentNotFound({ provider, id });
    const { payee: seller } = payment;
    const lane = mandateOf(await this.#facts.mandates(seller, 'fresh'), provider)?.refundLane;
    if (lane === undefined) throw shortage;
    await this.#lanes.supply({ seller, lane }, ONE_NUMBER);
  }

  /** Returns the lane of a mandate that has not ended. @throws {DomainError} MANDATE_NOT_FOUND, MANDATE_ENDED */
  async #laneOf(seller: string, provider: string, freshness: Freshness): Promise<string> {
    const mandate = mandateOf(await this.#facts.mandates(seller, freshness), provider);
    try {
      const { keyEpoch } = await this.#facts.taxpayer(seller, freshness);
      return requireMandate(mandate, provider, { at: this.#at(), keyEpoch }).lane;
    } catch (error) {
      if (freshness === 'fresh' || !(error instanceof FapiaoError)) throw error;
      return await this.#laneOf(seller, provider, 'fresh');
    }
  }
}
