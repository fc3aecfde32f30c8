import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beforeEnd } from '../before-end.js';
import { UsageError } from '../usage-error.js';
import { isOfSystem, reasonOf } from './system-error.js';

const PRIVATE = 0o600;
const PUBLIC = 0o644;

type Content = string | Uint8Array | AsyncIterable<string>;

/**
 * Writes a whole file or nothing, also when a signal ends the process meanwhile: it writes to another name, syncs, and
 * renames.
 *
 * @throws {UsageError} naming the file, when it cannot be written; the error of the content itself
 */
export async function writeAtomically(
  file: string,
  content: Content,
  options: { isPrivate?: boolean } = {},
): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  const forget = beforeEnd(() => rmSync(draft, { force: true }));
  try {
    await mkdir(dirname(file), { recursive: true });
    const mode = options.isPrivate === true ? PRIVATE : PUBLIC;
    await writeSynced(await open(draft, 'wx', mode), content);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw isOfSystem(error) ? notWritten(file, error) : error;
  } finally {
    forget();
  }
}

/**
 * Appends lines to a file that only its owner may read, and returns when they are on disk. After a crash that cut a
 * line short it begins on a new line, so that only the short one is spoiled.
 *
 * @throws {UsageError} naming the file, when it cannot be written
 */
export async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const flags = constants.O_APPEND | constants.O_CREAT | constants.O_RDWR;
    const handle = await open(file, flags, PRIVATE);
    const start = (await endsWithinLine(handle)) ? '\n' : '';
    await writeSynced(handle, start + lines.map((line) => `${line}\n`).join(''));
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, cause: unknown): UsageError {
  return new UsageError(`${file} cannot be written: ${reasonOf(cause)}`, { cause });
}

async function endsWithinLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1') !== '\n';
}

async function writeSynced(handle: FileHandle, content: Content): Promise<void> {
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
