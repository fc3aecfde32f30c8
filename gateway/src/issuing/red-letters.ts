import {
  isCreditCode,
  isRunning,
  type LedgerName,
  type Operation,
  type RedLetterResult,
  type RequestBodies,
  type SignedRequest,
} from '@fapiao-ledger/core';
import type { InvoiceReader } from '../invoices/invoice-reader.js';
import { actArgument, type Contract } from '../ledger/contract.js';
import type { LaneKey } from './lane-key.js';
import type { Lanes } from './lanes.js';
import { isShortage } from './outcome.js';

/** An operation about a red-letter form. */
export type RedLetterOperation = Extract<Operation, `${string}-red-letter`>;

/** A taxpayer's signed statement about a red-letter form. */
export interface RedLetterAct<Of extends RedLetterOperation> {
  readonly operation: Of;
  readonly actor: string;
  readonly body: RequestBodies[Of];
}

/** Supplies per statement. Other gateways may empty a lane as fast as it is supplied. */
const SUPPLIES_MAX = 5;
/** A red-letter invoice takes one number and no credit. */
const ONE_NUMBER = { net: 0n, count: 1 };

/** Relays statements about red-letter forms, and supplies the lane that a seller names with the number of the red-letter invoice. */
export class RedLetters {
  readonly #contract: Contract;
  readonly #invoices: InvoiceReader;
  readonly #lanes: Lanes;

  constructor(contract: Contract, invoices: InvoiceReader, lanes: Lanes) {
    this.#contract = contract;
    this.#invoices = invoices;
    this.#lanes = lanes;
  }

  /**
   * Relays a statement to the ledger, which checks that the actor signed it. A lane is supplied only after the ledger has judged the
   * statement, so that a refused one costs no transaction. Where the form waits, the last confirmation will issue from the lane.
   *
   * @throws the refusals of the contract
   * @throws {DomainError} CREDIT_NOT_FOUND, NUMBERS_EXHAUSTED when the grant has too little for the lane
   */
  async relay<Of extends RedLetterOperation>(
    { operation, actor, body }: RedLetterAct<Of>,
    { ledger, statement }: { readonly ledger: LedgerName; readonly statement: SignedRequest },
  ): Promise<RedLetterResult> {
    const page = await this.#invoices.page(body.number);
    const argument = { ...actArgument(ledger, actor, statement, body), page };
    const key = laneOf(actor, 'lane' in body ? body.lane : undefined);
    for (let supplies = 0; ; supplies += 1) {
      try {
        const result = await this.#contract.act<RedLetterOperation>(operation, argument);
        if (key !== undefined && isRunning(result.form)) await this.#lanes.supplyIfPossible(key, ONE_NUMBER);
        return result;
      } catch (error) {
        if (key === undefined || !isShortage(error) || supplies >= SUPPLIES_MAX) throw error;
        await this.#lanes.supply(key, ONE_NUMBER);
      }
    }
  }
}

/** Returns the lane that a seller names. A person has none. */
function laneOf(seller: string, lane: string | undefined): LaneKey | undefined {
  return lane === undefined || !isCreditCode(seller) ? undefined : { seller, lane };
}
