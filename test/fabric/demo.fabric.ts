import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { statusOf } from '@fapiao-ledger/network/fabric';
import { afterAll, describe, expect, inject, test } from 'vitest';

const run = promisify(execFile);

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '')(`the demo on Fabric${inject('fabricMissing')}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-demo-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Plays where the network of a folder is. @returns what it printed */
  async function play(network: string): Promise<string> {
    const out = join(folder, 'out');
    const env = { ...process.env, FAPIAO_FABRIC_HOME: network };
    const args = ['test/demo/main.ts', '--ledger', 'fabric', '--out', out];
    const { stdout } = await run(process.execPath, args, { env });
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { invoices: number };
    expect(summary.invoices).toBeGreaterThanOrEqual(200);
    return /The Fabric network in (\S+) and its gateway start/.exec(stdout)?.[1] ?? '';
  }

  test('tells the same story on a network of its own, and leaves no process', async () => {
    const own = await play(join(folder, 'none'));
    expect(own).toContain(tmpdir());
    const { stdout: processes } = await run('ps', ['-eo', 'args']);
    expect(processes.split('\n').filter((line) => line.includes(own))).toEqual([]);
  });

  test.each(['', ' again'])('tells it%s on the network that is up, and leaves that as it is', async () => {
    expect(await play(home)).toBe(home);
    expect((await statusOf(home)).filter(({ pid }) => pid === undefined)).toEqual([]);
  });
});
