import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Shell } from '../shell.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { reasonOf } from './system-error.js';

/** Reads the bytes of a file that the user named. @throws {UsageError} naming the file, when it cannot be read */
async function readNamed(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UsageError(phrase('{file} cannot be read: {cause}', { file, cause: reasonOf(cause) }), {
      cause,
    });
  }
}

/**
 * Reads the bytes of a file that the user named, `sizeMax + 1` at most: the caller sees by the length that the file is
 * too large, and memory stays bounded. @throws as `readNamed`
 */
export async function readNamedUpTo(file: string, sizeMax: number): Promise<Buffer> {
  try {
    return await readAll(createReadStream(file, { end: sizeMax }));
  } catch (cause) {
    throw new UsageError(phrase('{file} cannot be read: {cause}', { file, cause: reasonOf(cause) }), {
      cause,
    });
  }
}

/** Reads the text of a file: UTF-8, with or without a byte order mark. @throws {UsageError} */
export async function readNamedText(file: string): Promise<string> {
  return utf8(await readNamed(file), file);
}

/**
 * Reads the text of a file, or of standard input for "-": UTF-8, with or without a byte order mark.
 * @throws {UsageError}
 */
export async function readText(file: string, { stdin }: Pick<Shell, 'stdin'>): Promise<string> {
  return utf8(await readBytes(file, stdin), file === '-' ? phrase('standard input') : file);
}

function utf8(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(phrase('{name} is not UTF-8 text', { name }), { cause });
  }
}

/** Reads the bytes of a file, or of standard input for "-". @throws {UsageError} naming the file, when it cannot be read */
export async function readBytes(file: string, stdin: Shell['stdin']): Promise<Buffer> {
  return file === '-' ? await readAll(stdin) : await readNamed(file);
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
