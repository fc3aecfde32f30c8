import { createHash } from 'node:crypto';
import { decodeBlock } from '@fapiao-ledger/network/embedded';
import {
  BlockFile,
  commitHash,
  type DiskFile,
  MemoryDisk,
  openOrganizations,
  SqliteStateStore,
  type StateStore,
  systemClock,
  systemRandom,
} from '@fapiao-ledger/network/embedded/in-process';
import { common } from '@hyperledger/fabric-protos';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedDisk } from '../crash/simulated-disk.ts';
import { inProcessParts, openInProcessProbe, outcome, type Probe } from '../support/probe.ts';
import { Seeded } from '../support/seeded.ts';

let parts: Awaited<ReturnType<typeof inProcessParts>>;
let disk: MemoryDisk;
let file: DiskFile;
beforeAll(async () => {
  parts = await inProcessParts();
});
beforeEach(async () => {
  disk = new MemoryDisk();
  file = await disk.open('blocks');
});

function open(options: Partial<Parameters<typeof openInProcessProbe>[0]> = {}): Promise<Probe> {
  return openInProcessProbe({ ...parts, disk, ...options });
}

const Code = { VALID: 0, MVCC_READ_CONFLICT: 11 } as const;

/** All answers of a store for the keys of these tests. */
function contentOf(store: StateStore): unknown {
  const entries = ['_lifecycle', 'fapiao'].map((namespace) => store.range(namespace, '', '', 10_000));
  const newest = { block: Number.MAX_SAFE_INTEGER, tx: 0 };
  const histories = ['a', 'b', 'gone'].map((key) => store.history('fapiao', key, newest, 100));
  return { entries, histories, savepoint: store.savepoint() };
}

/** A history with deletions, conflicts, and several transactions to a block. */
async function live(probe: Probe): Promise<string[]> {
  const ids: string[] = [];
  const note = async (name: string, ...args: string[]): Promise<void> => {
    ids.push((await probe.submit(name, ...args)).transactionId);
  };
  await note('Put', 'a', '1');
  await note('Put', 'gone', '1');
  await Promise.all([note('Put', 'b', '1'), note('Put', 'c', '1'), note('Put', 'd', '1')]);
  await note('Delete', 'gone');
  const late = probe.delayed(() => probe.submit('Put', 'a', '2'));
  ids.push(String((await outcome(late.submit('Append', 'a', 'lost'))).transactionId));
  return ids;
}

describe('a ledger that is opened again', () => {
  test('has its state rebuilt from the blocks alone, the same in everything', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    const ids = await live(probe);
    const before = contentOf(store);
    const outcomes = ids.map((id) => store.transaction(id));
    const rebuilt = new SqliteStateStore(':memory:');
    await open({ store: rebuilt });
    expect(contentOf(rebuilt)).toEqual(before);
    expect(ids.map((id) => rebuilt.transaction(id))).toEqual(outcomes);
    expect(outcomes.at(-1)).toMatchObject({ code: 11 });
  });

  test('goes on where it was: numbers, hashes and versions', async () => {
    await live(await open());
    const again = await open();
    const { height } = await again.client.status();
    const { blockNumber } = await again.submit('Append', 'a', '3');
    expect(blockNumber).toBe(height);
    expect(await again.read('a')).toBe('23');
    expect(JSON.parse(await again.evaluate('History', 'a'))).toHaveLength(3);
  });

  test('has a block that became durable although the process died before the state knew', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    await probe.submit('Put', 'a', '1');
    store.apply = () => {
      throw new Error('the process dies here');
    };
    const { transactionId } = await outcome(probe.submit('Put', 'a', '2'));
    const again = await open();
    expect(await again.client.outcomeOf(String(transactionId))).toBe('VALID');
    expect(await again.read('a')).toBe('2');
  });

  test('knows no block that was in the machine’s cache alone, should the power fail while it starts', async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const store = new SqliteStateStore(':memory:');
      const first = new SimulatedDisk();
      const probe = await open({ store, disk: first });
      await probe.submit('Put', 'a', '1');
      first.crashAt(2, 'before it');
      const { transactionId } = await outcome(probe.submit('Append', 'a', '2'));
      const second = first.restarted('kill', new Seeded(seed));
      second.crashAt(1, 'before it');
      await expect(open({ store, disk: second })).rejects.toThrow('the machine has stopped');
      const again = await open({ store, disk: second.restarted('power loss', new Seeded(seed)) });
      const isThere = (await again.client.outcomeOf(String(transactionId))) === 'VALID';
      expect(await again.read('a')).toBe(isThere ? '12' : '1');
    }
  });

  test('applies what its state lacks, and not again what it has', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    await probe.submit('Append', 'a', '1');
    const other = await open();
    await other.submit('Append', 'a', '2');
    const again = await open({ store });
    expect(await again.read('a')).toBe('12');
    expect(JSON.parse(await again.evaluate('History', 'a'))).toHaveLength(2);
  });

  test('finishes its beginning when it was cut short after the first block', async () => {
    await open();
    const complete = file.size();
    for (let size = 0; size < complete; size += 401) {
      const cut = new MemoryDisk();
      const cutFile = await cut.open('blocks');
      await cutFile.append([file.read(0, size)]);
      const probe = await open({ disk: cut });
      expect((await probe.client.status()).height).toBe(2n);
      expect(await outcome(probe.submit('Put', 'a', '1'))).toEqual({ code: 'VALID' });
    }
  });
});

