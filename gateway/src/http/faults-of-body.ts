import { ValidationError } from '@fapiao-ledger/core';

/** Returns an error of the contract with pointers into the body of the caller, instead of into the statement. */
export function faultsOfBody(error: unknown): unknown {
  if (!(error instanceof ValidationError)) return error;
  return new ValidationError(
    error.faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/body(?=\/|$)/, '') })),
  );
}
