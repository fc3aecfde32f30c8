import { messageOf, systemCodeOf } from '@fapiao-ledger/core';
import { GatewayError } from './gateway-error.js';

/** Error codes of connections that failed before any byte reached the gateway. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** One HTTP request to a gateway. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly timeoutMs: number;
  /** Ends the exchange, in place of the time limit. */
  readonly signal?: AbortSignal;
}

/**
 * Makes one HTTP exchange. A redirect is refused, because a signed request is for one gateway alone.
 * @throws {GatewayError} LEDGER_UNAVAILABLE when nothing was sent, or when the request only reads;
 *   LEDGER_OUTCOME_UNKNOWN when a write has no answer
 */
export async function exchange(request: HttpRequest): Promise<Response> {
  const { url, timeoutMs, signal = AbortSignal.timeout(timeoutMs), ...init } = request;
  try {
    return await fetch(url, { ...init, redirect: 'error', signal });
  } catch (cause) {
    throw failureOf(cause, request);
  }
}

function failureOf(cause: unknown, { url, method, timeoutMs }: HttpRequest): GatewayError {
  const failure = (cause instanceof Error && cause.cause) || cause;
  const reason = systemCodeOf(failure) ?? messageOf(failure);
  if (NOT_SENT.has(reason)) {
    const words = `the gateway ${url.origin} cannot be reached (${reason})`;
    return new GatewayError('LEDGER_UNAVAILABLE', words, { cause });
  }
  const words =
    cause instanceof Error && cause.name === 'TimeoutError'
      ? `the gateway ${url.origin} did not answer within ${timeoutMs / 1_000} s`
      : `no answer from ${url.origin}: the connection broke (${reason})`;
  return withoutAnswer(method, words, cause);
}

/** Returns the error of a request without a whole answer. A read changes nothing, so its outcome cannot stay unknown. */
export function withoutAnswer(method: HttpRequest['method'], words: string, cause: unknown): GatewayError {
  return new GatewayError(method === 'GET' ? 'LEDGER_UNAVAILABLE' : 'LEDGER_OUTCOME_UNKNOWN', words, {
    cause,
  });
}
