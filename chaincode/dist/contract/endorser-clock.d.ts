/** How far a transaction's time may be from the endorser's clock (T05). */
export declare const CLOCK_SKEW_SECONDS_MAX = 300;
/** For hosts that keep a clock of their own, such as the embedded ledger. */
export declare function setEndorserClock(clock: () => number): void;
/**
 * The client chooses the transaction time and Fabric 2.5 does not check it, so each endorser refuses
 * one that is far from its own clock. This is the only clock in the contract, and it may only refuse:
 * what the contract writes depends on the transaction time alone, so endorsers cannot differ.
 *
 * @throws {DomainError} TIMESTAMP_SKEW
 */
export declare function requireTimely(transactionSeconds: number): void;
