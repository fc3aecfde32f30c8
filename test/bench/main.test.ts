import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/processes.ts';
import { type BenchRow, Unmeasurable } from './row.ts';
import { requireDisk } from './scale/scale.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
  /** Files that it left in its temporary folder. */
  readonly left: readonly string[];
}

/** Runs the benchmark with a temporary folder of its own. @param interruptAt words of a line at which it gets a SIGINT */
async function bench(args: readonly string[], interruptAt?: string): Promise<Ran> {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (interruptAt !== undefined && line.includes(interruptAt)) child.kill('SIGINT');
    });
  }
  const [exitCode] = await exited;
  return { exitCode, output: lines.join('\n'), left: readdirSync(folder) };
}

describe('the program of the benchmarks', () => {
  it('writes rows of which every field is there, and leaves no file behind', async () => {
    const json = join(await temporaryFolder(), 'rows.json');
    const ran = await bench(['--only', 'floor', '--json', json]);
    expect(ran).toMatchObject({ exitCode: 0, left: [] });
    const rows = JSON.parse(readFileSync(json, 'utf8')) as BenchRow[];
    expect(rows.map(({ name }) => name)).toEqual([
      'floor/P-256 sign and verify',
      'floor/append 16 KiB and fdatasync',
    ]);
    for (const row of rows) expect(row).toMatchObject({ reference: null, ratio: null, aim: null, met: null });
  });

  it.each([
    [['--only', 'growth'], 'no benchmark growth; there are floor, core'],
    [['--only', 'scale', '--invoices', '10'], '--invoices is a number from 10000'],
  ])('refuses %j before it measures', async (args, message) => {
    const ran = await bench(args);
    expect(ran).toMatchObject({ exitCode: 2, left: [] });
    expect(ran.output).toContain(message);
  });

  it('grows no ledger for which the disk has no room', () => {
    expect(() => requireDisk(10_000_000, 19e9)).toThrow(Unmeasurable);
    expect(() => requireDisk(10_000_000, 19e9)).toThrow(/need 20\.0 GB in .*, which has 19\.0 GB/);
    expect(() => requireDisk(10_000_000, 20e9)).not.toThrow();
  });

  it('removes its ledgers and ends its gateway when it is interrupted', async () => {
    const ran = await bench(['--only', 'scale'], 'a gateway starts');
    expect(ran).toMatchObject({ exitCode: 130, left: [] });
    expect(ran.output).not.toContain('invoices');
  });
});
