/**
 * Every benchmark beside what it is compared with, in one run.
 *
 *   npm run bench -- [--only NAME]... [--seconds N] [--invoices N] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCore } from './core.ts';
import { benchDemo } from './demo.ts';
import { benchDesk } from './desk.ts';
import { benchEmbedded } from './embedded.ts';
import { benchFairness } from './fairness.ts';
import { benchFloor } from './floor.ts';
import { benchGateway } from './gateway.ts';
import { benchImport } from './import.ts';
import { benchOwnIds } from './own-ids.ts';
import { benchReadModel } from './read-model.ts';
import { benchReceipts } from './receipts.ts';
import { benchRejudge } from './rejudge.ts';
import { benchReverse } from './reverse.ts';
import { type Bench, type BenchRow, Unmeasurable } from './row.ts';
import { benchScale } from './scale/scale.ts';
import { useWorkspace } from './workspace.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  floor: benchFloor,
  core: benchCore,
  embedded: benchEmbedded,
  gateway: benchGateway,
  reverse: benchReverse,
  fairness: benchFairness,
  import: benchImport,
  'own-ids': benchOwnIds,
  receipts: benchReceipts,
  scale: benchScale,
  'read-model': benchReadModel,
  rejudge: benchRejudge,
  demo: benchDemo,
  desk: benchDesk,
};

const INVOICES_MIN = 10_000;
/** A lane gets its numbers at once, and the bureau grants 10 million at most. */
const INVOICES_MAX = 40_000_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(BENCHES) },
    seconds: { type: 'string', default: '5' },
    invoices: { type: 'string', default: '100000' },
    json: { type: 'string' },
  },
});

const chosen = values.only.map((name) => [name, BENCHES[name]] as const);
const unknown = chosen.find(([, bench]) => bench === undefined);
if (unknown !== undefined) {
  refuse(2, `no benchmark ${unknown[0]}; there are ${Object.keys(BENCHES).join(', ')}`);
}
const options = { seconds: Number(values.seconds), invoices: Number(values.invoices) };
if (!(options.invoices >= INVOICES_MIN && options.invoices <= INVOICES_MAX)) {
  refuse(2, `--invoices is a number from ${INVOICES_MIN} to ${INVOICES_MAX}`);
}
useWorkspace();

console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load()} before`);
const rows: BenchRow[] = [];
for (const [name, bench] of chosen) {
  const start = performance.now();
  const measured = (await bench?.(options).catch(explain)) ?? [];
  rows.push(...measured);
  console.log(`\n${name}, ${((performance.now() - start) / 1000).toFixed(0)} s, load ${load()}`);
  for (const line of tableOf(measured)) console.log(line);
}
const judged = rows.filter(({ met }) => met !== null);
console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} aims reached`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);

function refuse(exitCode: number, why: string): never {
  console.error(why);
  process.exit(exitCode);
}

/** Ends a run for which the machine lacks something. */
function explain(error: unknown): never {
  if (error instanceof Unmeasurable) refuse(4, error.message);
  throw error;
}

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
