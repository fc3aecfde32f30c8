import { createHash } from 'node:crypto';
import {
  BlockFile,
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

/** Everything that a store answers for the keys of these tests. */
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
    const forged = await withForgedBlock(probe, 2);
    await expect(open({ disk: forged })).rejects.toMatchObject(damage(/^block 3 does not follow/));
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

/** The same blocks, each with a right checksum, but one with another envelope and a data hash to match. */
async function withForgedBlock(probe: Probe, forged: number): Promise<MemoryDisk> {
  const copy = new MemoryDisk();
  const blockFile = await BlockFile.open(copy, 'blocks', systemRandom);
  for (let number = 0; ; number += 1) {
    const bytes = await probe.ledger.peer.rawBlock(number);
    if (bytes === undefined) return copy;
    await blockFile.append(number, number === forged ? forge(bytes) : bytes);
  }
}

function forge(bytes: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  const [envelope] = block.getData()?.getDataList_asU8() ?? [];
  const altered = Buffer.from(envelope ?? []);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
  block.getData()?.setDataList([altered]);
  block.getHeader()?.setDataHash(createHash('sha256').update(altered).digest());
  return block.serializeBinary();
}

async function flipBefore(target: DiskFile, position: number): Promise<void> {
  const bytes = Buffer.from(target.read(0, target.size()));
  bytes.writeUInt8(bytes.readUInt8(position - 1) ^ 1, position - 1);
  await target.truncate(0);
  await target.append([bytes]);
}
