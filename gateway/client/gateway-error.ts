import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  FapiaoError,
  type Fault,
  isJsonObject,
  ValidationError,
} from '@fapiao-ledger/core';

/** Thrown when the gateway, or the ledger behind it, gave no answer or failed. */
export class GatewayError extends FapiaoError {
  /** Seconds that the gateway asked the caller to wait before the next attempt. */
  readonly retryAfterSeconds: number | undefined;
  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(code, message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * Returns the error that an answer stands for. The code of the problem document decides the class of the error.
 * Without a problem document the answer comes from another program or from a gateway with a fault, and the code is
 * LEDGER_UNAVAILABLE.
 */
export async function errorOfAnswer(answer: Response): Promise<FapiaoError> {
  const { code, detail, faults } = await readProblem(answer);
  const retryAfterSeconds = readSeconds(answer.headers.get('retry-after'));
  if (!isErrorCode(code)) {
    const what = `${answer.url} answered ${answer.status}${detail === undefined ? '' : `: ${detail}`}`;
    return new GatewayError('LEDGER_UNAVAILABLE', what, { retryAfterSeconds });
  }
  const { kind, summary } = ERROR_CODES[code];
  if (kind === 'validation')
    return new ValidationError(faults ?? [{ code, path: '', message: detail ?? summary }]);
  if (kind === 'ledger' || answer.status === TOO_MANY_REQUESTS)
    return new GatewayError(code, detail ?? summary, { retryAfterSeconds });
  return new DomainError(code, detail ?? summary);
}

const TOO_MANY_REQUESTS = 429;

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly faults?: readonly Fault[];
}

async function readProblem(answer: Response): Promise<Problem> {
  try {
    const problem: unknown = await answer.json();
    const { code, detail, faults } = isJsonObject(problem) ? problem : {};
    return {
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof detail === 'string' ? { detail } : {}),
      ...(Array.isArray(faults) && faults.length > 0 && faults.every(isFault) ? { faults } : {}),
    };
  } catch {
    return {};
  }
}

function isFault(value: unknown): value is Fault {
  return (
    isJsonObject(value) && ['code', 'path', 'message'].every((field) => typeof value[field] === 'string')
  );
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(ERROR_CODES, code);
}

function readSeconds(text: string | null): number | undefined {
  return text !== null && /^[0-9]{1,5}$/.test(text) ? Number(text) : undefined;
}
