import { GatewayError } from './gateway-error.js';

/** Failures after which certainly nothing has reached the gateway. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/**
 * One exchange. A redirect is refused: a signed request goes to the gateway it was meant for.
 * @throws {GatewayError} LEDGER_UNAVAILABLE when nothing was sent, LEDGER_OUTCOME_UNKNOWN when an
 *   answer did not come
 */
export async function exchange(request: HttpRequest): Promise<Response> {
  const { url, timeoutMs, ...init } = request;
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw failureOf(cause, request);
  }
}

function failureOf(cause: unknown, { url, timeoutMs }: HttpRequest): GatewayError {
  const { code = '' } = ((cause as Error).cause ?? {}) as { code?: string };
  if (NOT_SENT.has(code)) {
    return new GatewayError('LEDGER_UNAVAILABLE', `the gateway ${url.origin} cannot be reached (${code})`, {
      cause,
    });
  }
  const isTimeout = (cause as Error).name === 'TimeoutError';
  const reason = isTimeout
    ? `within ${timeoutMs / 1_000} s`
    : `: the connection broke${code && ` (${code})`}`;
  const message = isTimeout
    ? `the gateway ${url.origin} did not answer ${reason}`
    : `no answer from ${url.origin}${reason}`;
  return new GatewayError('LEDGER_OUTCOME_UNKNOWN', message, { cause });
}
