import { messageOf } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';

/** SQLite's primary result codes, which are the last byte of its extended ones. */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Returns SQLite's code of an error; undefined when the error is not SQLite's. */
function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Returns whether SQLite has found the file itself to be wrong, not the moment, the disk or the permissions. */
export function isCorruption(error: unknown): boolean {
  const code = resultCode(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** Returns the error for a database that may be whole but cannot be used now. It proves nothing about its content. */
export function cannotBeOpened(what: string, cause: unknown): LedgerError {
  const reason =
    resultCode(cause) === BUSY
      ? 'another process has it open'
      : `its file cannot be used: ${messageOf(cause)}`;
  return new LedgerError('LEDGER_UNAVAILABLE', `${what} is closed: ${reason}`, { stage: 'open', cause });
}