describe('a ledger is refused when', () => {
  const damage = (message: RegExp): object => ({
    code: 'LEDGER_DAMAGED',
    message: expect.stringMatching(message),
  });

  test('a block is gone that its state holds', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    await probe.submit('Put', 'a', '1');
    const { blockNumber } = await probe.submit('Put', 'a', '2');
    await file.truncate(file.size() - 1);
    await expect(open({ store })).rejects.toMatchObject(
      damage(new RegExp(`^block ${blockNumber} is damaged or missing`)),
    );
  });

  test('its blocks are those of another', async () => {
    const store = new SqliteStateStore(':memory:');
    await (await open({ store })).submit('Put', 'a', '1');
    const other = new MemoryDisk();
    await (await open({ disk: other })).submit('Put', 'a', '1');
    await expect(open({ disk: other, store })).rejects.toMatchObject(
      damage(/not the one that the state was built from/),
    );
  });

  test('a block was replaced and its checksum put right', async () => {
    const probe = await open();
    await probe.submit('Put', 'a', '1');
    await probe.submit('Put', 'b', '1');
    const forged = await copyOf(probe, { 2: withOtherEnvelope });
    await expect(open({ disk: forged })).rejects.toMatchObject(damage(/^block 3 does not follow/));
  });

  test('a transaction is called valid that was not, or the other way round', async () => {
    const probe = await open();
    await live(probe);
    const codes = (await blocksOf(probe)).map((bytes) => decodeBlock(bytes).codes[0]);
    expect(codes).toContain(Code.MVCC_READ_CONFLICT);
    for (const [number, code] of codes.entries()) {
      // The first block has no commit hash, as on a peer: nothing in it is valid or not.
      if (number === 0) continue;
      const other = code === Code.VALID ? Code.MVCC_READ_CONFLICT : Code.VALID;
      const forged = await copyOf(probe, { [number]: (bytes) => withCode(bytes, other) });
      await expect(open({ disk: forged })).rejects.toMatchObject(
        damage(new RegExp(`^the validation codes of block ${number} do not fit`)),
      );
    }
  });

  test('a block that its state holds was changed, also one that is not the last', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    await probe.submit('Put', 'a', '1');
    await probe.submit('Put', 'b', '1');
    for (const number of [0, 1, 2, 3]) {
      const forged = await copyOf(probe, { [number]: (bytes) => withCode(bytes, Code.MVCC_READ_CONFLICT) });
      await expect(open({ disk: forged, store })).rejects.toMatchObject(
        damage(new RegExp(`^block ${number} is not the one that the state was built from`)),
      );
    }
  });

  test('verdicts and commit hash of a block were changed together: the next block has another one before it', async () => {
    const probe = await open();
    await probe.submit('Put', 'a', '1');
    await probe.submit('Put', 'b', '1');
    const before = decodeBlock((await blocksOf(probe))[1] as Uint8Array).commitHash;
    const hash = commitHash(Uint8Array.of(Code.MVCC_READ_CONFLICT), [], before);
    const forged = await copyOf(probe, { 2: (bytes) => withCode(bytes, Code.MVCC_READ_CONFLICT, hash) });
    await expect(open({ disk: forged })).rejects.toMatchObject(damage(/^the validation codes of block 3/));
  });

  test('something that is no block has a right checksum', async () => {
    const probe = await open();
    await probe.submit('Put', 'a', '1');
    const forged = await copyOf(probe, { 2: () => Buffer.from('no block') });
    await expect(open({ disk: forged })).rejects.toMatchObject(damage(/^block 2 cannot be read/));
  });

  test('it is of another channel', async () => {
    await open();
    await expect(open({ channel: 'other' })).rejects.toMatchObject(damage(/channel fapiao/));
  });

  test('the certificates are not those of its first block', async () => {
    await open();
    const organizations = await openOrganizations(undefined, systemClock);
    await expect(open({ organizations })).rejects.toMatchObject(damage(/certificate of TaxBureauMSP/));
  });
});

