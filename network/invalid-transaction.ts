import { LedgerError } from './ledger-error.js';

/** Validation code that every peer gives to a transaction that changed the ledger. */
export const VALID = 'VALID';

/**
 * Returns the error for a transaction that was ordered and then found invalid: it stays in its block and changed
 * nothing. @param validationCode Fabric's name, such as MVCC_READ_CONFLICT
 */
export function invalidTransaction(validationCode: string, transactionId: string): LedgerError {
  return new LedgerError(codeOf(validationCode), `the transaction is in a block as ${validationCode}`, {
    stage: 'commit',
    transactionId,
    details: [validationCode],
  });
}

function codeOf(validationCode: string): 'LEDGER_CONFLICT' | 'LEDGER_ENDORSEMENT' | 'LEDGER_REFUSED' {
  switch (validationCode) {
    case 'MVCC_READ_CONFLICT':
    case 'PHANTOM_READ_CONFLICT':
      return 'LEDGER_CONFLICT';
    case 'ENDORSEMENT_POLICY_FAILURE':
      return 'LEDGER_ENDORSEMENT';
    default:
      return 'LEDGER_REFUSED';
  }
}
