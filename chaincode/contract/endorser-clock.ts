import { CLOCK_SKEW_MAX_SECONDS, DomainError } from '#core';

let nowMs: () => number = Date.now;

/** Sets the endorser's clock, for hosts with another clock, such as the embedded ledger. */
export function setEndorserClock(clock: () => number): void {
  nowMs = clock;
}

/**
 * Requires that the transaction time is near the endorser's clock (T05). The client chooses the time and Fabric 2.5 does not check it.
 * This is the only clock in the contract, and it may only refuse. The contract's writes depend on the transaction time alone, so
 * endorsers cannot differ.
 *
 * @throws {DomainError} TIMESTAMP_SKEW
 */
export function requireTimely(transactionSeconds: number): void {
  const skew = Math.abs(transactionSeconds - Math.floor(nowMs() / 1000));
  if (skew <= CLOCK_SKEW_MAX_SECONDS) return;
  throw new DomainError(
    'TIMESTAMP_SKEW',
    `the transaction time is ${skew} s from the endorser’s clock, ${CLOCK_SKEW_MAX_SECONDS} s are allowed; set the clock`,
  );
}
