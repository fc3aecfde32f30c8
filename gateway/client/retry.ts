import type { ErrorCode } from '@fapiao-ledger/core';
import { GatewayError } from './gateway-error.js';

/**
 * What may be repeated. `always`: reads, and writes the ledger remembers by their request id, so that
 * a second attempt cannot count twice. `unsent`: only when the first attempt has certainly changed nothing.
 */
export type Repeatable = 'always' | 'unsent';

/** Waits between two attempts. */
export type Pause = (milliseconds: number) => Promise<void>;

const ATTEMPTS_MAX = 4;
const PAUSE_MS = 250;
const RETRY_AFTER_MAX_SECONDS = 10;

/**
 * Tries until it succeeds, fails for good, or has failed often enough; pauses grow, or are what the gateway asked for.
 * The cause of a failure that follows a lost attempt is that attempt's error.
 */
export async function withRetries<T>(
  repeatable: Repeatable,
  pause: Pause,
  attempt: () => Promise<T>,
): Promise<T> {
  let lost: GatewayError | undefined;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (lost !== undefined && error instanceof Error) error.cause ??= lost;
      if (number === ATTEMPTS_MAX || !isWorthRepeating(error, repeatable)) throw error;
      if (isLost(error)) lost = error;
      await pause(pauseMs(error, number));
    }
  }
}

/** Whether an attempt before the one that failed so may still succeed: a refusal is then not the last word. */
export function followsLostAttempt(error: unknown): boolean {
  return error instanceof Error && isLost(error.cause);
}

/** After these nothing has changed, and a moment later it may go well. */
const REFUSED_FOR_NOW: ReadonlySet<ErrorCode> = new Set([
  'GATEWAY_BUSY',
  'LEDGER_BUSY',
  'LEDGER_CONFLICT',
  'QUOTA_EXCEEDED',
]);
const PERHAPS_DONE: ReadonlySet<ErrorCode> = new Set(['LEDGER_UNAVAILABLE', 'LEDGER_OUTCOME_UNKNOWN']);

function isLost(error: unknown): error is GatewayError {
  return error instanceof GatewayError && PERHAPS_DONE.has(error.code);
}

function isWorthRepeating(error: unknown, repeatable: Repeatable): boolean {
  const isRefusedForNow = error instanceof GatewayError && REFUSED_FOR_NOW.has(error.code);
  return isRefusedForNow || (repeatable === 'always' && isLost(error));
}

function pauseMs(error: unknown, attempt: number): number {
  const asked = error instanceof GatewayError ? error.retryAfterSeconds : undefined;
  if (asked !== undefined) return Math.min(asked, RETRY_AFTER_MAX_SECONDS) * 1_000;
  return PAUSE_MS * 2 ** (attempt - 1);
}
