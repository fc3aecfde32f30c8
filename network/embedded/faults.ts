import { LedgerError } from '../ledger-error.js';

/** The stored chain is not as it was written: nothing may be built on it. */
export function damaged(message: string, cause?: unknown): LedgerError {
  return new LedgerError('LEDGER_DAMAGED', message, { stage: 'open', cause });
}

/** Acknowledged blocks are missing: their numbers must not be given to other invoices. */
export function rolledBack(message: string): LedgerError {
  return new LedgerError('LEDGER_ROLLED_BACK', message, { stage: 'open' });
}

/**
 * Another process writes to the ledger's folder, or could.
 *
 * @param stage `submit` when this process had written nothing of the block yet, `commit` otherwise
 */
export function secondWriter(message: string, stage: 'submit' | 'commit'): LedgerError {
  return new LedgerError('LEDGER_SECOND_WRITER', message, { stage });
}
