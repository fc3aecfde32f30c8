import { DatabaseSync } from 'node:sqlite';
import type { Fen } from '@fapiao-ledger/core';
import { findInvoices, openSqlite, ReadModel, statistics } from '@fapiao-ledger/gateway/read-model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useSqlite } from '../support/read-model-engines.ts';
import { refusal } from '../support/refusal.ts';

const ROWS = 300_000;

const source = useSqlite();
let patient: ReadModel;
let impatient: ReadModel;

/** Rows that no filter below lets through, so that each question looks at all of them. */
beforeAll(async () => {
  patient = await ReadModel.open(source.create(), 'fapiao');
  const database = new DatabaseSync(source.path());
  database.exec(`
    insert into cohort values (1, '440300', '0.06', '3');
    insert into text values (1, 's');
    insert into invoice
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select 1, 1, i, 1, 1, 1, null, null, 1, null, 0, 0, 2, 0, 1, 1, 0, null, null, null from n;
    insert into month_total
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select '2026-03', printf('%020d', i), 'ORDINARY', '*', '440300', 1, 0, 1, 0, 1 from n;
  `);
  database.close();
  impatient = await ReadModel.open(openSqlite(source.path(), 1), 'fapiao');
});
afterAll(async () => {
  await patient.close();
  await impatient.close();
});

const list = (model: ReadModel): Promise<unknown> =>
  findInvoices(model, { type: 'SPECIAL', amountFrom: 1n as Fen }, { at: 0, limit: 10 });
const sums = (model: ReadModel): Promise<unknown> =>
  statistics(model, ['taxpayer'], { region: '99' }, { limit: 10 });

describe.each([
  ['a list', list],
  ['statistics', sums],
])('%s that looks at every row', (_, ask) => {
  test('leaves the thread that answers to others', async () => {
    let isDone = false;
    let turns = 0;
    const asked = ask(patient).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      turns += 1;
      await new Promise(setImmediate);
    }
    await asked;
    expect(turns).toBeGreaterThan(100);
  });

  test('is ended when its time is over, and the next question is answered', async () => {
    expect((await refusal(ask(impatient))).code).toBe('QUERY_TOO_BROAD');
    expect(await impatient.height()).toBe(0n);
    expect((await refusal(ask(impatient))).code).toBe('QUERY_TOO_BROAD');
  });
});
