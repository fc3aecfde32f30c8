import { ValidationError } from '@fapiao-ledger/core';

/** The contract points into a statement; a caller gets pointers into the body that it sent. */
export function faultsOfBody(error: unknown): unknown {
  if (!(error instanceof ValidationError)) return error;
  return new ValidationError(
    error.faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/body(?=\/|$)/, '') })),
  );
}
