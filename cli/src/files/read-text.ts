import { readFile } from 'node:fs/promises';
import type { Shell } from '../shell.js';
import { UsageError } from '../usage-error.js';
import { reasonOf } from './system-error.js';

/** Bytes of a file the user named. @throws {UsageError} naming the file, when it cannot be read */
export async function readNamed(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

/** Text of a file, or of standard input for "-"; UTF-8, with or without a byte order mark. @throws {UsageError} */
export async function readText(file: string, { stdin }: Pick<Shell, 'stdin'>): Promise<string> {
  const bytes = file === '-' ? await readAll(stdin) : await readNamed(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`${file === '-' ? 'standard input' : file} is not UTF-8 text`, { cause });
  }
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
