import { ERROR_CODES, type ErrorCode, type ErrorKind } from './error-codes.js';

export { ERROR_CODES, type ErrorCode, type ErrorKind };

/** A broken rule: its code, the JSON pointer (RFC 6901) to what breaks it, and a sentence for its author. */
export interface Fault {
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
}

/** Base of every error with a code. Programs match on `code`, people read `message`. */
export class FapiaoError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
  /** The kind of the code, which decides HTTP status and exit code. */
  get kind(): ErrorKind {
    return ERROR_CODES[this.code].kind;
  }
}

/** Most faults that one answer lists. A three-byte `{}` line yields six faults, so readers must stop. */
export const FAULTS_MAX = 100;

/** A document breaks rules. `faults` lists at most FAULTS_MAX of them in order; `code` is that of the first. */
export class ValidationError extends FapiaoError {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    const first = faults[0];
    if (first === undefined) throw new InvariantError('a ValidationError needs a fault');
    super(first.code, `${first.path || '/'}: ${first.message}${restOf(faults)}`);
    this.faults = faults.slice(0, FAULTS_MAX);
  }
}

/** Whether the list may be incomplete: at the bound the reader stopped. */
function restOf({ length }: readonly Fault[]): string {
  if (length < 2) return '';
  if (length < FAULTS_MAX) return ` (and ${length - 1} more)`;
  return ` (and at least ${FAULTS_MAX - 1} more; faults after the first ${FAULTS_MAX} are not listed)`;
}

/** The caller's rights or the ledger's state forbid an act. The ledger was not changed. */
export class DomainError extends FapiaoError {}

/** A receipt, a proof or a signature is wrong. */
export class VerificationError extends FapiaoError {}

/** The program has a fault: a state that cannot occur has occurred. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvariantError';
  }
}

/** Returns a value that cannot be missing. @throws {InvariantError} when it is */
export function present<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new InvariantError(`${what} is missing`);
}
