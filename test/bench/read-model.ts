/**
 * The read model: how fast it catches up, and how long its questions take.
 * Usage: node test/bench/read-model.ts [--invoices N] [--json FILE]
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Engine,
  findInvoices,
  type InvoiceFilter,
  openPostgres,
  openSqlite,
  pageOf,
  ReadModel,
  statistics,
} from '@fapiao-ledger/gateway/read-model';
import { BUYERS, GeneratedLedger, PERSONS, SELLERS } from '../support/generated-ledger.ts';
import { POSTGRES_PROGRAMS, PostgresServer } from '../support/postgres.ts';

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** As many blocks as a follower may have read ahead. */
const BATCH = 16;
const ROUNDS = 200;

const { values } = parseArgs({
  options: { invoices: { type: 'string', default: '100000' }, json: { type: 'string' } },
});
const ledger = new GeneratedLedger({ pageMax: 500 }).growTo(Number(values.invoices));
const rows = [...(await onSqlite()), ...(await onPostgres())];
for (const { name, value, unit } of rows)
  console.log(`${name.padEnd(64)} ${value.toFixed(2).padStart(12)} ${unit}`);
if (POSTGRES_PROGRAMS === undefined) console.log('PostgreSQL is not installed: not measured');
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);

async function onSqlite(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  try {
    const path = join(folder, 'read-model.db');
    const measured = await measure('SQLite', openSqlite(path));
    const perInvoice = statSync(path).size / ledger.invoices.length;
    return [...measured, { name: 'SQLite, file', value: perInvoice, unit: 'bytes an invoice' }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<readonly Row[]> {
  if (POSTGRES_PROGRAMS === undefined) return [];
  const server = await PostgresServer.start([]);
  const fail = (error: Error): never => {
    throw error;
  };
  try {
    return await measure('PostgreSQL', openPostgres({ url: server.createDatabase(), onIdleError: fail }));
  } finally {
    await server.stop();
  }
}

async function measure(engineName: string, engine: Engine): Promise<readonly Row[]> {
  const model = await ReadModel.open(engine, ledger.channel);
  const measured = [await catchUp(model), ...(await questions(model))];
  await model.close();
  return measured.map((row) => ({ ...row, name: `${engineName}, ${row.name}` }));
}

async function catchUp(model: ReadModel): Promise<Row> {
  const start = performance.now();
  for (let first = 0; first < ledger.chain.length; first += BATCH) {
    await model.apply(ledger.chain.slice(first, first + BATCH));
  }
  const seconds = (performance.now() - start) / 1000;
  return { name: 'catching up', value: ledger.invoices.length / seconds, unit: 'invoices/s' };
}

async function questions(model: ReadModel): Promise<readonly Row[]> {
  const some = (index: number): string =>
    ledger.invoices[(index * 7919) % ledger.invoices.length]?.invoice.number ?? '';
  const filters: Readonly<Record<string, InvoiceFilter>> = {
    'newest 50': {},
    'newest 50 of a seller': { seller: SELLERS[2] as string },
    'newest 50 of a holder': { holder: PERSONS[1] as string },
    'newest 50 claimed by a company': { company: BUYERS[1] as string },
    'newest 50 of a city and a rate': { region: '4403', rate: '0.13' },
    'newest 50 frozen': { state: 'FROZEN' },
    'of a province with none': { region: '65' },
  };
  const paging = { at: ledger.now, limit: 50 };
  const lists = Object.entries(filters).map(
    ([name, filter]) => [name, () => findInvoices(model, filter, paging)] as const,
  );
  const asked: readonly (readonly [string, (round: number) => Promise<unknown>])[] = [
    ['locator of an invoice', (round) => pageOf(model, some(round))],
    ...lists,
    [
      'statistics by month and province',
      () => statistics(model, ['month', 'province'], {}, { limit: 1_000 }),
    ],
    ['statistics by taxpayer and rate', () => statistics(model, ['taxpayer', 'rate'], {}, { limit: 1_000 })],
  ];
  const measured: Row[] = [];
  for (const [name, ask] of asked) measured.push(...(await latencies(name, ask)));
  return measured;
}

async function latencies(name: string, ask: (round: number) => Promise<unknown>): Promise<readonly Row[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await ask(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return [
    { name: `${name}, median`, value: at(0.5), unit: 'ms' },
    { name: `${name}, p99`, value: at(0.99), unit: 'ms' },
  ];
}
