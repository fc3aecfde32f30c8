import { type ErrorCode, ValidationError } from '@fapiao-ledger/core';

/** Returns the error of a table that cannot be read as a whole. */
export function tableError(message: string, code: ErrorCode = 'FIELD_VALUE'): ValidationError {
  return new ValidationError([{ code, path: '', message }]);
}
