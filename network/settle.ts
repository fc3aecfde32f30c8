import { setTimeout as delay } from 'node:timers/promises';
import type { Identity } from '@fapiao-ledger/pki';
import { type Committed, type ContractCall, type LedgerClient, LedgerError, VALID } from './ledger-client.js';

/** Limits of retries before a caller gets the ledger's error. */
export interface Settlement {
  /** Attempts of a transaction that conflicts with others, before the caller gets LEDGER_CONFLICT. */
  readonly attemptsMax: number;
  readonly outcomeTimeoutMs: number;
}

const CONFLICT_DELAY_MS = 10;
const OUTCOME_POLL_MS = 100;

/**
 * Submits until the outcome is settled. It is only for calls with a request id: when an earlier attempt was committed,
 * the next one is answered with its result.
 *
 * @throws the refusals of the contract; {LedgerError} LEDGER_CONFLICT after the last attempt,
 *   LEDGER_OUTCOME_UNKNOWN when no block has the transaction in time, any other error at once
 */
export async function submitUntilSettled(
  client: LedgerClient,
  identity: Identity,
  call: ContractCall,
  settlement: Settlement,
): Promise<Committed> {
  return await submitAgain(client, identity, call, settlement.attemptsMax, (error, attempt) =>
    beforeNextAttempt(client, error, attempt, settlement),
  );
}

/**
 * Submits, and submits again only after a conflict, which proves that nothing was written. A committed transaction
 * whose answer was lost stays an unknown outcome, which the caller must look up.
 *
 * @throws as `submitUntilSettled`
 */
export async function submitNonIdempotent(
  client: LedgerClient,
  identity: Identity,
  call: ContractCall,
  settlement: Settlement,
): Promise<Committed> {
  return await submitAgain(client, identity, call, settlement.attemptsMax, async (error, attempt) => {
    if (error.code !== 'LEDGER_CONFLICT') throw error;
    await pause(attempt);
  });
}

/** @param beforeNext waits until another attempt makes sense, and throws the error when none does */
async function submitAgain(
  client: LedgerClient,
  identity: Identity,
  call: ContractCall,
  attemptsMax: number,
  beforeNext: (error: LedgerError, attempt: number) => Promise<void>,
): Promise<Committed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.submit(identity, call);
    } catch (error) {
      if (attempt >= attemptsMax || !(error instanceof LedgerError)) throw error;
      await beforeNext(error, attempt);
    }
  }
}

/** Waits until another attempt makes sense. @throws the error itself when none does */
async function beforeNextAttempt(
  client: LedgerClient,
  error: LedgerError,
  attempt: number,
  { outcomeTimeoutMs }: Settlement,
): Promise<void> {
  if (error.code === 'LEDGER_CONFLICT') return await pause(attempt);
  if (error.code !== 'LEDGER_OUTCOME_UNKNOWN' || error.transactionId === undefined) throw error;
  const outcome = await outcomeWithin(client, error.transactionId, outcomeTimeoutMs);
  if (outcome === undefined) throw error;
  if (outcome !== VALID) await pause(attempt);
}

async function outcomeWithin(
  client: LedgerClient,
  transactionId: string,
  timeoutMs: number,
): Promise<string | undefined> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await client.outcomeOf(transactionId).catch(() => undefined);
    if (outcome !== undefined || Date.now() >= deadline) return outcome;
    await delay(OUTCOME_POLL_MS);
  }
}

/** Waits longer after each attempt, by a random time, so that conflicting callers do not conflict again. */
async function pause(attempt: number): Promise<void> {
  await delay(CONFLICT_DELAY_MS * attempt * Math.random());
}
