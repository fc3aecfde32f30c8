import { messageOf } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';

/** SQLite's primary result codes, which are the last byte of its extended ones. */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** What SQLite says of an error of its own; undefined when the error comes from elsewhere. */
function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether SQLite has found the file itself to be wrong, not the moment, the disk or the permissions. */
export function isCorruption(error: unknown): boolean {
  const code = resultCode(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** A database that may be whole but cannot be used now. Nothing may be concluded about what is in it. */
export function cannotBeOpened(what: string, cause: unknown): LedgerError {
  const reason =
    resultCode(cause) === BUSY
      ? 'another process has it open'
      : `its file cannot be used: ${messageOf(cause)}`;
  return new LedgerError('LEDGER_UNAVAILABLE', `${what} is closed: ${reason}`, { stage: 'open', cause });
}
