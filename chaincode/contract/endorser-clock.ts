import { CLOCK_SKEW_MAX_SECONDS, DomainError } from '#core';

let nowMs: () => number = Date.now;

/** For hosts that keep a clock of their own, such as the embedded ledger. */
export function setEndorserClock(clock: () => number): void {
  nowMs = clock;
}

/**
 * The client chooses the transaction time and Fabric 2.5 does not check it, so each endorser refuses
 * one that is far from its own clock. This is the only clock in the contract, and it may only refuse:
 * what the contract writes depends on the transaction time alone, so endorsers cannot differ.
 *
 * @throws {DomainError} TIMESTAMP_SKEW
 */
export function requireTimely(transactionSeconds: number): void {
  const skew = Math.abs(transactionSeconds - Math.floor(nowMs() / 1000));
  if (skew <= CLOCK_SKEW_MAX_SECONDS) return;
  throw new DomainError('TIMESTAMP_SKEW', `the transaction time is ${skew} s from the endorser’s clock`);
}
