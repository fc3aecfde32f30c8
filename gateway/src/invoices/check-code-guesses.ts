import { DomainError } from '@fapiao-ledger/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A million six-digit codes at this pace take five years of guessing at one invoice. */
const WRONG_MAX = 20;
const HOUR_SECONDS = 3600;

/**
 * Keeps strangers from finding an invoice's check code by trying its last six digits. After many wrong
 * ones, from whatever addresses, only the whole code is accepted: it cannot be guessed, and a person who has the
 * invoice in hand can still check it.
 */
export class CheckCodeGuesses {
  readonly #wrong = new RateLimiterMemory({ points: WRONG_MAX, duration: HOUR_SECONDS });

  /**
   * Before the answer to six digits is told, so that a right one says no more than a wrong one.
   * @throws {DomainError} CHECK_CODE_NEEDED
   */
  async admit(number: string, isRight: boolean): Promise<void> {
    const left = isRight ? await this.#wrong.get(number) : await this.#count(number);
    if ((left?.consumedPoints ?? 0) < WRONG_MAX + (isRight ? 0 : 1)) return;
    const message = 'there were too many wrong check codes for this invoice; give all 20 digits';
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
