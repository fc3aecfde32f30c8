import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, erase, readSettings, up } from '@fapiao-ledger/network/fabric';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { monthAt } from '../support/calendar.ts';
import { draftOf } from '../support/drafts.ts';
import { refusalOf } from '../support/gateway.ts';
import { eachOf } from '../support/http-races.ts';
import { fileBy, termsOf } from '../support/return-acts.ts';
import { conflictsSince } from './conflicts.ts';
import { fixedAt, restartAt } from './fixed-network.ts';
import { NetworkGateway } from './gateways.ts';
import { openLedger } from './network.ts';
import { freeRange } from './ports.ts';

/** 1,000 in long runs. */
const RACES = Number(process.env.TEST_RACES ?? 20);
const RACE_MS = 2_000;
const SHANGHAI_MS = 28_800_000;
const SECOND = 1_000;

/** The first moment of the next month in Shanghai. */
function monthEnd(now = Date.now()): number {
  const local = new Date(now + SHANGHAI_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - SHANGHAI_MS;
}

describe.skipIf(inject('fabricHome') === undefined)(
  `the last second of a month${inject('fabricMissing')}`,
  () => {
    const home = mkdtempSync(join(tmpdir(), 'fapiao-month-end-'));
    const end = monthEnd();
    const month = monthAt(end - SECOND);
    /** In the last second of the month, and a second later. */
    let early: NetworkGateway;
    let late: NetworkGateway;
    let ledger: LedgerClient;

    beforeAll(async () => {
      await up(readSettings({ home, 'base-port': String(await freeRange()), 'batch-ms': '100' }), () => {});
      await restartAt(home, end);
      early = await NetworkGateway.start(home, 'fabric-gateway', fixedAt(end - SECOND));
      late = await NetworkGateway.start(home, 'fabric-network', fixedAt(end));
      vi.useFakeTimers({ toFake: ['Date'], now: end - SECOND });
      ledger = await openLedger('fabric-gateway', home);
    });
    afterAll(async () => {
      vi.useRealTimers();
      await ledger?.close();
      await early?.close();
      await late?.close();
      await down(home);
      erase(home);
      rmSync(home, { recursive: true, force: true });
    });

    test(
      `of an invoice and the filing of its month, no invoice comes after the filing, ${RACES} times`,
      async () => {
        const outcomes = new Map<string, number>();
        const { height } = await ledger.status();
        await eachOf([...Array(RACES).keys()], async (race) => {
          const credential = await early.seller();
          const [issuing, filing] = [await early.client(credential), await late.client(credential)];
          const draft = draftOf(credential.code, { type: 'PERSON' });
          // Half of the invoices open their lane, and with it the list of lanes that a filing closes.
          if (race % 2 === 0) expect((await issuing.issue(draft)).status).toBe(201);
          const [issued, filed] = await Promise.all([issuing.issue(draft), fileBy(filing, termsOf(month))]);
          expect(filed.status, refusalOf(filed)).toBeLessThan(300);
          const outcome = issued.status === 201 ? 'both, the invoice first' : refusalOf(issued);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          expect(refusalOf(await issuing.issue(draft))).toBe('409 PERIOD_CLOSED');
        });
        const conflicts = await conflictsSince(ledger, height);
        console.log(`${JSON.stringify([...outcomes])}, ${conflicts} in a block`);
        expect([...outcomes.keys()].filter((each) => !ALLOWED.includes(each))).toEqual([]);
        // Otherwise the requests never met, and nothing was raced.
        expect(conflicts > 0 || outcomes.size === ALLOWED.length).toBe(true);
        expect(await issuedAfterFiling(ledger, height)).toEqual({ filings: RACES, late: [] });
      },
      120_000 + RACES * RACE_MS,
    );
  },
);

const ALLOWED: readonly string[] = ['both, the invoice first', '409 PERIOD_CLOSED'];

/** Returns how many returns were filed in blocks from a height on, and the sellers that issued after they had filed. */
async function issuedAfterFiling(
  ledger: LedgerClient,
  from: bigint,
): Promise<{ readonly filings: number; readonly late: readonly string[] }> {
  const { height } = await ledger.status();
  const filed = new Set<string>();
  const late: string[] = [];
  for await (const { number, transactions } of ledger.blocks(from, new AbortController().signal)) {
    for (const { event } of transactions) {
      if (event === undefined) continue;
      const { seller = '', taxpayer = '' } = JSON.parse(Buffer.from(event.payload).toString()) as Partial<
        Record<'seller' | 'taxpayer', string>
      >;
      if (event.name === 'ReturnFiled') filed.add(taxpayer);
      if (event.name === 'InvoicesIssued' && filed.has(seller)) late.push(seller);
    }
    if (number === height - 1n) break;
  }
  return { filings: filed.size, late };
}
