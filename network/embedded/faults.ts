import { LedgerError } from '../ledger-error.js';

/** The stored chain is not what was once written: nothing may be built on it. */
export function damaged(message: string, cause?: unknown): LedgerError {
  return new LedgerError('LEDGER_DAMAGED', message, { stage: 'open', cause });
}
