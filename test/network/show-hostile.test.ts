import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateKey } from '@fapiao-ledger/core';
import { openEmbeddedLedger, type StoredBlock, storedBlocks } from '@fapiao-ledger/network/embedded';
import { readSettings, SetupError } from '@fapiao-ledger/network/fabric';
import { show } from '@fapiao-ledger/network/fabric/show';
import { common } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { embeddedAuthorities, type Issued, LedgerWorld } from '../support/ledger-world.ts';
import { Seeded } from '../support/seeded.ts';

const MUTANTS = 300;
/** Transactions with full pages that unfold into too much, in a block of ordinary length. */
const COPIES = 300;
/** Nests deeper than the contract accepts. */
const NESTED = '['.repeat(60) + ']'.repeat(60);

const folder = mkdtempSync(join(tmpdir(), 'fapiao-hostile-block-'));
const file = join(folder, 'block.pb');
const LANE = stateKey('LANE', SELLER, 'main');
const settings = readSettings({ home: folder });
let issued: Issued;
let block: Uint8Array;
/** Has a page of 500 invoices of 20 lines. */
let full: Uint8Array;

beforeAll(async () => {
  const ledger = await openEmbeddedLedger({
    folder: join(folder, 'ledger'),
    heights: join(folder, 'heights'),
  });
  const world = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger));
  await world.register(BUYER, 'GENERAL');
  const seller = await world.register(SELLER, 'GENERAL');
  await world.openLane(seller, { credit: '10000000.00' });
  issued = await world.issue(seller, [draftOf(), draftOf()]);
  block = (await lastBlockOf(join(folder, 'ledger'))).bytes;
  await world.issue(
    seller,
    Array.from({ length: 500 }, () => draftOf(Array.from({ length: 20 }, () => lineOf()))),
  );
  await ledger.close();
  full = (await lastBlockOf(join(folder, 'ledger'))).bytes;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a block file of a stranger', () => {
  it('is answered when nothing is altered', async () => {
    expect((await outcomesOf(block)).filter((outcome) => outcome !== 'answer')).toEqual([]);
  });

  it('gets an answer or a named error, wherever its bytes are altered', async () => {
    const random = new Seeded();
    const counts = new Map<string, number>();
    for (let mutant = 0; mutant < MUTANTS; mutant += 1)
      for (const outcome of await outcomesOf(altered(block, random)))
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    expect([...counts.keys()].toSorted()).toEqual(['answer', 'named error']);
  });

  it.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['an object without fields', '{}'],
    ['no JSON', 'x'],
    ['a number that is none', '{"first":"two"}'],
    ['lists in lists', NESTED],
  ])('is answered when the head of a page is %s', async (_what, head) => {
    const hostile = withJson(/\{"checkKey":"\w+","date".*?"transactionId":"\w+"\}/, head);
    expect(await outcomesOf(hostile)).toEqual(['answer', 'answer', 'named error']);
  });

  it('is answered when a document nests deeper than any of the ledger', async () => {
    const hostile = withJson(/\{"cap":.*?"used":"200.00"\}/, NESTED);
    expect(await outcomesOf(hostile)).toEqual(['answer', 'answer', 'answer']);
    expect(await show(settings, { file, key: LANE })).toContain('"text": "[[[');
  });

  it('is refused when its documents unfold into more than the memory should hold', async () => {
    const message = common.Block.deserializeBinary(full);
    const [transaction = new Uint8Array()] = message.getData()?.getDataList_asU8() ?? [];
    message.getData()?.setDataList(Array.from({ length: COPIES }, () => transaction));
    const bytes = message.serializeBinary();
    expect(bytes.length).toBeLessThan(10_000_000);
    writeFileSync(file, bytes);
    await expect(show(settings, { file, key: LANE })).rejects.toThrow(
      'unfold into more than 20000000 values',
    );
  });

  it.each<[what: string, alter: (message: InstanceType<typeof common.Block>) => void]>([
    ['a number from which none can be counted', (message) => message.getHeader()?.setNumber(2 ** 63)],
    ['a hash of 300 bytes', (message) => message.getHeader()?.setPreviousHash(new Uint8Array(300))],
    [
      'signatures that are none',
      (message) =>
        message.getMetadata()?.setMetadataList([Uint8Array.of(0xff), new Uint8Array(), Uint8Array.of(0)]),
    ],
    ['no metadata', (message) => message.clearMetadata()],
  ])('is refused with %s', async (_what, alter) => {
    const message = common.Block.deserializeBinary(block);
    alter(message);
    expect(await outcomesOf(message.serializeBinary())).toEqual([
      'named error',
      'named error',
      'named error',
    ]);
  });
});

/** What becomes of each question about a block. */
async function outcomesOf(bytes: Uint8Array): Promise<readonly string[]> {
  writeFileSync(file, bytes);
  const questions = [{}, { key: LANE }, { invoice: issued.first }];
  return await Promise.all(questions.map((question) => outcomeOf(show(settings, { file, ...question }))));
}

async function outcomeOf(answer: Promise<string>): Promise<string> {
  try {
    JSON.parse(await answer);
    return 'answer';
  } catch (error) {
    return error instanceof SetupError ? 'named error' : String(error);
  }
}

/** Returns the block with another document of the same length in the place of one. */
function withJson(document: RegExp, other: string): Uint8Array {
  const text = Buffer.from(block).toString('latin1');
  const before = document.exec(text)?.[0] ?? '';
  expect(before.length).toBeGreaterThan(other.length);
  return Buffer.from(text.replace(before, other.padEnd(before.length)), 'latin1');
}

/** Returns the bytes with some replaced, some left out, or some twice. */
function altered(bytes: Uint8Array, random: Seeded): Uint8Array {
  const mutant = Buffer.from(bytes);
  for (let change = random.whole(1, 4); change > 0; change -= 1)
    mutant[random.whole(0, mutant.length - 1)] = random.pick([0, 0x22, 0x5b, 0x7b, 0x7f, 0x80, 0xff]);
  if (random.chance(0.8)) return mutant;
  const [from, to] = [random.whole(0, mutant.length), random.whole(0, mutant.length)];
  return Buffer.concat([mutant.subarray(0, from), mutant.subarray(to)]);
}

async function lastBlockOf(ledger: string): Promise<StoredBlock> {
  let last: StoredBlock | undefined;
  for await (const each of storedBlocks(ledger)) last = each;
  if (last === undefined) throw new RangeError('the ledger has no block');
  return last;
}
