import { FUNCTION_OF, type Operation } from '@fapiao-ledger/core';
import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { expect, test } from 'vitest';
import { ACT_CUTS, type ActCut, type CutAct, cuttingClient } from '../support/cutting-client.ts';
import { NOW } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { tellReplayStory } from '../support/replay-story.ts';

/** Each story has every act at least once. 500 in `npm run test:long`; five meet each cut. */
const STORIES = Number(process.env.TEST_CUT_STORIES ?? ACT_CUTS.length);
/** A story closes a month of one year. */
const STORIES_PER_LEDGER = 10;
/** Codes of taxpayers of a story. */
const SERIALS = 10;

/** Every operation. Two of them are one function: the statement is of the seller, or of the provider that was paid. */
const ACTS = new Set(Object.keys(FUNCTION_OF) as Operation[]);

const clock = new ManualClock(NOW);
const counts = new Map<Operation, Map<ActCut, number>>();

/** Returns the operation of a call; undefined for one that no statement orders. */
function operationOf({
  contract,
  function: name,
  args: [argument = ''],
}: ContractCall): Operation | undefined {
  const isPaid = name === 'IssueInvoices' && argument.includes('"paidAt"');
  if (isPaid) return 'issue-paid';
  return [...ACTS].find((operation) => FUNCTION_OF[operation] === `${contract}:${name}`);
}

/** Each act meets each cut in turn. */
function cutOf(call: ContractCall): ActCut | undefined {
  const act = operationOf(call);
  if (act === undefined) return undefined;
  const ofAct = counts.get(act) ?? new Map<ActCut, number>();
  counts.set(act, ofAct);
  const total = [...ofAct.values()].reduce((sum, count) => sum + count, 0);
  const cut = ACT_CUTS[total % ACT_CUTS.length] as ActCut;
  ofAct.set(cut, (ofAct.get(cut) ?? 0) + 1);
  return cut;
}

/** One transaction wrote, each repetition has its result, and no envelope takes effect late or twice. */
function requireOnce({ act, cut, results, begun, writers, late }: CutAct): void {
  const [first, second] = results;
  const isOnce = writers === 1 && first === second && first.startsWith(begun) && !late.includes('VALID');
  if (!isOnce) expect({ act, cut, results, begun, writers, late }).toEqual({ writers: 1, late: [] });
}

test(
  `every act is done exactly once, cut at each of five points and sent again, ${STORIES} times and more`,
  async () => {
    for (let told = 0; told < STORIES; told += STORIES_PER_LEDGER) {
      const ledger = await openEmbeddedLedger({ clock });
      const client = cuttingClient({ ledger, clock, cutOf, report: requireOnce });
      const world = await LedgerWorld.open(client, embeddedAuthorities(ledger), { now: () => clock.now() });
      const stories = Math.min(STORIES_PER_LEDGER, STORIES - told);
      for (let story = 0; story < stories; story += 1) await tellReplayStory(world, 1 + story * SERIALS);
      await ledger.close();
    }
    expect(new Set(counts.keys())).toEqual(ACTS);
    for (const [act, ofAct] of counts) {
      expect([act, [...ofAct.keys()]]).toEqual([act, [...ACT_CUTS]]);
      expect(Math.min(...ofAct.values())).toBeGreaterThanOrEqual(Math.floor(STORIES / ACT_CUTS.length));
    }
  },
  60_000 + STORIES * 20_000,
);