describe('an old block that is damaged', () => {
  test('keeps the ledger closed when all is verified, and is named when it is read otherwise', async () => {
    const store = new SqliteStateStore(':memory:');
    const probe = await open({ store });
    await probe.submit('Put', 'a', '1');
    await probe.submit('Put', 'b', '1');
    await flipBefore(file, store.blockLocation(3)?.offset ?? 0);
    await expect(open({ store })).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      message: 'block 2 is damaged',
    });
    const tail = await open({ store, verification: 'tail' });
    expect(await tail.read('a')).toBe('1');
    expect(await outcome(tail.submit('Put', 'c', '1'))).toEqual({ code: 'VALID' });
    await expect(tail.ledger.peer.rawBlock(2)).rejects.toThrow('block 2 is damaged');
    expect(await outcome(tail.evaluate('History', 'a'))).toMatchObject({ details: ['block 2 is damaged'] });
  });
});

type Forgery = (bytes: Uint8Array) => Uint8Array;

/** The same blocks, each with a right checksum, but some of them forged. */
async function copyOf(probe: Probe, forgeries: Readonly<Record<number, Forgery>>): Promise<MemoryDisk> {
  const copy = new MemoryDisk();
  const blockFile = await BlockFile.open(copy, 'blocks', systemRandom);
  for (const [number, bytes] of (await blocksOf(probe)).entries())
    await blockFile.append(number, forgeries[number]?.(bytes) ?? bytes);
  return copy;
}

async function blocksOf(probe: Probe): Promise<Uint8Array[]> {
  const { height } = await probe.client.status();
  const numbers = Array.from({ length: Number(height) }, (_, number) => number);
  return Promise.all(numbers.map(async (number) => (await probe.ledger.peer.rawBlock(number)) as Uint8Array));
}

/** Another envelope, and a data hash to match. */
function withOtherEnvelope(bytes: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  const [envelope] = block.getData()?.getDataList_asU8() ?? [];
  const altered = Buffer.from(envelope ?? []);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
  block.getData()?.setDataList([altered]);
  block.getHeader()?.setDataHash(createHash('sha256').update(altered).digest());
  return block.serializeBinary();
}

const [TRANSACTIONS_FILTER, COMMIT_HASH] = [2, 4];

/** Another code for the first transaction, and another commit hash if one is given. */
function withCode(bytes: Uint8Array, code: number, hash?: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const codes = Buffer.from(metadata[TRANSACTIONS_FILTER] ?? []);
  codes.writeUInt8(code, 0);
  metadata[TRANSACTIONS_FILTER] = codes;
  if (hash !== undefined) {
    const slot = new common.Metadata();
    slot.setValue(hash);
    metadata[COMMIT_HASH] = slot.serializeBinary();
  }
  block.getMetadata()?.setMetadataList(metadata);
  return block.serializeBinary();
}

async function flipBefore(target: DiskFile, position: number): Promise<void> {
  const bytes = Buffer.from(target.read(0, target.size()));
  bytes.writeUInt8(bytes.readUInt8(position - 1) ^ 1, position - 1);
  await target.truncate(0);
  await target.append([bytes]);
}
