/**
 * Our contract beside a plain one on the same small network, in one run. They take turns, round by round, so
 * that what else the machine does hits all alike.
 *
 *   npm run bench:fabric -- [--rounds N] [--seconds N] [--batch-ms N] [--block-kib N] [--only TEXT]... [--json FILE]
 *
 * With --only, contenders whose name holds the text, and the reference. Figures are medians of the rounds.
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
import { openLedger } from '../../fabric/network.ts';
import { freeRange } from '../../fabric/ports.ts';
import type { BenchRow } from '../row.ts';
import { type Contender, contendersOn, SENDERS_MAX } from './contenders.ts';
import { type Measurement, measure, together } from './measure.ts';
import { bestOf, type Result, rowsOf } from './rows.ts';
import { TillLedger } from './till-ledger.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'batch-ms': { type: 'string', default: '300' },
    'block-kib': { type: 'string' },
    only: { type: 'string', multiple: true, default: [''] },
    json: { type: 'string' },
  },
});
const WARM_UP_SECONDS = 1;
const say = (text: string): void => console.log(text);

async function run(home: string): Promise<readonly BenchRow[]> {
  const settings = readSettings({
    home,
    'base-port': String(await freeRange()),
    'batch-ms': values['batch-ms'],
    ...(values['block-kib'] === undefined ? {} : { 'block-kib': values['block-kib'] }),
  });
  await up(settings, () => {});
  const contractModule = resolve(import.meta.dirname, 'reference/contract.cjs');
  await deployBeside(home, { chaincode: 'reference', contractModule }, () => {});
  say(
    `Fabric ${findBinaries().version}, Node.js ${process.version}, blocks of ${values['batch-ms']} ms and ${settings.blockKib} KiB at most, load ${load()}`,
  );
  const [reference, ...others] = contendersOn(home, await openTills(home));
  const chosen = others.filter(({ name }) => values.only.some((text) => name.includes(text)));
  const trials = [reference, ...chosen].flatMap((contender) =>
    contender.senders.map((senders) => ({ contender, senders, rounds: [] as Measurement[] })),
  );
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { contender, senders, rounds } of trials) {
      const { send, close } = await contender.open();
      await measure(home, { seconds: WARM_UP_SECONDS, senders, send });
      rounds.push(await measure(home, { seconds: Number(values.seconds), senders, send }));
      await close();
    }
    say(`round ${round + 1} is over, load ${load()}`);
  }
  const results = trials.map(({ rounds, ...trial }) => ({ ...trial, measured: together(rounds) }));
  const triesOf = (contender: Contender): Result[] => results.filter((each) => each.contender === contender);
  const best = bestOf(triesOf(reference));
  return [reference, ...chosen].flatMap((contender) => report(triesOf(contender), best));
}

async function openTills(home: string): Promise<TillLedger> {
  const client = await openLedger('fabric-gateway', home);
  const tills = await TillLedger.open(client, home, SENDERS_MAX);
  await client.close();
  return tills;
}

function report(tries: readonly Result[], reference: Result): readonly BenchRow[] {
  const best = bestOf(tries);
  const rows = rowsOf(best, reference);
  const all = tries.map(({ senders, measured }) => `${measured.perSecond.toFixed(1)} tx/s with ${senders}`);
  say(`\n${best.contender.name}: ${all.join(', ')} at a time`);
  for (const row of rows) say(lineOf(row));
  return rows;
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
const end = async (): Promise<void> => {
  await down(home);
  erase(home);
};
process.once('SIGINT', () => void end().finally(() => process.exit(130)));
try {
  const rows = await run(home);
  const judged = rows.filter(({ met }) => met !== null);
  say(`\n${judged.filter(({ met }) => met).length} of ${judged.length} aims reached`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
} finally {
  await end();
}
