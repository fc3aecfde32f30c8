import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import { issueCall, type LedgerWorld, type Participant } from '../support/ledger-world.ts';
import { creditCode, draftOf } from './drafts.ts';

const LANES = 10;
const PER_SECOND = 50;
/** Longer than any client may wait. */
export const STUCK_MS = 60_000;

/** One seller's tills, each issuing one invoice after the other, 50 a second together. */
export class Load {
  readonly acknowledged = new Set<string>();
  readonly unknown = new Set<string>();
  readonly failures = new Map<string, number>();
  longestMs = 0;
  readonly #stop = new AbortController();
  readonly #tills: readonly Promise<void>[];

  constructor(
    world: LedgerWorld,
    client: LedgerClient,
    [seller, buyer]: readonly [Participant, Participant],
  ) {
    this.#tills = Array.from({ length: LANES }, (_, lane) =>
      this.#issue(`lane-${lane}`, async (name) => {
        const call = issueCall(client.channel, seller, [draftOf(seller, buyer)], { lane: name });
        return (await client.submit(world.operator, call)).transactionId;
      }),
    );
  }

  /** Waits until so many more are acknowledged. @throws when the ledger does not recover */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    const deadline = Date.now() + 2 * STUCK_MS;
    while (this.acknowledged.size < wanted) {
      if (Date.now() > deadline) throw new Error('the ledger did not recover');
      await delay(50);
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#tills);
  }

  toString(): string {
    const failures = [...this.failures].map(([code, count]) => `${count} ${code}`).join(', ');
    return `${this.acknowledged.size} acknowledged, ${failures || 'no failure'}, longest ${Math.round(this.longestMs)} ms`;
  }

  async #issue(lane: string, submit: (lane: string) => Promise<string>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const began = performance.now();
      try {
        this.acknowledged.add(await submit(lane));
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        this.failures.set(error.code, (this.failures.get(error.code) ?? 0) + 1);
        if (error.code === 'LEDGER_OUTCOME_UNKNOWN') this.unknown.add(error.transactionId ?? '');
      }
      const tookMs = performance.now() - began;
      this.longestMs = Math.max(this.longestMs, tookMs);
      await delay(Math.max(0, (1000 * LANES) / PER_SECOND - tookMs));
    }
  }
}

/** A seller with its tills, and a buyer. */
export async function prepareLoad(world: LedgerWorld): Promise<readonly [Participant, Participant]> {
  const seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
  const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
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
  return [seller, buyer];
}
