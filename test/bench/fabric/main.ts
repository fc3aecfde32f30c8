/**
 * Our contract beside a plain one on the same small network, in one run.
 *
 *   npm run bench:fabric -- [--seconds N] [--batch-ms N] [--json FILE]
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  deployBeside,
  down,
  erase,
  findBinaries,
  readSettings,
  up,
  whyNoBinaries,
} from '@fapiao-ledger/network/fabric';
import { freeRange } from '../../fabric/ports.ts';
import type { BenchRow } from '../row.ts';
import { enter, SINGLE_SENDERS } from './contenders.ts';
import { measure } from './measure.ts';
import { type Result, rowsOf } from './rows.ts';
import { TillLedger } from './till-ledger.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    'batch-ms': { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});
const WARM_UP_SECONDS = 2;
const say = (text: string): void => console.log(text);

async function run(home: string): Promise<readonly BenchRow[]> {
  const settings = readSettings({
    home,
    'base-port': String(await freeRange()),
    'batch-ms': values['batch-ms'],
  });
  await up(settings, () => {});
  const contractModule = resolve(import.meta.dirname, 'reference/contract.cjs');
  await deployBeside(home, { chaincode: 'reference', contractModule }, () => {});
  say(
    `Fabric ${findBinaries().version}, Node.js ${process.version}, blocks of ${values['batch-ms']} ms at most, load ${load()}`,
  );
  const { observer, contenders, close } = await enter(home, (client) =>
    TillLedger.open(client, home, SINGLE_SENDERS),
  );
  const results: Result[] = [];
  for (const contender of contenders) {
    const { senders, send } = contender;
    await measure(home, observer, { seconds: WARM_UP_SECONDS, senders, send });
    const measured = await measure(home, observer, { seconds: Number(values.seconds), senders, send });
    results.push({ contender, measured });
    const [reference] = results as [Result];
    say(`\n${contender.name}, ${senders} at a time, ${measured.transactions} transactions, load ${load()}`);
    for (const row of rowsOf({ contender, measured }, reference)) say(lineOf(row));
  }
  await close();
  const [reference] = results as [Result];
  return results.flatMap((result) => rowsOf(result, reference));
}

function lineOf({ name, value, unit, referenceValue, ratio, aim, met }: BenchRow): string {
  const beside = ratio === null ? '' : `  | ${referenceValue}, ratio ${ratio}`;
  const verdict = aim === null ? '' : `  | aim ${aim}: ${met ? 'reached' : 'NOT reached'}`;
  return `  ${name.padEnd(72)} ${String(value).padStart(9)} ${unit}${beside}${verdict}`;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

const missing = whyNoBinaries();
if (missing !== undefined) {
  console.error(`${missing}: there is nothing to measure`);
  process.exit(4);
}
const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-fabric-'));
try {
  const rows = await run(home);
  const judged = rows.filter(({ met }) => met !== null);
  say(`\n${judged.filter(({ met }) => met).length} of ${judged.length} aims reached`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
} finally {
  await down(home);
  erase(home);
}
