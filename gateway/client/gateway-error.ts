import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  FapiaoError,
  type Fault,
  isJsonObject,
  ValidationError,
} from '@fapiao-ledger/core';

/** The gateway, or the ledger behind it, did not answer as it should. */
export class GatewayError extends FapiaoError {
  /** Seconds to wait before another attempt, as the gateway asked. */
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
 * The error that an answer stands for: the problem document's code decides which kind. An answer that
 * is no problem document comes from something other than a gateway, or from a gateway with a fault.
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
