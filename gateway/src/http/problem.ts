import { errorText } from '@fapiao-ledger/client/errors';
import {
  ERROR_CODES,
  type ErrorCode,
  type ErrorKind,
  FapiaoError,
  type Fault,
  ValidationError,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';

/** A problem document (RFC 9457) with a code that programs match on. */
export interface Problem {
  /** Address of the code's text among the gateway's pages. */
  readonly type: string;
  readonly title: string;
  /** What to do about it. */
  readonly cure: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode | 'INTERNAL';
  readonly faults?: readonly Fault[];
  /** Id of this exchange, as in the X-Request-Id header and the log. */
  readonly requestId: string;
}

/** Path of the page that explains every code. */
export const ERRORS_PATH = '/docs/errors';

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  validation: 422,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  ledger: 502,
  verification: 422,
};

const STATUS_OF_CODE: Partial<Record<ErrorCode, number>> = {
  JSON_INVALID: 400,
  REQUEST_MALFORMED: 400,
  HEAD_TOO_LARGE: 431,
  CREDENTIAL_INVALID: 401,
  METHOD_NOT_ALLOWED: 405,
  BODY_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE: 415,
  QUOTA_EXCEEDED: 429,
  GATEWAY_BUSY: 503,
  READ_MODEL_UNAVAILABLE: 503,
  CHECK_CODE_NEEDED: 429,
  LEDGER_CONFLICT: 503,
  LEDGER_BUSY: 503,
  LEDGER_UNAVAILABLE: 503,
  LEDGER_READ_ONLY: 503,
  LEDGER_SECOND_WRITER: 503,
  LEDGER_OUTCOME_UNKNOWN: 504,
};

/** Returns the HTTP status of an error code: that of its kind, unless a more specific one exists. */
export function statusOf(code: ErrorCode): number {
  return STATUS_OF_CODE[code] ?? STATUS_OF_KIND[ERROR_CODES[code].kind];
}

export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof FapiaoError)) {
    const detail = 'this is an error of the gateway; its log has details under the request id';
    return problem('INTERNAL', 500, detail, requestId);
  }
  const { code } = error;
  const common = problem(code, statusOf(code), detailOf(error), requestId);
  return error instanceof ValidationError ? { ...common, faults: error.faults } : common;
}

/** Returns the text for the caller. When an outcome is unknown, it has the transaction id, with which it can be looked up. */
function detailOf(error: FapiaoError): string {
  if (!(error instanceof LedgerError) || error.transactionId === undefined) return error.message;
  return `${error.message} (transaction ${error.transactionId})`;
}

function problem(code: Problem['code'], status: number, detail: string, requestId: string): Problem {
  const { title, cure } = errorText(code, 'en');
  return { type: `${ERRORS_PATH}#${code}`, title, status, detail, cure, code, requestId };
}
