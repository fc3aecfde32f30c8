import { createHash } from 'node:crypto';
import { headerHash } from '@fapiao-ledger/network/embedded';
import {
  commitHash,
  headerBytes,
  RangeReads,
  RwSetBuilder,
} from '@fapiao-ledger/network/embedded/in-process';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/fabric-ledger.json' with { type: 'json' };

interface Call {
  readonly op: string;
  readonly namespace: string;
  readonly key: string;
  readonly value?: string;
  readonly version?: readonly number[];
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const bytesOf = (value: string | undefined): Buffer | undefined =>
  value === undefined ? undefined : Buffer.from(value);
const versionOf = ([block = 0, tx = 0]: readonly number[]): { block: number; tx: number } => ({ block, tx });

describe('the bytes are those of Fabric 2.5.16:', () => {
  test.each(vectors.headers)('header of block $number', ({ number, previousHash, dataHash, bytes, hash }) => {
    const header = { number, previousHash: hex(previousHash), dataHash: hex(dataHash) };
    expect(Buffer.from(headerBytes(header)).toString('hex')).toBe(bytes);
    expect(Buffer.from(headerHash(header)).toString('hex')).toBe(hash);
  });

  test.each(vectors.rwsets)('read-write set $#', ({ calls, bytes }) => {
    const builder = new RwSetBuilder();
    for (const { op, namespace, key, value, version } of calls as Call[]) {
      if (op === 'read')
        builder.addRead(namespace, key, version === undefined ? undefined : versionOf(version));
      else builder.addWrite(namespace, key, bytesOf(value));
    }
    expect(Buffer.from(builder.toBytes()).toString('base64')).toBe(bytes);
  });

  test.each(vectors.ranges)('scan of $count keys, walked to its end: $exhausted', (vector) => {
    const reads = new RangeReads('key-', 'key.~');
    for (let i = 0; i < vector.count; i += 1) {
      const key = `key-${String(i).padStart(5, '0')}`;
      reads.add({ key, version: { block: Math.floor(i / 7), tx: i % 7 } });
    }
    if (vector.exhausted) reads.add(undefined);
    const bytes = reads.toMessage().serializeBinary();
    expect(bytes.length).toBe(vector.length);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(vector.sha256);
  });

  test('commit hashes, each over the one before', () => {
    let previous: Uint8Array | undefined;
    for (const { codes, changes, hash } of vectors.commitHashes) {
      const written = (changes as Call[]).map(({ namespace, key, value, version = [] }) => ({
        namespace,
        key,
        value: bytesOf(value),
        version: versionOf(version),
      }));
      previous = commitHash(hex(codes), written, previous);
      expect(Buffer.from(previous).toString('hex')).toBe(hash);
    }
  });
});
