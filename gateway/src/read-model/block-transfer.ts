/** Sends blocks to the thread of the projection. */
import type { ParsedKey } from '@fapiao-ledger/core';
import { changeOf } from '../stream/ledger-change.js';
import { PROJECTED_KINDS, type ProjectedBlock } from './projection.js';

/** Blocks with their documents in one piece of memory. It moves to the other thread, while many would be copied one by one. */
export interface TransferredBlocks {
  readonly blocks: readonly TransferredBlock[];
  readonly values: Uint8Array<ArrayBuffer>;
}

interface TransferredBlock {
  readonly number: bigint;
  readonly transactions: readonly {
    readonly transactionId: string;
    readonly validationCode: string;
    readonly changes: readonly TransferredChange[];
  }[];
}

/** A change by its key and the length of its document. Documents follow each other. A deletion has no length. */
interface TransferredChange {
  readonly key: ParsedKey;
  readonly length: number | undefined;
}

/** Returns blocks without the documents that the projection does not read. */
export function packBlocks(blocks: readonly ProjectedBlock[]): TransferredBlocks {
  const values: Uint8Array[] = [];
  const packed = blocks.map(({ number, transactions }) => ({
    number,
    transactions: transactions.map(({ transactionId, validationCode, changes }) => ({
      transactionId,
      validationCode,
      changes: changes
        .filter(({ kind }) => PROJECTED_KINDS.has(kind))
        .map(({ key, value }) => {
          if (value !== undefined) values.push(value);
          return { key, length: value?.length };
        }),
    })),
  }));
  return { blocks: packed, values: joined(values) };
}

/** Returns the blocks that `packBlocks` has packed. */
export function unpackBlocks({ blocks, values }: TransferredBlocks): readonly ProjectedBlock[] {
  let end = 0;
  return blocks.map(({ number, transactions }) => ({
    number,
    transactions: transactions.map(({ changes, ...transaction }) => ({
      ...transaction,
      changes: changes.map(({ key, length }) => {
        if (length === undefined) return changeOf(key, undefined);
        end += length;
        return changeOf(key, values.subarray(end - length, end));
      }),
    })),
  }));
}

/** Returns the bytes of all values. Unlike Buffer.concat, it never takes memory of a pool, which could not be moved. */
function joined(values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.reduce((length, value) => length + value.length, 0));
  let end = 0;
  for (const value of values) {
    bytes.set(value, end);
    end += value.length;
  }
  return bytes;
}
