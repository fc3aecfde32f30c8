import {
  decodeFileHead,
  decodeRecordHead,
  encodeFileHead,
  encodeRecordHead,
  FILE_HEAD_BYTES,
  isIntact,
  RECORD_HEAD_BYTES,
} from './block-record.js';
import type { Disk, DiskFile } from './disk.js';
import { damaged, secondWriter } from './faults.js';
import { equalBytes } from './hash.js';
import type { Random } from './random.js';

/** Place of a block: the offset of its record, and the length of the block. */
export interface BlockLocation {
  readonly offset: number;
  readonly length: number;
}

/** The record at which reading begins, and the number of its block. */
export interface ScanStart {
  readonly offset: number;
  readonly number: number;
}

const FIRST_BLOCK: ScanStart = { offset: FILE_HEAD_BYTES, number: 0 };

export interface StoredBlock {
  readonly number: number;
  readonly location: BlockLocation;
  readonly bytes: Uint8Array;
}

/** Size of one read: large enough for few system calls, small beside the memory of the process. */
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

/** The chain of blocks as an append-only file, from which everything else is derived. */
export class BlockFile {
  readonly #file: DiskFile;
  readonly #tag: Uint8Array;
  #end: number;

  private constructor(file: DiskFile, tag: Uint8Array, end: number) {
    this.#file = file;
    this.#tag = tag;
    this.#end = end;
  }

  /** Opens the file. @throws {LedgerError} LEDGER_DAMAGED when its head is damaged */
  static async open(disk: Disk, name: string, random: Random): Promise<BlockFile> {
    const file = await disk.open(name);
    const tag = decodeFileHead(file.read(0, FILE_HEAD_BYTES));
    if (tag !== undefined) return new BlockFile(file, tag, FILE_HEAD_BYTES);
    // A crash while the file is created leaves less than a head, and nothing after it.
    if (file.size() > FILE_HEAD_BYTES) throw damaged(`the head of the block file ${name} is damaged`);
    await file.truncate(0);
    const fresh = random(16);
    await file.append([encodeFileHead(fresh)]);
    await file.sync();
    return new BlockFile(file, fresh, FILE_HEAD_BYTES);
  }

  /**
   * Yields every block from a location on, each checked. It leaves out the end of the file that a crash, or a writer that
   * lost to another, has left; `cutTail` removes that. The caller may append once this has run to its end.
   *
   * @throws {LedgerError} LEDGER_DAMAGED when a record is damaged and others follow it
   */
  *scan(from: ScanStart = FIRST_BLOCK): Generator<StoredBlock, void, void> {
    const window = new ReadAhead(this.#file);
    let { offset, number } = from;
    while (offset < this.#file.size()) {
      const bytes = this.#wholeBlock(window, offset, number);
      if (bytes === undefined) break;
      yield { number, location: { offset, length: bytes.length }, bytes };
      offset += RECORD_HEAD_BYTES + bytes.length;
      number += 1;
    }
    this.#end = offset;
  }

  /** Removes the bytes after the last whole block. */
  async cutTail(): Promise<void> {
    if (this.#file.size() === this.#end) return;
    await this.#file.truncate(this.#end);
    await this.#file.sync();
  }

  /** Makes the whole file durable: a process that was killed may have left it in the machine's cache alone. */
  sync(): Promise<void> {
    return this.#file.sync();
  }

  /**
   * Appends a block after the one before it, and returns when it is durable. Of writers that append at the same time one
   * comes first; the others find its bytes in their place and have lost. After a failure the file must not be used.
   *
   * @throws {LedgerError} LEDGER_SECOND_WRITER when another process has written to the file
   */
  async append(number: number, block: Uint8Array): Promise<BlockLocation> {
    const location = { offset: this.#end, length: block.length };
    if (this.#file.size() !== this.#end) throw secondWriter(overtaken(number), 'submit');
    const record = Buffer.concat([encodeRecordHead(this.#tag, number, block), block]);
    await this.#file.append([record]);
    await this.#file.sync();
    if (!equalBytes(this.#file.read(location.offset, record.length), record))
      throw secondWriter(overtaken(number), 'commit');
    this.#end += record.length;
    return location;
  }

  /** Reads one block. @throws {LedgerError} LEDGER_DAMAGED naming the block */
  read(number: number, location: BlockLocation): Uint8Array {
    const record = this.#file.read(location.offset, RECORD_HEAD_BYTES + location.length);
    const head = decodeRecordHead(this.#tag, record.subarray(0, RECORD_HEAD_BYTES));
    const block = record.subarray(RECORD_HEAD_BYTES);
    if (head?.number !== number || !isIntact(head, block)) throw damaged(`block ${number} is damaged`);
    return block;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Returns the block of the record at `offset`; undefined when the chain ends there. */
  #wholeBlock(window: ReadAhead, offset: number, number: number): Uint8Array | undefined {
    const head = decodeRecordHead(this.#tag, window.read(offset, RECORD_HEAD_BYTES));
    // A writer that lost to another has appended a block that exists already.
    if (head === undefined || head.number < number) return this.#refuseUnlessLast(offset, number);
    if (head.number > number)
      throw damaged(`block ${number} is missing: block ${head.number} is in its place`);
    const block = window.read(offset + RECORD_HEAD_BYTES, head.length);
    if (isIntact(head, block)) return block;
    // A torn record ends the file. A damaged block with others after it was whole once.
    if (offset + RECORD_HEAD_BYTES + head.length < this.#file.size())
      throw damaged(`block ${number} is damaged`);
    return undefined;
  }

  /**
   * A record is appended only when the one before it is durable, so a crash tears only the last one, and a writer that has
   * lost stops. A damaged record with a later block after it is therefore real damage.
   */
  #refuseUnlessLast(offset: number, number: number): undefined {
    let at = offset + 1;
    while (at < this.#file.size()) {
      const bytes = Buffer.from(this.#file.read(at, READ_AHEAD_BYTES));
      for (let hit = bytes.indexOf(this.#tag); hit >= 0; hit = bytes.indexOf(this.#tag, hit + 1)) {
        const head = decodeRecordHead(this.#tag, this.#file.read(at + hit, RECORD_HEAD_BYTES));
        if (head !== undefined && head.number > number) throw damaged(`block ${number} is damaged`);
      }
      at += Math.max(1, bytes.length - this.#tag.length + 1);
    }
  }
}

function overtaken(number: number): string {
  return `another process has written to the block file where block ${number} belongs`;
}

/** Reads a file in large steps and returns it in small ones. */
class ReadAhead {
  readonly #file: DiskFile;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array();

  constructor(file: DiskFile) {
    this.#file = file;
  }

  read(position: number, length: number): Uint8Array {
    const within = position - this.#start;
    if (within < 0 || within + length > this.#bytes.length) {
      this.#start = position;
      this.#bytes = this.#file.read(position, Math.max(length, READ_AHEAD_BYTES));
      return this.#bytes.subarray(0, length);
    }
    return this.#bytes.subarray(within, within + length);
  }
}
