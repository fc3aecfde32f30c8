import {
  type CreditJson,
  FUNCTION_OF,
  type InvoiceStatusJson,
  type InvoiceViewJson,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { type CertificateAuthority, validFor } from '@fapiao-ledger/network/ca';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf } from './drafts.ts';
import type { LedgerWorld } from './ledger-world.ts';
import { refusal } from './refusal.ts';
import { ask, type RecordedAct, type ReplayStory, recording, tellReplayStory } from './replay-story.ts';
import { type IssueOptions, issueCall } from './signed-calls.ts';

/** A ledger, and further ways to reach it. */
export interface ReplayHome {
  /** Number from which codes of taxpayers are made that the ledger does not know. */
  readonly serial: number;
  /** @param wrap the client of the world */
  open(wrap: (client: LedgerClient) => LedgerClient): Promise<LedgerWorld>;
  /** Whether pairs are of all acts, or of the first of each function. */
  readonly pairs: 'all' | 'first';
  /** Another client of the same ledger, or of the ledger after it was closed and opened again. */
  readonly ways: Readonly<Record<string, () => Promise<LedgerClient>>>;
  close(): Promise<void>;
}

/** Number of sequences of acts that are sent again at the same time, each in its order. */
const TOGETHER = 12;

/** Every act of which there is a statement, by its function. */
const ACTS = [...new Set(Object.values(FUNCTION_OF))].map((name) => name.slice(name.indexOf(':') + 1));

/** No act is done a second time: by any client, in any order, in either home. */
export function replaySuite(name: string, home: ReplayHome): void {
  describe(name, () => {
    let story: ReplayStory;
    let acts: readonly RecordedAct[];

    beforeAll(async () => {
      const recorded: RecordedAct[] = [];
      const world = await home.open((client) => recording(client, (act) => recorded.push(act)));
      story = await tellReplayStory(world, home.serial);
      acts = [...recorded];
    });

    afterAll(() => home.close());

    test('acts of every kind were recorded', () => {
      expect([...new Set(acts.map(({ call }) => call.function))].toSorted()).toEqual(ACTS.toSorted());
    });

    describe.each(Object.entries(home.ways))('through %s', (_, way) => {
      test('every pair of acts, sent again in either order, writes nothing', async () => {
        const client = await way();
        const before = await stateOf(story, client);
        const { height } = await client.status();
        const relayOf = await otherRelays(story.world);
        const chosen = home.pairs === 'all' ? acts : firstOfEach(acts);
        await inGroups(everyPair(chosen), async ({ identity, call, result }) => {
          const again = await client.submit(relayOf(identity), call);
          expect(again.result, call.function).toBe(result);
        });
        expect(await writesSince(client, height)).toEqual([]);
        expect(await stateOf(story, client)).toEqual(before);
      });

      test('what was signed for an earlier registration of a key is refused, of the same key too', async () => {
        const client = await way();
        expect(story.kept).toHaveLength(5);
        for (const { identity, call } of story.kept) {
          expect(await refusal(client.submit(identity, call))).toMatchObject({ code: 'KEY_EPOCH' });
        }
      });

      test('what has ended, or was signed for another ledger or contract, is refused', async () => {
        const { world, mover } = story;
        const client = await way();
        const submit = (options: IssueOptions) =>
          client.submit(
            world.operator,
            issueCall(world, mover, [draftOf(mover.code, { type: 'PERSON' })], options),
          );
        const [id, contract] = ['2e'.repeat(32), 'other'];
        const wrong: readonly [string, IssueOptions][] = [
          ['STATEMENT_EXPIRED', { notAfter: '2026-01-01T00:00:00Z' }],
          ['OTHER_LEDGER', { ledger: { ...world.ledger, id } }],
          ['OTHER_LEDGER', { ledger: { ...world.ledger, contract } }],
        ];
        for (const [code, options] of wrong) expect(await refusal(submit(options))).toMatchObject({ code });
        await submit({});
      });
    });
  });
}

function firstOfEach(acts: readonly RecordedAct[]): readonly RecordedAct[] {
  return acts.filter(
    ({ call }, index) => acts.findIndex((act) => act.call.function === call.function) === index,
  );
}

/** Certificates of the same organizations that have signed nothing yet: the relay of a statement proves nothing. */
async function otherRelays({ authorities, opened }: LedgerWorld): Promise<(relay: Identity) => Identity> {
  const enrol = async (authority: CertificateAuthority): Promise<Identity> => {
    const validity = validFor(365, new Date(opened.getTime() - 86_400_000));
    const attributes = { role: 'operator' };
    const enrolled = await authority.enrollWithNewKey({
      commonName: 'relay',
      ou: 'client',
      attributes,
      validity,
    });
    return identityFromPem(authority.mspId, enrolled.certificate, enrolled.privateKey);
  };
  const relays = [await enrol(authorities.bureau), await enrol(authorities.platform)];
  return ({ mspId }) => relays.find((relay) => relay.mspId === mspId) as Identity;
}

/** Returns the keys that blocks from a height on have written. */
async function writesSince(client: LedgerClient, from: bigint): Promise<readonly string[]> {
  const { height } = await client.status();
  const written: string[] = [];
  if (height === from) return written;
  const stop = new AbortController();
  for await (const { number, transactions } of client.blocks(from, stop.signal)) {
    for (const { writes } of transactions) written.push(...writes.map(({ key }) => key));
    if (number === height - 1n) break;
  }
  stop.abort();
  return written;
}

/** Effects that replays once brought back: credit, a suspension, a freeze, numbers, a holder. */
async function stateOf(
  { world, shop, suspended, invoices }: ReplayStory,
  client: LedgerClient,
): Promise<unknown> {
  const at = { client, operator: world.operator };
  const question = { seller: shop.code, month: world.month };
  const credit = await ask<CreditJson & { readonly stock: unknown }>(at, 'bureau:ReadCredit', question);
  const { status } = await ask<TaxpayerJson>(at, 'bureau:ReadTaxpayer', { code: suspended.code });
  const statuses: InvoiceStatusJson[] = [];
  for (const number of invoices)
    statuses.push((await ask<InvoiceViewJson>(at, 'invoice:ReadInvoice', { number })).status);
  expect([credit.granted, status, ...statuses.map(({ state }) => state)]).toEqual([
    '1000000.00',
    'SUSPENDED',
    'FROZEN',
    'OPEN',
    'LOCKED',
  ]);
  return { credit, status, statuses };
}

/**
 * Returns items in an order in which each is somewhere followed by each, and by itself: n * n + 1 of them, where n * n pairs have twice as
 * many (de Bruijn).
 */
function everyPair<T>(items: readonly T[]): readonly T[] {
  const cycle = items.flatMap((item, index) => [
    item,
    ...items.slice(index + 1).flatMap((other) => [item, other]),
  ]);
  return [...cycle, ...cycle.slice(0, 1)];
}

/** Divides a sequence among groups, which run at the same time; the last item of a group is the first of the next. */
async function inGroups<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const size = Math.ceil((items.length - 1) / TOGETHER);
  const work = async (start: number): Promise<void> => {
    for (const item of items.slice(start, start + size + 1)) await run(item);
  };
  await Promise.all(Array.from({ length: TOGETHER }, (_, group) => work(group * size)));
}
