import {
  BlockFile,
  type Disk,
  type DiskFile,
  MemoryDisk,
  type Random,
} from '@fapiao-ledger/network/embedded/in-process';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';

/** Bytes of the head of the file, and of the head of each record. */
const FILE_HEAD = 28;
const RECORD_HEAD = 36;

const random: Random = (length) => Buffer.alloc(length, 0xa7);
const block = (number: number, length = 40): Buffer => Buffer.alloc(length, `block ${number} `);

let disk: MemoryDisk;
let file: DiskFile;
beforeEach(async () => {
  disk = new MemoryDisk();
  file = await disk.open('blocks');
});

async function write(...blocks: readonly Uint8Array[]): Promise<void> {
  const blockFile = await BlockFile.open(disk, 'blocks', random);
  for (const [number, bytes] of blocks.entries()) await blockFile.append(number, bytes);
}

/** Opens the file as after a crash, and returns the blocks that are in it. */
async function recover(): Promise<string[]> {
  const blockFile = await BlockFile.open(disk, 'blocks', random);
  const found = [...blockFile.scan()].map(({ bytes }) => Buffer.from(bytes).toString());
  await blockFile.cutTail();
  return found;
}

async function flip(position: number, mask = 1): Promise<void> {
  const bytes = Buffer.from(file.read(0, file.size()));
  bytes.writeUInt8(bytes.readUInt8(position) ^ mask, position);
  await file.truncate(0);
  await file.append([bytes]);
}

const texts = (...blocks: readonly Buffer[]): string[] => blocks.map(String);
const recordLength = RECORD_HEAD + block(0).length;

describe('after a crash the block file', () => {
  test('gives back every block', async () => {
    await write(block(0), block(1, 5000), block(2, 0));
    expect(await recover()).toEqual(texts(block(0), block(1, 5000), block(2, 0)));
  });

  test('lacks the last block when any byte of its record is missing, and can be written on', async () => {
    for (let missing = 1; missing <= recordLength; missing += 1) {
      disk = new MemoryDisk();
      file = await disk.open('blocks');
      await write(block(0), block(1), block(2));
      await file.truncate(file.size() - missing);
      expect(await recover()).toEqual(texts(block(0), block(1)));
      expect(file.size()).toBe(FILE_HEAD + 2 * recordLength);
      const blockFile = await BlockFile.open(disk, 'blocks', random);
      for (const _ of blockFile.scan());
      await blockFile.append(2, block(9));
      expect(await recover()).toEqual(texts(block(0), block(1), block(9)));
    }
  });

  test('lacks the last block when any byte of it is wrong', async () => {
    const start = FILE_HEAD + recordLength;
    for (let position = start; position < start + recordLength; position += 1) {
      disk = new MemoryDisk();
      file = await disk.open('blocks');
      await write(block(0), block(1));
      await flip(position);
      expect(await recover()).toEqual(texts(block(0)));
    }
  });

  test.each([1, RECORD_HEAD, 100, 100_000])('is rid of %i bytes of garbage at its end', async (length) => {
    await write(block(0), block(1));
    await file.append([Buffer.alloc(length, 0x5a)]);
    expect(await recover()).toEqual(texts(block(0), block(1)));
    expect(file.size()).toBe(FILE_HEAD + 2 * recordLength);
  });

  test('is rid of zeros at its end, which a file system may leave', async () => {
    await write(block(0));
    await file.append([Buffer.alloc(8192)]);
    expect(await recover()).toEqual(texts(block(0)));
  });

  test('is rid of what a writer appended that had lost, but not of a later block behind that', async () => {
    await write(block(0), block(1), block(2), block(3));
    const bytes = file.read(0, file.size());
    const record = (number: number): Uint8Array =>
      bytes.subarray(FILE_HEAD + number * recordLength, FILE_HEAD + (number + 1) * recordLength);
    await file.truncate(FILE_HEAD);
    await file.append([record(0), record(1), record(1), record(2)]);
    expect(await recover()).toEqual(texts(block(0), block(1)));
    expect(file.size()).toBe(FILE_HEAD + 2 * recordLength);
    await file.append([record(1), record(3)]);
    await expect(recover()).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
  });

  test('begins anew when only a part of its head was written', async () => {
    for (let length = 0; length < FILE_HEAD; length += 1) {
      disk = new MemoryDisk();
      file = await disk.open('blocks');
      await write();
      await file.truncate(length);
      expect(await recover()).toEqual([]);
      expect(file.size()).toBe(FILE_HEAD);
    }
  });
});

