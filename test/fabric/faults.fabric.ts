import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { issueCall, type LedgerWorld, type Participant } from '../support/ledger-world.ts';
import { creditCode, draftOf } from './drafts.ts';
import { ADAPTERS, openLedger, openWorld, pidOf } from './network.ts';

const home = inject('fabricHome') ?? '';

const LANES = 10;
const PER_SECOND = 50;
const COMMIT_MS = 20_000;
/** What no client may wait longer than. */
const STUCK_MS = 60_000;

interface Load {
  readonly acknowledged: Set<string>;
  readonly unknown: Set<string>;
  readonly failures: Map<string, number>;
  longestMs: number;
}

describe.skipIf(home === '').each(ADAPTERS)(
  `faults under load through %s${inject('fabricMissing')}`,
  (adapter) => {
    let client: LedgerClient;
    let world: LedgerWorld;
    let seller: Participant;
    let buyer: Participant;

    beforeAll(async () => {
      client = await openLedger(adapter, home, COMMIT_MS);
      world = await openWorld(client, home);
      seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      const prefix = `${world.month.slice(2, 4)}442`;
      await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: '90000000.00' });
      await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: 100_000 });
      for (let lane = 0; lane < LANES; lane += 1) {
        await world.allot(seller, {
          lane: `lane-${lane}`,
          profile: 'DIGITAL',
          net: '9000000.00',
          numbers: 10_000,
        });
      }
    });
    afterAll(() => client.close());

    test.each(['peer-bureau', 'peer-platform', 'orderer1', 'chaincode-bureau', 'chaincode-platform'])(
      'kill -9 of %s loses nothing that was acknowledged and leaves nobody waiting',
      async (name) => {
        const load: Load = { acknowledged: new Set(), unknown: new Set(), failures: new Map(), longestMs: 0 };
        const stop = new AbortController();
        const lanes = Array.from({ length: LANES }, (_, lane) =>
          issueUntil(stop.signal, `lane-${lane}`, load),
        );
        await until(() => load.acknowledged.size >= PER_SECOND);
        process.kill(pidOf(home, name), 'SIGKILL');
        const before = load.acknowledged.size;
        await until(() => load.acknowledged.size >= before + 2 * PER_SECOND);
        stop.abort();
        await Promise.all(lanes);
        console.log(
          `${adapter}, ${name}:`,
          load.acknowledged.size,
          'acknowledged,',
          load.unknown.size,
          'unknown,',
          Object.fromEntries(load.failures),
          `longest ${Math.round(load.longestMs)} ms`,
        );

        expect(load.longestMs).toBeLessThan(STUCK_MS);
        for (const transactionId of load.acknowledged)
          expect(await client.outcomeOf(transactionId)).toBe('VALID');
      },
    );

    /** One issue after the other on a lane, at the lane's share of the rate. */
    async function issueUntil(signal: AbortSignal, lane: string, load: Load): Promise<void> {
      while (!signal.aborted) {
        const began = performance.now();
        try {
          const call = issueCall(client.channel, seller, [draftOf(seller, buyer)], { lane });
          const { transactionId } = await client.submit(world.operator, call);
          load.acknowledged.add(transactionId);
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error;
          load.failures.set(error.code, (load.failures.get(error.code) ?? 0) + 1);
          if (error.code === 'LEDGER_OUTCOME_UNKNOWN') load.unknown.add(error.transactionId ?? '');
        }
        const tookMs = performance.now() - began;
        load.longestMs = Math.max(load.longestMs, tookMs);
        await delay(Math.max(0, (1000 * LANES) / PER_SECOND - tookMs));
      }
    }
  },
);

/** @throws when it does not come true while a client may wait */
async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 2 * STUCK_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the ledger did not recover');
    await delay(50);
  }
}
