import { rmSync } from 'node:fs';
import { type AppendLog, draftOf, writeWhole } from '@fapiao-ledger/files';
import { beforeEnd } from '../before-end.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { isOfSystem, reasonOf } from './system-error.js';

/**
 * Writes a whole file or nothing, also when a signal ends the process meanwhile.
 *
 * @throws {UsageError} naming the file, when it cannot be written; the error of the content itself
 */
export async function writeAtomically(
  file: string,
  content: Parameters<typeof writeWhole>[1],
  options: { isPrivate?: boolean } = {},
): Promise<void> {
  const draft = draftOf(file);
  const forget = beforeEnd(() => rmSync(draft, { force: true }));
  try {
    await writeWhole(file, content, { ...options, draft });
  } catch (error) {
    throw isOfSystem(error) ? notWritten(file, error) : error;
  } finally {
    forget();
  }
}

/** Returns when the entries are on disk. @throws {UsageError} naming the file, when it cannot be written */
export async function appendTo<Entry>(log: AppendLog<Entry>, ...entries: readonly Entry[]): Promise<void> {
  try {
    await log.append(...entries);
  } catch (error) {
    throw notWritten(log.file, error);
  }
}

function notWritten(file: string, cause: unknown): UsageError {
  return new UsageError(phrase('{file} cannot be written: {cause}', { file, cause: reasonOf(cause) }), {
    cause,
  });
}
