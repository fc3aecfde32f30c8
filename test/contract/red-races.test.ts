import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delayedClient } from '../support/delayed-client.ts';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { NOW } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { gate } from '../support/probe.ts';
import { RED_RACES, type RedCast, raceRedLetters, type Together } from '../support/red-races.ts';

/** 1,000 in `npm run test:long`. */
const ROUNDS = Number(process.env.TEST_RED_RACES ?? 50);
const HOURS_72 = 72 * 3_600_000;

const clock = new ManualClock(NOW);
let ledger: Awaited<ReturnType<typeof openEmbeddedLedger>>;
let world: LedgerWorld;
let cast: RedCast;

beforeAll(async () => {
  ledger = await openEmbeddedLedger({ clock });
  world = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), { now: () => clock.now() });
  cast = {
    seller: await world.register(enterpriseCode(1), 'GENERAL'),
    company: await world.register(enterpriseCode(2), 'GENERAL'),
    employee: await world.register(personId(1), 'PERSON'),
  };
  await world.openLane(cast.seller, { credit: '1000000000.00' });
});

afterAll(async () => {
  await ledger.close();
});

/** Orders no call before each of them is endorsed or refused. */
const together: Together = async (calls) => {
  const all = gate(calls.length);
  const client = delayedClient(ledger.peer, clock, all);
  return await Promise.allSettled(
    calls.map(async ({ identity, call }) => {
      try {
        return await client.submit(identity, call);
      } finally {
        void all();
      }
    }),
  );
};

/** What the loser hears at once, and when it is sent again. */
const LOSERS: Readonly<Record<string, readonly string[]>> = {
  'two parts of one line': ['LEDGER_CONFLICT, then REVERSAL_EXCEEDS_REST'],
  'a red-letter invoice and a transfer': ['LEDGER_CONFLICT, then INVOICE_RED', 'LEDGER_CONFLICT, then done'],
  'a red-letter invoice and a lock': [
    'LEDGER_CONFLICT, then INVOICE_LOCKED',
    'LEDGER_CONFLICT, then INVOICE_RED',
  ],
  'a red-letter invoice and a freeze': ['LEDGER_CONFLICT, then INVOICE_FROZEN', 'LEDGER_CONFLICT, then done'],
  'a confirmation and a redemption': ['INVOICE_LOCKED, then done'],
  'a confirmation and a lock': ['LEDGER_CONFLICT, then INVOICE_LOCKED', 'LEDGER_CONFLICT, then INVOICE_RED'],
  'a confirmation and a withdrawal': ['LEDGER_CONFLICT, then RED_FORM_ENDED'],
  'a confirmation and the withdrawal of its use': [
    'LEDGER_CONFLICT, then INVOICE_RED',
    'LEDGER_CONFLICT, then done',
  ],
  'two starts': ['LEDGER_CONFLICT, then done'],
};

test.each(Object.entries(RED_RACES))(
  `of %s one wins, ${ROUNDS} times`,
  async (name, race) => {
    const heard = await raceRedLetters(world, cast, race, { rounds: ROUNDS, together });
    for (const what of heard.keys()) expect(LOSERS[name]).toContain(what);
  },
  60_000 + ROUNDS * 500,
);

test(`of a confirmation and a withdrawal one wins in the last second of the 72 hours, none after it`, async () => {
  const race = RED_RACES['a confirmation and a withdrawal'] as (typeof RED_RACES)[string];
  const last = () => clock.advance(HOURS_72 - 1_000);
  const heard = await raceRedLetters(world, cast, race, { rounds: 3, together, before: last });
  expect([...heard]).toEqual([['LEDGER_CONFLICT, then RED_FORM_ENDED', 3]]);
  const over = () => clock.advance(HOURS_72);
  const late = raceRedLetters(world, cast, race, { rounds: 1, together, before: over });
  await expect(late).rejects.toThrow('2 of two calls lost');
});
