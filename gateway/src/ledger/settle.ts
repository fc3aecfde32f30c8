import { setTimeout as delay } from 'node:timers/promises';
import {
  type Committed,
  type ContractCall,
  type LedgerClient,
  LedgerError,
  VALID,
} from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';

/** How hard to try before a caller hears of the ledger's troubles. */
export interface Settlement {
  /** Transactions that may lose against others before the conflict is the caller's. */
  readonly attemptsMax: number;
  readonly outcomeTimeoutMs: number;
}

const CONFLICT_DELAY_MS = 10;
const OUTCOME_POLL_MS = 100;

/**
 * Submits until the ledger has said yes or no. For calls that carry a request id: when a first attempt
 * turns out to be committed, the next one is answered with its result.
 *
 * @throws what the contract refuses; {LedgerError} LEDGER_CONFLICT after the last attempt,
 *   LEDGER_OUTCOME_UNKNOWN when no block tells in time, any other as it comes
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
 * Submits, and again only when it is certain that nothing was done: after a conflict. A committed
 * transaction whose answer was lost stays an unknown outcome to the caller, who must look.
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

/** @param beforeNext returns when another attempt makes sense, and throws the error when none does */
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

/** Returns when another attempt makes sense. @throws the error itself when none does */
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

/** Longer each time, and by chance, so that those who met do not meet again. */
async function pause(attempt: number): Promise<void> {
  await delay(CONFLICT_DELAY_MS * attempt * Math.random());
}
