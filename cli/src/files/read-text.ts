import { readFile } from 'node:fs/promises';
import type { Shell } from '../shell.js';
import { UsageError } from '../usage-error.js';

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

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  if (isMissing(error)) return 'there is no such file';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'access is denied';
  return error instanceof Error ? error.message : String(error);
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
