import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InvoiceSummary } from '@fapiao-ledger/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fapiaoHere } from '../support/command-here.ts';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';
import type { Ran } from '../support/processes.ts';
import { exportsOf, type Order, ordersOf } from '../support/table-exports.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
});
afterAll(async () => await world.stop());

/** Writes the files of orders, each under a name that begins with a word. */
async function filesOf(word: string, orders: readonly Order[]): Promise<readonly string[]> {
  const files = exportsOf(orders).map(({ name, bytes }) => ({ name: `${word}-${name}`, bytes }));
  for (const { name, bytes } of files) await writeFile(join(world.cwd, name), bytes);
  return files.map(({ name }) => name);
}

/** Runs a command of the seller in this process. */
async function here(...args: readonly string[]): Promise<Ran> {
  const identity = ['--identity', join(world.cwd, 'shop.json')];
  return await fapiaoHere([...args, ...identity], {
    cwd: world.cwd,
    env: { FAPIAO_GATEWAY: world.gateway.address },
  });
}

interface Imported {
  readonly drafts: number;
  readonly issued: number;
  readonly found: number;
  readonly refused: readonly {
    readonly line: number;
    readonly faults: readonly { readonly code: string }[];
  }[];
}

async function imported(file: string, ...args: readonly string[]): Promise<Imported> {
  const { stdout } = await here('import', join(world.cwd, file), '--yes', '--complete', '--json', ...args);
  return JSON.parse(stdout) as Imported;
}

async function listed(...args: readonly string[]): Promise<readonly InvoiceSummary[]> {
  const answer = await world.done(here('list', '--all', '--json', ...args));
  return (answer as { readonly invoices: readonly InvoiceSummary[] }).invoices;
}

/** Each own id of the orders has exactly one invoice. */
async function expectOneEach(word: string, orders: readonly Order[]): Promise<void> {
  const refs = (await listed('--text', word)).map(({ ref }) => ref);
  expect(refs.toSorted()).toEqual(orders.map(([ref]) => ref).toSorted());
}

describe('the same drafts in ten files', () => {
  it('that are imported at once are issued once', async () => {
    const orders = ordersOf('甲', 12);
    const files = await filesOf('at-once', orders);
    expect(files).toHaveLength(10);
    const outcomes = await Promise.all(files.map(async (file) => await imported(file)));
    await expectOneEach('甲', orders);
    for (const { drafts, issued, found, refused } of outcomes)
      expect({ drafts, settled: issued + found, refused }).toEqual({ drafts: 12, settled: 12, refused: [] });
  });

  it('for a person, whose name no ledger has, are found again under another file name', async () => {
    const draft = {
      ref: 'person-1',
      buyer: { type: 'PERSON', name: '测试购买人' },
      lines: [
        {
          taxClass: '3040201010000000000',
          item: '*信息技术服务*维护',
          quantity: '1',
          unitPrice: '5.00',
          rate: '0.06',
        },
      ],
    };
    for (const name of ['person.jsonl', 'person-again.jsonl'])
      await writeFile(join(world.cwd, name), `${JSON.stringify(draft)}\n`);
    expect(await imported('person.jsonl')).toMatchObject({ issued: 1, found: 0, refused: [] });
    expect(await imported('person-again.jsonl')).toMatchObject({ issued: 0, found: 1, refused: [] });
  });

  it('that are imported one after the other are issued once, also in part, and a changed draft is named', async () => {
    const orders = ordersOf('乙', 12);
    const [part = '', ...others] = await filesOf('in-turn', orders.slice(0, 5));
    expect(await imported(part)).toMatchObject({ issued: 5, found: 0 });
    const [whole = ''] = await filesOf('whole', orders);
    expect(await imported(whole)).toMatchObject({ issued: 7, found: 5, refused: [] });
    expect(await imported(others[6] ?? '')).toMatchObject({ issued: 0, found: 5 });
    const [changed = ''] = await filesOf('changed', [
      [orders[0]?.[0] ?? '', '示范学校', '*信息技术服务*其他', '1', '10', '0.06'],
    ]);
    const ran = await here('import', join(world.cwd, changed), '--yes');
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toMatch(
      /A2 单据号\n +invoice [0-9]{20} has the own id "乙-0" already, and says something else/,
    );
    expect(await readFile(join(world.cwd, `${changed}.faults.csv`), 'utf8')).toContain(
      '2,A2 单据号,REF_USED,',
    );
    await expectOneEach('乙', orders);
  });
});