describe('the block file is refused by the number of the block when', () => {
  const damagedBlock = async (number: number): Promise<void> => {
    await expect(recover()).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      stage: 'open',
      message: expect.stringMatching(new RegExp(`^block ${number} `)),
    });
  };

  test('any bit before the last record is wrong', async () => {
    for (let position = FILE_HEAD; position < FILE_HEAD + 2 * recordLength; position += 1) {
      disk = new MemoryDisk();
      file = await disk.open('blocks');
      await write(block(0), block(1), block(2));
      await flip(position, 1 << (position % 8));
      await damagedBlock(Math.floor((position - FILE_HEAD) / recordLength));
    }
  });

  test('a large part before the last record is wrong', async () => {
    await write(block(0), block(1, 9_000_000), block(2));
    const bytes = Buffer.from(file.read(0, file.size()));
    bytes.fill(0, FILE_HEAD + recordLength, FILE_HEAD + recordLength + 8_000_000);
    await file.truncate(0);
    await file.append([bytes]);
    await damagedBlock(1);
  });

  test('a record was cut out', async () => {
    await write(block(0), block(1), block(2));
    const bytes = file.read(0, file.size());
    await file.truncate(FILE_HEAD + recordLength);
    await file.append([bytes.subarray(FILE_HEAD + 2 * recordLength)]);
    await damagedBlock(1);
  });

  test('two records changed places', async () => {
    await write(block(0), block(1), block(2));
    const bytes = file.read(0, file.size());
    const record = (number: number): Uint8Array =>
      bytes.subarray(FILE_HEAD + number * recordLength, FILE_HEAD + (number + 1) * recordLength);
    await file.truncate(FILE_HEAD);
    await file.append([record(0), record(2), record(1)]);
    await damagedBlock(1);
  });

  test('its last block is wrong and something follows', async () => {
    await write(block(0), block(1));
    await flip(file.size() - 1);
    await file.append([Buffer.from('more')]);
    await damagedBlock(1);
  });

  test('a block is read whose bytes have changed since', async () => {
    const blockFile = await BlockFile.open(disk, 'blocks', random);
    const location = await blockFile.append(0, block(0));
    expect(String(blockFile.read(0, location))).toBe(String(block(0)));
    await flip(FILE_HEAD + RECORD_HEAD + 3);
    expect(() => blockFile.read(0, location)).toThrow('block 0 is damaged');
  });
});

describe('the block file', () => {
  test('is refused when its head is damaged', async () => {
    await write(block(0));
    await flip(3);
    await expect(recover()).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
  });

  test('does not take a record that an attacker put into a torn block for one of its own', async () => {
    const forger = new MemoryDisk();
    const forged = await BlockFile.open(forger, 'blocks', (length) => Buffer.alloc(length, 0x11));
    for (const number of [0, 1, 2]) await forged.append(number, block(number));
    const forgedFile = await forger.open('blocks');
    const forgedRecords = forgedFile.read(FILE_HEAD, forgedFile.size());
    await write(block(0), Buffer.concat([Buffer.from('an argument'), forgedRecords]));
    await file.truncate(file.size() - 1);
    expect(await recover()).toEqual(texts(block(0)));
  });
});

describe('of several writers to one block file', () => {
  test('the first one to append a block has it; the others write nothing', async () => {
    const [first, second] = [await opened(), await opened()];
    await first.append(0, block(0));
    await expect(second.append(0, block(7))).rejects.toMatchObject({
      code: 'LEDGER_SECOND_WRITER',
      stage: 'submit',
    });
    expect(file.size()).toBe(FILE_HEAD + recordLength);
    await first.append(1, block(1));
    expect(await recover()).toEqual(texts(block(0), block(1)));
  });

  test('no two are told that they have the same block, however their writing interleaves, and what they are told is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, writers) => {
        disk = new MemoryDisk();
        const interleaved = new InterleavedDisk(disk, scheduler);
        const acknowledged = new Map<number, string>();
        const write = async (blockFile: BlockFile, name: string): Promise<void> => {
          for (let number = 0; number < 4; number += 1) {
            const bytes = Buffer.from(`block ${number} of ${name}`);
            await blockFile.append(number, bytes);
            expect(acknowledged.has(number)).toBe(false);
            acknowledged.set(number, String(bytes));
          }
        };
        await BlockFile.open(disk, 'blocks', random);
        const files = await Promise.all(
          Array.from({ length: writers }, () => BlockFile.open(interleaved, 'blocks', random)),
        );
        const runs = files.map((each, index) => write(each, `writer ${index}`));
        const ended = Promise.allSettled(runs);
        await scheduler.waitFor(ended);
        for (const run of await ended) {
          if (run.status === 'rejected') expect(run.reason).toMatchObject({ code: 'LEDGER_SECOND_WRITER' });
        }
        const found = await recover();
        for (const [number, text] of found.entries()) expect(text).toMatch(new RegExp(`^block ${number} `));
        for (const [number, text] of acknowledged) expect(found[number]).toBe(text);
      }),
    );
  });
});

async function opened(): Promise<BlockFile> {
  const blockFile = await BlockFile.open(disk, 'blocks', random);
  for (const _ of blockFile.scan());
  return blockFile;
}

/** Lets others write before and after every append and every sync. */
class InterleavedDisk implements Disk {
  readonly #disk: Disk;
  readonly #scheduler: fc.Scheduler;

  constructor(under: Disk, scheduler: fc.Scheduler) {
    this.#disk = under;
    this.#scheduler = scheduler;
  }

  async open(name: string): Promise<DiskFile> {
    const under = await this.#disk.open(name);
    const turn = (): Promise<void> => this.#scheduler.schedule(Promise.resolve());
    return {
      size: () => under.size(),
      read: (position, length) => under.read(position, length),
      truncate: (size) => under.truncate(size),
      close: () => under.close(),
      append: async (parts) => {
        await turn();
        await under.append(parts);
      },
      sync: turn,
    };
  }
}
