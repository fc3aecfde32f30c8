import { DomainError } from '@fapiao-ledger/core';

/** The refusal of a token or certificate. */
export function credentialInvalid(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
