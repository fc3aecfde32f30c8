import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InvoiceSummary } from '@fapiao-ledger/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';
import { type StartedCommand, startFapiao } from '../support/processes.ts';
import { Seeded } from '../support/seeded.ts';
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

const POLL = { interval: 5, timeout: 60_000 };

/** An import in a process of its own. */
interface Importing {
  readonly command: StartedCommand;
  /** Waits until its report has so many entries of a kind, beside those of earlier runs. An import that ends before fails. */
  hasNoted(event: 'sent' | 'issued', count: number): Promise<void>;
}

async function start(file: string, page: number): Promise<Importing> {
  const noted = async (event: 'sent' | 'issued'): Promise<number> => {
    const report = await readFile(join(world.cwd, `${file}.report.jsonl`), 'utf8').catch(() => '');
    return report.split(`{"event":"${event}"`).length - 1;
  };
  const before = { sent: await noted('sent'), issued: await noted('issued') };
  const command = startFapiao(
    ['import', file, '--yes', '--complete', '--json', '--page', `${page}`, '--identity', 'shop.json'],
    { cwd: world.cwd, env: { FAPIAO_GATEWAY: world.gateway.address } },
  );
  let hasEnded = false;
  void command.ran.then(() => (hasEnded = true));
  return {
    command,
    hasNoted: async (event, count) => {
      const isNoted = async (): Promise<boolean> => (await noted(event)) >= before[event] + count;
      await expect.poll(async () => hasEnded || (await isNoted()), POLL).toBe(true);
      if (await isNoted()) return;
      const { exitCode, signal, stderr } = await command.ran;
      const end = JSON.stringify({ exitCode, signal, stderr });
      throw new Error(`the import of ${file} ended before it had ${count} times ${event}: ${end}`);
    },
  };
}

/** The import has issued or found every draft, and refused none. */
async function expectSettled({ command }: Importing, drafts: number): Promise<void> {
  const { exitCode, stdout, stderr } = await command.ran;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { issued, found, refused } = JSON.parse(stdout) as {
    readonly issued: number;
    readonly found: number;
    readonly refused: readonly object[];
  };
  expect({ settled: issued + found, refused }).toEqual({ settled: drafts, refused: [] });
}

/** Both imports are at work at the same moment, and both settle. */
async function expectBothSettled(imports: readonly (readonly [Importing, drafts: number])[]): Promise<void> {
  let ended = 0;
  for (const [{ command }] of imports) void command.ran.then(() => (ended += 1));
  await Promise.all(imports.map(async ([importing]) => await importing.hasNoted('sent', 1)));
  expect(
    ended,
    'imports that ended before the other one had sent anything: they were not at work at once',
  ).toBe(0);
  for (const [importing, drafts] of imports) await expectSettled(importing, drafts);
}

async function refsOf(word: string): Promise<readonly (string | undefined)[]> {
  const listed = await world.done(world.as('shop', 'list', '--all', '--text', word, '--json'));
  return (listed as { readonly invoices: readonly InvoiceSummary[] }).invoices.map(({ ref }) => ref);
}

/** Each own id of the orders has exactly one invoice. */
async function expectOneEach(word: string, orders: readonly Order[]): Promise<void> {
  expect((await refsOf(word)).toSorted()).toEqual(orders.map(([ref]) => ref).toSorted());
}

/** Drafts of a file. They keep an import busy for longer than a loaded machine takes to start the other one. */
const SHARED = 80;

describe('two processes that import at once', () => {
  it('the same drafts from two files issue each once', async () => {
    const orders = ordersOf('甲', SHARED);
    const [one = '', other = ''] = await filesOf('same', orders);
    await expectBothSettled([
      [await start(one, 2), SHARED],
      [await start(other, 2), SHARED],
    ]);
    await expectOneEach('甲', orders);
  });

  it('files that share drafts, with strict refs, issue each once', async () => {
    await world.done(world.as('shop', 'strict-refs', 'on', '--json'));
    const orders = ordersOf('乙', SHARED * 1.5);
    const [one = ''] = await filesOf('first', orders.slice(0, SHARED));
    const [, other = ''] = await filesOf('second', orders.slice(SHARED / 2));
    await expectBothSettled([
      [await start(one, 2), SHARED],
      [await start(other, 3), SHARED],
    ]);
    await world.done(world.as('shop', 'strict-refs', 'off', '--json'));
    await expectOneEach('乙', orders);
  });
});

it('an import that is stopped midway, anywhere, and repeated from other files issues each draft once', async () => {
  const random = new Seeded();
  const orders = ordersOf('丙', 80);
  const files = await filesOf('stopped', orders);
  let issued = 0;
  for (const file of files.slice(0, 3)) {
    const importing = await start(file, 2);
    await importing.hasNoted('issued', random.whole(1, 6));
    const signal = random.pick(['SIGINT', 'SIGKILL'] as const);
    importing.command.kill(signal);
    expect(await importing.command.ran).toMatchObject({ signal, stdout: '' });
    // Each run went on from what the others had issued, and was stopped before its end.
    const { length } = await refsOf('丙');
    expect(length).toBeGreaterThan(issued);
    expect(length).toBeLessThan(orders.length);
    issued = length;
  }
  for (const file of files.slice(2, 4)) await expectSettled(await start(file, 2), orders.length);
  await expectOneEach('丙', orders);
});
