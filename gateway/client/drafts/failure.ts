import { type Fault, ValidationError } from '@fapiao-ledger/core';

/** Returns the fault of a cell or of a table whose value is not read here. */
export function valueFault(path: string, message: string): Fault {
  return { code: 'FIELD_VALUE', path, message };
}

/** Returns the error of a table that cannot be read as a whole. */
export function tableError(message: string): ValidationError {
  return new ValidationError([valueFault('', message)]);
}
