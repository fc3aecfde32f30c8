/**
 * Format of the height file: two lines of 4,096 bytes, which take turns, so that a crash during a write leaves the other
 * line. A line is the SHA-256 of its JSON in hex, a space, the JSON, and spaces up to its end.
 */
import type { BlockHeader } from './block.js';
import { equalBytes, sha256 } from './hash.js';

/** A block's header and the orderer's signature over it, as in the block's first metadata slot. */
export interface SignedHeader {
  readonly header: BlockHeader;
  /** Bytes of common.Metadata. */
  readonly signatures: Uint8Array;
}

/** Bytes of a line, its line feed included: one page of a disk, several times the size of a signature. */
export const LINE_BYTES = 4096;

const FORM =
  /^[0-9a-f]{64} \{"number":(\d{1,15}),"previousHash":"([0-9a-f]{64})","dataHash":"([0-9a-f]{64})","signatures":"([\w+/=]*)"\} *\n$/;

/** Encodes a line. @throws {RangeError} when the signatures take more than a line */
export function encodeLine({ header, signatures }: SignedHeader): Uint8Array {
  const json = JSON.stringify({
    number: header.number,
    previousHash: Buffer.from(header.previousHash).toString('hex'),
    dataHash: Buffer.from(header.dataHash).toString('hex'),
    signatures: Buffer.from(signatures).toString('base64'),
  });
  const digest = Buffer.from(sha256(Buffer.from(json))).toString('hex');
  if (json.length + digest.length + 2 > LINE_BYTES)
    throw new RangeError('a signed header longer than a line');
  return Buffer.from(`${`${digest} ${json}`.padEnd(LINE_BYTES - 1)}\n`);
}

/** A line that was never written. */
export const BLANK_LINE: Uint8Array = Buffer.from(`${' '.repeat(LINE_BYTES - 1)}\n`);

/** Decodes a line; `blank`, or `torn` when its bytes are not those that `encodeLine` gives. */
export function decodeLine(bytes: Uint8Array): SignedHeader | 'blank' | 'torn' {
  if (equalBytes(bytes, BLANK_LINE)) return 'blank';
  const [, number = '', previousHash = '', dataHash = '', signatures = ''] =
    FORM.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  const signed: SignedHeader = {
    header: {
      number: Number(number),
      previousHash: Buffer.from(previousHash, 'hex'),
      dataHash: Buffer.from(dataHash, 'hex'),
    },
    signatures: Buffer.from(signatures, 'base64'),
  };
  return equalBytes(encodeLine(signed), bytes) ? signed : 'torn';
}
