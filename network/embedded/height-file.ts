import { writeSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, writeWhole } from '@fapiao-ledger/files';
import { rolledBack, secondWriter } from './faults.js';
import { type FileIdentity, identify, isInPlace } from './file-identity.js';
import { BLANK_LINE, decodeLine, encodeLine, LINE_BYTES, type SignedHeader } from './height-record.js';

/** Place of the height: the last block that a peer may acknowledge. */
export interface HeightKeeper {
  /** Height when the ledger was opened; undefined when none is kept. */
  readonly record: SignedHeader | undefined;

  /**
   * Keeps a higher height, and returns when it is durable.
   *
   * @throws {LedgerError} LEDGER_SECOND_WRITER when another process has taken the height over
   */
  raise(signed: SignedHeader): Promise<void>;

  close(): Promise<void>;
}

const NAME = 'height';

/**
 * The height as a file, in a folder that a restore of the ledger does not reach. Opening puts a new file in the place of
 * the old one and then reads the old one. From then on no other process can acknowledge a block, not even one that was
 * stopped within a block and continues: after its write it checks whether the file is still its own.
 */
export class HeightFile implements HeightKeeper {
  readonly record: SignedHeader | undefined;
  readonly #handle: FileHandle;
  readonly #identity: FileIdentity;

  private constructor(handle: FileHandle, identity: FileIdentity, record: SignedHeader | undefined) {
    this.#handle = handle;
    this.#identity = identity;
    this.record = record;
  }

  /** Opens the height. @throws {LedgerError} LEDGER_ROLLED_BACK when there is a height that cannot be read */
  static async open(folder: string): Promise<HeightFile> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, NAME);
    const before = await openExisting(path);
    try {
      await replaceHeight(folder, before && newest(await contentOf(before), path));
      const handle = await open(path, 'r+');
      const record = before && newest(await contentOf(before), path);
      const file = new HeightFile(handle, identify(path), record);
      if (record !== undefined) await file.raise(record);
      return file;
    } finally {
      await before?.close();
    }
  }

  async raise(signed: SignedHeader): Promise<void> {
    const line = encodeLine(signed);
    // Written synchronously into the machine's cache, which takes microseconds: a turn of another thread takes longer.
    const count = writeSync(this.#handle.fd, line, 0, LINE_BYTES, lineOf(signed) * LINE_BYTES);
    if (count !== LINE_BYTES) throw new Error(`only ${count} bytes of the height were written`);
    await this.#handle.datasync();
    if (!isInPlace(this.#identity))
      throw secondWriter(`another process has put a height of its own into ${this.#identity.path}`, 'commit');
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** Returns the height of a folder and changes nothing. @throws {LedgerError} LEDGER_ROLLED_BACK as `open` does */
export async function readHeight(folder: string): Promise<SignedHeader | undefined> {
  const path = join(folder, NAME);
  const handle = await openExisting(path);
  try {
    return handle && newest(await contentOf(handle), path);
  } finally {
    await handle?.close();
  }
}

/** Replaces the height by another one, or by none. It is durable when this returns. */
export async function replaceHeight(folder: string, signed: SignedHeader | undefined): Promise<void> {
  const lines = [BLANK_LINE, BLANK_LINE];
  if (signed !== undefined) lines[lineOf(signed)] = encodeLine(signed);
  await writeWhole(join(folder, NAME), Buffer.concat(lines), { isPrivate: true });
}

/** Returns the line of a block. Lines take turns, so that a torn write leaves the line of the block before. */
function lineOf({ header }: SignedHeader): number {
  return header.number % 2;
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Reads the file from its beginning, also a second time. */
async function contentOf(handle: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2 * LINE_BYTES), 0, 2 * LINE_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** Returns the newer line. A crash tears one line at most; with both torn, the height is lost. */
function newest(content: Uint8Array, path: string): SignedHeader | undefined {
  const lines = [0, 1].map((line) =>
    decodeLine(content.subarray(line * LINE_BYTES, (line + 1) * LINE_BYTES)),
  );
  if (lines.every((line) => line === 'torn')) {
    const remedy = 'npm run ledger -- accept-height FOLDER --kept none --found NUMBER';
    throw rolledBack(`the height in ${path} cannot be read. To continue with the blocks: ${remedy}`);
  }
  const heights = lines.filter((line) => typeof line !== 'string');
  return heights.toSorted((a, b) => b.header.number - a.header.number)[0];
}
