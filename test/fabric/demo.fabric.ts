import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';

const run = promisify(execFile);

describe.skipIf(inject('fabricHome') === undefined)(`the demo on Fabric${inject('fabricMissing')}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-demo-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('tells the same story on a network of its own, and leaves no process', async () => {
    const out = join(folder, 'out');
    // Where no network is: the demo must not find the one that other tests use.
    const env = { ...process.env, FAPIAO_FABRIC_HOME: join(folder, 'none') };
    const args = ['test/demo/main.ts', '--ledger', 'fabric', '--out', out];
    const { stdout } = await run(process.execPath, args, { env });
    const home = /The Fabric network in (\S+) and its gateway start/.exec(stdout)?.[1] ?? '';
    expect(home).toContain(tmpdir());
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { invoices: number };
    expect(summary.invoices).toBeGreaterThanOrEqual(200);
    const { stdout: processes } = await run('ps', ['-eo', 'args']);
    expect(processes.split('\n').filter((line) => line.includes(home))).toEqual([]);
  });
});
