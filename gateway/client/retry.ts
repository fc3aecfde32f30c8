import type { ErrorCode } from '@fapiao-ledger/core';
import { GatewayError } from './gateway-error.js';

/**
 * Which calls may be repeated. `always`: reads, and writes that the ledger remembers by their request id, so that a
 * second attempt cannot count twice. `unsent`: only after an attempt that has certainly changed nothing.
 */
export type Repeatable = 'always' | 'unsent';

export type Pause = (milliseconds: number) => Promise<void>;

const ATTEMPTS_MAX = 4;
const PAUSE_MS = 250;
const RETRY_AFTER_MAX_SECONDS = 10;

/** Repeats `attempt`, four times at most, while a repetition may help. Pauses double, or last as the gateway asks. */
export async function withRetries<T>(
  repeatable: Repeatable,
  pause: Pause,
  attempt: () => Promise<T>,
): Promise<T> {
  let isLost = false;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (isLost && error instanceof Error) afterLostAttempt.add(error);
      if (number === ATTEMPTS_MAX || !isWorthRepeating(error, repeatable)) throw error;
      isLost ||= error instanceof GatewayError && PERHAPS_DONE.has(error.code);
      await pause(pauseMs(error, number));
    }
  }
}

const afterLostAttempt = new WeakSet<Error>();

/** Returns whether an earlier, unanswered attempt may still succeed: then a later refusal settles nothing. */
export function followsLostAttempt(error: unknown): boolean {
  return error instanceof Error && afterLostAttempt.has(error);
}

/** Codes of refusals that changed nothing and may be gone a moment later. */
const REFUSED_FOR_NOW: ReadonlySet<ErrorCode> = new Set([
  'GATEWAY_BUSY',
  'LEDGER_BUSY',
  'LEDGER_CONFLICT',
  'QUOTA_EXCEEDED',
]);
const PERHAPS_DONE: ReadonlySet<ErrorCode> = new Set(['LEDGER_UNAVAILABLE', 'LEDGER_OUTCOME_UNKNOWN']);

function isWorthRepeating(error: unknown, repeatable: Repeatable): boolean {
  if (!(error instanceof GatewayError)) return false;
  return REFUSED_FOR_NOW.has(error.code) || (repeatable === 'always' && PERHAPS_DONE.has(error.code));
}

function pauseMs(error: unknown, attempt: number): number {
  const seconds = error instanceof GatewayError ? error.retryAfterSeconds : undefined;
  if (seconds !== undefined) return Math.min(seconds, RETRY_AFTER_MAX_SECONDS) * 1_000;
  return PAUSE_MS * 2 ** (attempt - 1);
}
