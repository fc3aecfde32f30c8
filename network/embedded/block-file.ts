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

/** Where a block lies: the offset of its record, and the length of the block in it. */
export interface BlockLocation {
  readonly offset: number;
  readonly length: number;
}

/** A record to begin reading at, and the number of the block in it. */
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

/** Large enough that reading ahead costs few system calls, small enough not to be noticed in memory. */
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

/** The chain of blocks as an append-only file: the truth from which everything else is derived. */
export class BlockFile {
  readonly #file: DiskFile;
  readonly #tag: Uint8Array;
  #end: number;

  private constructor(file: DiskFile, tag: Uint8Array, end: number) {
    this.#file = file;
    this.#tag = tag;
    this.#end = end;
  }

  /** @throws {LedgerError} LEDGER_DAMAGED when the head of the file is not one */
  static async open(disk: Disk, name: string, random: Random): Promise<BlockFile> {
    const file = await disk.open(name);
    const tag = decodeFileHead(file.read(0, FILE_HEAD_BYTES));
    if (tag !== undefined) return new BlockFile(file, tag, FILE_HEAD_BYTES);
    // A crash while the file was made leaves less than a head, and nothing behind it.
    if (file.size() > FILE_HEAD_BYTES) throw damaged(`the head of the block file ${name} is damaged`);
    await file.truncate(0);
    const fresh = random(16);
    await file.append([encodeFileHead(fresh)]);
    await file.sync();
    return new BlockFile(file, fresh, FILE_HEAD_BYTES);
  }

  /**
   * Every block from a location on, each checked. What is left at the end of the file by a crash, or by a
   * writer that lost to another, is left out; `cutTail` removes it. The file can be appended to once this has run to its end.
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

  /** Removes what was left behind the last whole block. */
  async cutTail(): Promise<void> {
    if (this.#file.size() === this.#end) return;
    await this.#file.truncate(this.#end);
    await this.#file.sync();
  }

  /** Makes everything in the file durable: a process that was killed may have left it in the machine's cache alone. */
  sync(): Promise<void> {
    return this.#file.sync();
  }

  /**
   * Appends a block and returns when it is durable, in the place that follows the block before. Of writers that
   * append at the same time one comes first there; the others find its bytes in theirs, and have lost.
   * After a failure the file must not be used any more.
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

  /** @throws {LedgerError} LEDGER_DAMAGED naming the block */
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

  /** The block of the record at `offset`, or undefined when nothing counts from there on. */
  #wholeBlock(window: ReadAhead, offset: number, number: number): Uint8Array | undefined {
    const head = decodeRecordHead(this.#tag, window.read(offset, RECORD_HEAD_BYTES));
    // A block that is there already was appended by a writer that lost to another.
    if (head === undefined || head.number < number) return this.#refuseUnlessLast(offset, number);
    if (head.number > number)
      throw damaged(`block ${number} is missing: block ${head.number} is in its place`);
    const block = window.read(offset + RECORD_HEAD_BYTES, head.length);
    if (isIntact(head, block)) return block;
    // What is torn ends the file; a damaged block with anything behind it was whole once.
    if (offset + RECORD_HEAD_BYTES + head.length < this.#file.size())
      throw damaged(`block ${number} is damaged`);
    return undefined;
  }

  /**
   * A record is appended only when the one before it is durable, so a crash tears the last one alone, and a
   * writer that has lost stops. With a later block behind it, it is damage.
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

/** Reads a file in large steps and hands it out in small ones. */
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
