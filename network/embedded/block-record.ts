/**
 * Format of the block file. It begins with a head that has 16 random bytes, its tag. Each record begins with the tag
 * again: an author of data *inside* a block does not know it, and so cannot make a torn record look like two.
 *
 *   head     "FAPIAOB1" tag(16) crc32(4)
 *   record   tag(16) block number(8) length(4) crc32 of the block(4) crc32 of the 32 bytes before(4) block
 *
 * Numbers are big-endian.
 */
import { crc32 } from 'node:zlib';
import { equalBytes } from './hash.js';

const MAGIC = Buffer.from('FAPIAOB1');
const TAG_BYTES = 16;
export const FILE_HEAD_BYTES = MAGIC.length + TAG_BYTES + 4;
export const RECORD_HEAD_BYTES = TAG_BYTES + 20;

export interface RecordHead {
  readonly number: number;
  readonly length: number;
  readonly checksum: number;
}

export function encodeFileHead(tag: Uint8Array): Uint8Array {
  return withChecksum(Buffer.concat([MAGIC, tag]));
}

/** Returns the tag; undefined when the head is damaged. */
export function decodeFileHead(bytes: Uint8Array): Uint8Array | undefined {
  const intact = bytes.length === FILE_HEAD_BYTES && hasChecksum(bytes);
  if (!intact || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return undefined;
  return bytes.subarray(MAGIC.length, MAGIC.length + TAG_BYTES);
}

export function encodeRecordHead(tag: Uint8Array, number: number, block: Uint8Array): Uint8Array {
  const head = Buffer.alloc(RECORD_HEAD_BYTES - 4);
  head.set(tag, 0);
  head.writeBigUInt64BE(BigInt(number), TAG_BYTES);
  head.writeUInt32BE(block.length, TAG_BYTES + 8);
  head.writeUInt32BE(crc32(block), TAG_BYTES + 12);
  return withChecksum(head);
}

/** Returns the fields of a record's head; undefined when it is damaged or no head. */
export function decodeRecordHead(tag: Uint8Array, bytes: Uint8Array): RecordHead | undefined {
  if (bytes.length !== RECORD_HEAD_BYTES || !equalBytes(bytes.subarray(0, TAG_BYTES), tag)) return undefined;
  if (!hasChecksum(bytes)) return undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    number: Number(head.readBigUInt64BE(TAG_BYTES)),
    length: head.readUInt32BE(TAG_BYTES + 8),
    checksum: head.readUInt32BE(TAG_BYTES + 12),
  };
}

export function isIntact(head: RecordHead, block: Uint8Array): boolean {
  return block.length === head.length && crc32(block) === head.checksum;
}

function withChecksum(bytes: Uint8Array): Uint8Array {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return Buffer.concat([bytes, checksum]);
}

function hasChecksum(bytes: Uint8Array): boolean {
  const at = bytes.length - 4;
  const stored = Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32BE();
  return crc32(bytes.subarray(0, at)) === stored;
}
