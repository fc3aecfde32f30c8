import {
  canonicalJson,
  type DraftJson,
  judgeDraft,
  type LineJson,
  parseStrictJson,
} from '@fapiao-ledger/core';
import { draftOf, lineOf } from '../support/draft.ts';
import { ruleContext } from '../support/rule-context.ts';
import { type Bench, row } from './row.ts';

const LINES = 2_000;
const ROUNDS = 15;
const CALLS = 10;

/** What the rules cost on one thread: reading and judging, and the JSON around it. */
export const benchCore: Bench = async () => {
  const long = draftOf(Array.from({ length: LINES }, (_, index) => line(index)));
  const short = draftOf([line(0)]);
  const context = ruleContext();
  const canonical = canonicalJson(long);
  const ordered = JSON.parse(canonical) as DraftJson;
  const stringify = { reference: 'JSON.stringify', referenceValue: perLine(() => JSON.stringify(long)) };
  const parse = { reference: 'JSON.parse', referenceValue: perLine(() => JSON.parse(canonical) as unknown) };
  const ms = leastMs(() => judgeDraft(long, context));
  return [
    row(`core/judge a line of ${LINES}`, (ms * 1_000) / LINES, 'us', {
      aim: { of: 'value', is: '<', bound: 3 },
    }),
    row(`core/judge an invoice of ${LINES} lines`, ms, 'ms', { aim: { of: 'value', is: '<', bound: 10 } }),
    row('core/judge an invoice of one line', leastMs(() => judgeDraft(short, context)) * 1_000, 'us'),
    row(
      'core/write a line canonically, as a till orders it',
      perLine(() => canonicalJson(long)),
      'us',
      stringify,
    ),
    row(
      'core/write a line canonically, ordered before',
      perLine(() => canonicalJson(ordered)),
      'us',
      stringify,
    ),
    row(
      'core/read a line strictly',
      perLine(() => parseStrictJson(canonical)),
      'us',
      parse,
    ),
  ];
};

function line(index: number): LineJson {
  return lineOf({
    item: `*谷物*大米 ${index}`,
    specification: '5kg',
    unit: '袋',
    quantity: '2',
    unitPrice: '50.00',
  });
}

function perLine(run: () => unknown): number {
  return (leastMs(run) * 1_000) / LINES;
}

/** Least milliseconds a call takes, over several rounds. */
function leastMs(run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    for (let call = 0; call < CALLS; call += 1) run();
    return (performance.now() - before) / CALLS;
  });
  return Math.min(...rounds);
}
