import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, type BenchRow, row } from './row.ts';

const DEMO = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

/** The demo as people run it: the most memory its ledger and gateway ever held, and how long it takes. */
export const benchDemo: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [DEMO, '--out', folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the demo ended with ${status}: ${stderr}`);
    const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as {
      readonly seconds: number;
      readonly peakMemoryMb: number | null;
    };
    return [...memoryRows(summary.peakMemoryMb), row('demo/whole run', summary.seconds, 's')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Only Linux tells. */
function memoryRows(megabytes: number | null): readonly BenchRow[] {
  if (megabytes === null) return [];
  return [row('demo/peak memory', megabytes, 'MB', { aim: { of: 'value', is: '<', bound: 400 } })];
}
