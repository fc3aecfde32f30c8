import type { ErrorCode } from '@fapiao-ledger/core';
import { GatewayError } from './gateway-error.js';

/**
 * Which calls may be repeated. `always`: reads, and writes that the ledger remembers by their request id, so that a
 * second attempt cannot count twice. `unsent`: only after an attempt that has certainly changed nothing.
 */
export type Repeatable = 'always' | 'unsent';

/** Waits between two attempts, at most until a signal aborts. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Waits by the machine's clock. */
export const pauseByClock: Pause = async (milliseconds, signal) => {
  const ended = new AbortController();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { signal: ended.signal });
  });
  ended.abort();
};

const ATTEMPTS_MAX = 4;
const PAUSE_MS = 250;
const RETRY_AFTER_MAX_SECONDS = 10;

/**
 * Repeats `attempt`, four times at most, while a repetition may help. Pauses double, or last as the gateway asks.
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

/** Returns whether an earlier, unanswered attempt may still succeed: then a later refusal settles nothing. */
export function followsLostAttempt(error: unknown): boolean {
  return error instanceof Error && isLost(error.cause);
}

/** Codes of refusals that changed nothing and may be gone a moment later. */
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
  const seconds = error instanceof GatewayError ? error.retryAfterSeconds : undefined;
  if (seconds !== undefined) return Math.min(seconds, RETRY_AFTER_MAX_SECONDS) * 1_000;
  return PAUSE_MS * 2 ** (attempt - 1);
}
