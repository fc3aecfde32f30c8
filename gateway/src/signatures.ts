import { type Statement, ValidationError } from '@fapiao-ledger/chaincode/core';
import type { TaxpayerCaller } from './callers.js';
import type { Custodian } from './custodian/custodian.js';

/** Where the signature under a taxpayer's statement comes from: the taxpayer, or the custodian of its key. */
export class Signatures {
  readonly #channel: string;
  readonly #custodian: Custodian | undefined;

  constructor(channel: string, custodian: Custodian | undefined) {
    this.#channel = channel;
    this.#custodian = custodian;
  }

  /** Whether a statement may come without one: only to a custodian. */
  get areOptional(): boolean {
    return this.#custodian !== undefined;
  }

  /**
   * @param given what the caller sent
   * @param place where it is missed, as a pointer
   * @throws {ValidationError} FIELD_REQUIRED when there is none and the caller's key is not in custody
   */
  async under(
    statement: Omit<Statement, 'channel' | 'actor'>,
    caller: TaxpayerCaller,
    given: string | undefined,
    place: string,
  ): Promise<string> {
    if (given !== undefined) return given;
    const { code: actor, keyInCustody } = caller;
    if (keyInCustody === undefined || this.#custodian === undefined) {
      throw new ValidationError([{ code: 'FIELD_REQUIRED', path: place, message: 'the field is missing' }]);
    }
    return await this.#custodian.sign({ channel: this.#channel, actor, ...statement }, keyInCustody);
  }
}
