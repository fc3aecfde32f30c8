import { DomainError } from '@fapiao-ledger/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Per hour: trying all million six-digit codes of an invoice then takes over five years. */
const WRONG_MAX = 20;
const HOUR_SECONDS = 3600;

/**
 * Prevents finding an invoice's check code by trying its last six digits. After 20 wrong codes, from any addresses,
 * only the whole code is accepted. It cannot be guessed, and a verifier that has the invoice can still check it.
 */
export class CheckCodeGuesses {
  readonly #wrong = new RateLimiterMemory({ points: WRONG_MAX, duration: HOUR_SECONDS });

  /**
   * Counts a wrong code. Call it before answering, so that a right code is refused like a wrong one.
   * @throws {DomainError} CHECK_CODE_NEEDED
   */
  async admit(number: string, isRight: boolean): Promise<void> {
    const left = isRight ? await this.#wrong.get(number) : await this.#count(number);
    if ((left?.consumedPoints ?? 0) < WRONG_MAX + (isRight ? 0 : 1)) return;
    const message = 'there were too many wrong check codes for this invoice; send all 20 digits';
    throw new DomainError('CHECK_CODE_NEEDED', message);
  }

  async #count(number: string): Promise<RateLimiterRes> {
    try {
      return await this.#wrong.consume(number);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    }
  }
}
