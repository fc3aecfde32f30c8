/**
 * Every benchmark beside what it is compared with, in one run.
 *
 *   npm run bench -- [--only NAME]... [--seconds N] [--long] [--json FILE]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCore } from './core.ts';
import { benchDemo } from './demo.ts';
import { benchEmbedded } from './embedded.ts';
import { benchFairness } from './fairness.ts';
import { benchFloor } from './floor.ts';
import { benchGateway } from './gateway.ts';
import { benchGrowth } from './growth.ts';
import { benchImport } from './import.ts';
import { benchReadModel } from './read-model.ts';
import { benchReceipts } from './receipts.ts';
import type { Bench, BenchRow } from './row.ts';
import { benchStartUp } from './start-up.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  floor: benchFloor,
  core: benchCore,
  embedded: benchEmbedded,
  gateway: benchGateway,
  fairness: benchFairness,
  import: benchImport,
  receipts: benchReceipts,
  'start-up': benchStartUp,
  growth: benchGrowth,
  'read-model': benchReadModel,
  demo: benchDemo,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(BENCHES) },
    seconds: { type: 'string', default: '5' },
    long: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

const chosen = values.only.map((name) => [name, BENCHES[name]] as const);
const unknown = chosen.find(([, bench]) => bench === undefined);
if (unknown !== undefined) {
  console.error(`no benchmark ${unknown[0]}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

// Heights of ledgers that are thrown away are kept where they are thrown away, too.
const state = mkdtempSync(join(tmpdir(), 'fapiao-bench-state-'));
process.env.XDG_STATE_HOME = state;
process.on('exit', () => rmSync(state, { recursive: true, force: true }));

console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load()} before`);
const rows: BenchRow[] = [];
for (const [name, bench] of chosen) {
  const start = performance.now();
  const measured = (await bench?.({ seconds: Number(values.seconds), long: values.long })) ?? [];
  rows.push(...measured);
  console.log(`\n${name}, ${((performance.now() - start) / 1000).toFixed(0)} s, load ${load()}`);
  for (const line of tableOf(measured)) console.log(line);
}
const judged = rows.filter(({ met }) => met !== null);
console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} aims reached`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);

/** Programs that wanted a processor in the last minute, ours among them. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function tableOf(measured: readonly BenchRow[]): readonly string[] {
  const width = Math.max(...measured.map(({ name }) => name.length));
  return measured.map(({ name, value, unit, reference, referenceValue, ratio, aim, met }) => {
    const figure = `${name.padEnd(width)} ${String(value).padStart(9)} ${unit}`;
    const beside = reference === null ? '' : `  | ${referenceValue} ${reference}, ratio ${ratio}`;
    return `  ${figure}${beside}${aim === null ? '' : `  | aim ${aim}: ${met ? 'reached' : 'NOT reached'}`}`;
  });
}