it('a corrected file is imported again under its own name', async () => {
  const orders = ordersOf('丁', 3);
  const [file = ''] = await filesOf('corrected', [
    ...orders.slice(0, 2),
    ['丁-2', '示范社区', '*信息技术服务*维护', '1', '10', '0.99'],
  ]);
  expect(await imported(file)).toMatchObject({ issued: 2, refused: [{ line: 4 }] });
  await filesOf('corrected', orders);
  expect(await imported(file)).toMatchObject({ issued: 1, found: 2, refused: [] });
  await expectOneEach('丁', orders);
});

describe('before it issues, an import', () => {
  it('shows what it would issue, with --dry-run, and issues nothing', async () => {
    const [file = ''] = await filesOf('dry', ordersOf('戊', 2));
    const ran = await here('import', join(world.cwd, file), '--dry-run');
    expect(ran.stdout).toContain(
      '2 invoices, 4,348.52 yuan, as 深圳示范软件有限公司 (91440300708461136T): issue?',
    );
    expect(ran.stdout).toContain('nothing was issued: --dry-run');
    expect(await world.done(here('import', join(world.cwd, file), '--dry-run', '--json'))).toMatchObject({
      wouldIssue: 2,
      gross: '4348.52',
    });
    expect(await listed('--text', '戊')).toEqual([]);
  });

  it('asks, and without a terminal refuses with the way out', async () => {
    const [file = ''] = await filesOf('asks', ordersOf('己', 1));
    const ran = await here('import', join(world.cwd, file));
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain('--yes issues without asking');
  });

  it('writes a template that it reads itself', async () => {
    const file = join(world.cwd, 'new.xlsx');
    await world.done(here('import', file, '--template', '--json'));
    expect(await here('import', file, '--template')).toMatchObject({ exitCode: 64 });
    expect(await world.done(here('import', file, '--dry-run', '--json'))).toMatchObject({
      drafts: 2,
      wouldIssue: 2,
    });
  });
});

describe('with strict refs', () => {
  it('two imports at once of files that share drafts issue each once', async () => {
    const on = await world.done(here('strict-refs', 'on', '--json'));
    expect(on).toEqual({ code: SELLER, strictRefs: true });
    const orders = ordersOf('庚', 40);
    const [one = ''] = await filesOf('one', orders.slice(0, 30));
    const [, other = ''] = await filesOf('other', orders.slice(10));
    const outcomes = await Promise.all([imported(one, '--page', '7'), imported(other, '--page', '9')]);
    await expectOneEach('庚', orders);
    for (const { drafts, issued, found, refused } of outcomes)
      expect({ settled: issued + found, refused }).toEqual({ settled: drafts, refused: [] });
    expect((await here('strict-refs')).stdout).toContain('strict refs are on');
  });
});

describe('own ids', () => {
  it('choose invoices in lists and receipts, which are written once', async () => {
    const [only] = await listed('--ref', '甲-3');
    expect(only).toMatchObject({ ref: '甲-3' });
    expect(await listed('--ref', '甲-3', '--text', '乙')).toEqual([]);
    const write = async (): Promise<readonly object[]> => {
      const done = world.done(here('receipt', '--text', '甲-1', '--out', join(world.cwd, 'own'), '--json'));
      return ((await done) as { readonly receipts: readonly object[] }).receipts;
    };
    expect(await write()).toHaveLength(3);
    expect(await write()).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ isKept: true })));
    expect((await here('receipt')).stderr).toContain('choose them by a filter');
  });
});
