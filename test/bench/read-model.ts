import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { present } from '@fapiao-ledger/core';
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
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { GeneratedLedger, PERSONS, SELLERS } from '../support/generated-ledger.ts';
import { POSTGRES_PROGRAMS, PostgresServer } from '../support/postgres.ts';
import { DraftPool } from './draft-pool.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { median, quantile, timesOf } from './timing.ts';

/** As many blocks as a follower may have read ahead. */
const BATCH = 16;
const INVOICES = 100_000;
const ROUNDS = 100;

/** The read model: how fast it catches up, and how long its questions take; PostgreSQL where it is installed. */
export const benchReadModel: Bench = async () => {
  const drafts = DraftPool.realistic();
  const ledger = new GeneratedLedger({ pageMax: 500, draft: () => drafts.takeSellerless() }).growTo(INVOICES);
  return [...(await onSqlite(ledger)), ...(await onPostgres(ledger))];
};

async function onSqlite(ledger: GeneratedLedger): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  try {
    const path = join(folder, 'read-model.db');
    const measured = await measure('SQLite', openSqlite(path), ledger);
    const perInvoice = statSync(path).size / ledger.invoices.length;
    return [...measured, row('read-model/SQLite, file', perInvoice, 'bytes/invoice')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(ledger: GeneratedLedger): Promise<readonly BenchRow[]> {
  if (POSTGRES_PROGRAMS === undefined) return [];
  const server = await PostgresServer.start([]);
  const fail = (error: Error): never => {
    throw error;
  };
  try {
    return await measure(
      'PostgreSQL',
      openPostgres({ url: server.createDatabase(), onConnectionError: fail }),
      ledger,
    );
  } finally {
    await server.stop();
  }
}

async function measure(
  engineName: string,
  engine: Engine,
  ledger: GeneratedLedger,
): Promise<readonly BenchRow[]> {
  const model = await ReadModel.open(engine, ledger.channel);
  const measured = [await catchUp(model, ledger), ...(await questions(model, ledger))];
  await model.close();
  return measured.map((each) => ({ ...each, name: `read-model/${engineName}, ${each.name}` }));
}

async function catchUp(model: ReadModel, ledger: GeneratedLedger): Promise<BenchRow> {
  const start = performance.now();
  for (let first = 0; first < ledger.chain.length; first += BATCH) {
    await model.apply(ledger.chain.slice(first, first + BATCH).map(changesIn));
  }
  const seconds = (performance.now() - start) / 1000;
  return row('catching up', ledger.invoices.length / seconds, 'invoices/s');
}

async function questions(model: ReadModel, ledger: GeneratedLedger): Promise<readonly BenchRow[]> {
  const some = (index: number): string =>
    ledger.invoices[(index * 7919) % ledger.invoices.length]?.invoice.number ?? '';
  const filters: Readonly<Record<string, InvoiceFilter>> = {
    'newest 50': {},
    'newest 50 of a seller': { seller: SELLERS[2] as string },
    'newest 50 of a holder': { holder: PERSONS[1] as string },
    'newest 50 claimed by a company': { company: claimantIn(ledger) },
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
  const measured: BenchRow[] = [];
  for (const [name, ask] of asked) measured.push(...(await latencies(name, ask)));
  return measured;
}

function claimantIn({ invoices }: GeneratedLedger): string {
  const locked = invoices.find(({ status }) => status.lock !== undefined);
  return present(locked?.status.lock, 'a locked invoice').company;
}

async function latencies(
  name: string,
  ask: (round: number) => Promise<unknown>,
): Promise<readonly BenchRow[]> {
  const times = await timesOf(ROUNDS, ask);
  return [row(`${name}, median`, median(times), 'ms'), row(`${name}, p99`, quantile(times, 0.99), 'ms')];
}
