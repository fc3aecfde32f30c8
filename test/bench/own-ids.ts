import type { DraftJson } from '@fapiao-ledger/core';
import { arrange } from '../support/own-acts.ts';
import type { Participant } from '../support/signed-calls.ts';
import { DraftPool } from './draft-pool.ts';
import { IssuingLedger } from './issuing-ledger.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { median } from './timing.ts';

const PAGE = 500;
const DRAFTS = DraftPool.oneLine();
const KINDS = ['without own ids', 'own ids', 'strict refs'] as const;
type Kind = (typeof KINDS)[number];

interface Figures {
  /** Processor time of each page, in milliseconds. */
  readonly times: number[];
  /** By which each page grew the block file. */
  readonly bytes: number[];
}

/** Pages of 500 drafts without own ids, with own ids, and of a seller with strict refs, in turns on one embedded ledger. */
export const benchOwnIds: Bench = async ({ seconds }) => {
  const ledger = await IssuingLedger.open({ lanes: KINDS.length });
  try {
    const [, , strict] = ledger.sellers as readonly [Participant, Participant, Participant];
    await arrange(ledger.world, strict, 'set-strict-refs', { strict: true });
    // The first turn compiles.
    let next = await turn(ledger, 0, figuresOfAll());
    const figures = figuresOfAll();
    const end = performance.now() + seconds * 1_000;
    do next = await turn(ledger, next, figures);
    while (performance.now() < end);
    return rowsOf(figures);
  } finally {
    await ledger.close();
    ledger.remove();
  }
};

function figuresOfAll(): Readonly<Record<Kind, Figures>> {
  const none = (): Figures => ({ times: [], bytes: [] });
  return { 'without own ids': none(), 'own ids': none(), 'strict refs': none() };
}

/** Issues a page of each kind. @returns the number of the next own id */
async function turn(
  ledger: IssuingLedger,
  first: number,
  figures: Readonly<Record<Kind, Figures>>,
): Promise<number> {
  for (const [index, kind] of KINDS.entries()) {
    const seller = ledger.sellers[index] as Participant;
    const drafts = DRAFTS.take(seller.code, PAGE).map(
      (draft, place): DraftJson =>
        kind === 'without own ids' ? draft : { ...draft, ref: `order-${first + place}` },
    );
    const [before, bytesBefore] = [process.cpuUsage(), ledger.blockBytes];
    await ledger.world.issue(seller, drafts);
    const { user, system } = process.cpuUsage(before);
    figures[kind].times.push((user + system) / 1_000);
    figures[kind].bytes.push(ledger.blockBytes - bytesBefore);
  }
  return first + PAGE;
}

function rowsOf(figures: Readonly<Record<Kind, Figures>>): readonly BenchRow[] {
  const [reference] = KINDS;
  return KINDS.flatMap((kind) => {
    const { times, bytes } = figures[kind];
    const beside = (of: keyof Figures): object =>
      kind === reference ? {} : { reference, referenceValue: median(figures[reference][of]) };
    return [
      row(`own-ids/page of 500, ${kind}, processor time`, median(times), 'ms/page', beside('times')),
      row(`own-ids/page of 500, ${kind}, block file`, median(bytes), 'bytes/page', beside('bytes')),
    ];
  });
}
