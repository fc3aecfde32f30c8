import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { type StartedCommand, startFapiao } from '../support/processes.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
});
afterAll(async () => await world.stop());

const start = (...args: readonly string[]): StartedCommand =>
  startFapiao([...args, '--identity', 'shop.json'], {
    cwd: world.cwd,
    env: { FAPIAO_GATEWAY: world.gateway.address },
  });

describe('an import that is told to end', () => {
  const DRAFTS = 600;

  const entries = async (event: string): Promise<number> => {
    const text = await readFile(join(world.cwd, 'drafts.jsonl.report.jsonl'), 'utf8').catch(() => '');
    return text.split(`{"event":"${event}"`).length - 1;
  };

  it('by Ctrl-C, a signal or kill -9, and is started again, issues every draft once', async () => {
    const draft = draftOf(SELLER, enterprise(BUYER), { lines: [lineOfNet('1.00')] });
    await writeFile(join(world.cwd, 'drafts.jsonl'), `${JSON.stringify(draft)}\n`.repeat(DRAFTS));
    const args = ['import', 'drafts.jsonl', '--yes', '--page', '10'];
    for (const signal of ['SIGINT', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
      const [sent, issued] = [await entries('sent'), await entries('issued')];
      const importing = start(...args);
      await expect.poll(async () => await entries('sent')).toBeGreaterThan(sent + 3);
      await expect.poll(async () => await entries('issued')).toBeGreaterThan(issued);
      importing.kill(signal);
      const ran = await importing.ran;
      expect(ran).toMatchObject({ signal, stdout: '' });
      if (signal !== 'SIGKILL') expect(ran.stderr).toContain('the same command goes on from there');
    }
    const settled = await entries('issued');
    const done = await world.done(world.as('shop', ...args, '--json'));
    expect(done).toMatchObject({ drafts: DRAFTS, issued: DRAFTS, refused: [], earlier: settled * 10 });
    const listed = (await world.done(world.as('shop', 'list', '--as', 'seller', '--all', '--json'))) as {
      readonly invoices: readonly unknown[];
    };
    expect(listed.invoices).toHaveLength(DRAFTS);
  });
});

describe('an export that is told to end', () => {
  let silent: Server;

  beforeAll(async () => {
    silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s leaves nothing half written', async (signal) => {
    await writeFile(join(world.cwd, 'all.csv'), 'kept');
    const asked = once(silent, 'request');
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const exporting = start('export', '--out', 'all.csv', '--force', '--gateway', address);
    await asked;
    const files = async (): Promise<readonly string[]> =>
      (await readdir(world.cwd)).filter((name) => name.startsWith('all.csv'));
    await expect.poll(files).toHaveLength(2);
    exporting.kill(signal);
    expect(await exporting.ran).toMatchObject({ signal, stdout: '' });
    expect(await files()).toEqual(['all.csv']);
    expect(await readFile(join(world.cwd, 'all.csv'), 'utf8')).toBe('kept');
  });
});

describe('fapiao network that is told to end', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s ends its program, and exits as a shell would', async (signal, exitCode) => {
    const module = join(world.cwd, 'endless.mjs');
    const started = join(world.cwd, `started-${signal}`);
    const endless = `setInterval(() => {}, 1_000); await new Promise(() => {});`;
    await writeFile(
      module,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(started)}, ''); ${endless}`,
    );
    const running = startFapiao(['network', 'doctor', '--signer', module], { cwd: world.cwd });
    await expect.poll(() => existsSync(started)).toBe(true);
    running.kill(signal);
    expect(await running.ran).toMatchObject({ exitCode });
  });
});
