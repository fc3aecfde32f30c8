import {
  canonicalJson,
  type DraftJson,
  judgeDraft,
  type LineJson,
  parseStrictJson,
  sha256Hex,
} from '@fapiao-ledger/chaincode/core';
import { draftOf, lineOf } from '../support/draft.ts';
import { ruleContext } from '../support/rule-context.ts';

/** What the rules cost: `node test/bench/core.ts` after a build. Best of several rounds, one thread. */

const LINES = 2_000;
const ROUNDS = 15;
const CALLS = 10;

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: number;
}

const line = (index: number): LineJson =>
  lineOf({
    item: `*谷物*大米 ${index}`,
    specification: '5kg',
    unit: '袋',
    quantity: '2',
    unitPrice: '50.00',
  });

const long: DraftJson = draftOf(
  Array.from({ length: LINES }, (_, index) => line(index)),
  { remark: '第一季度' },
);
const short: DraftJson = draftOf([line(0)]);
const context = ruleContext();
const canonical = canonicalJson(long);
const parsed = JSON.parse(canonical) as DraftJson;

/** Least milliseconds a call takes. */
function millisecondsOf(run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    for (let call = 0; call < CALLS; call += 1) run();
    return (performance.now() - before) / CALLS;
  });
  return Math.min(...rounds);
}

const perLine = (run: () => unknown): number => (millisecondsOf(run) * 1_000) / LINES;

const rows: readonly Row[] = [
  {
    name: 'judgeDraft, a line of 2,000',
    value: perLine(() => judgeDraft(long, context)),
    unit: 'us',
    aim: 3,
  },
  {
    name: 'judgeDraft, an invoice of 2,000 lines',
    value: millisecondsOf(() => judgeDraft(long, context)),
    unit: 'ms',
    aim: 10,
  },
  {
    name: 'judgeDraft, an invoice of one line',
    value: millisecondsOf(() => judgeDraft(short, context)) * 1_000,
    unit: 'us',
  },
  {
    name: 'canonicalJson, a line in the order of a till',
    value: perLine(() => canonicalJson(long)),
    unit: 'us',
  },
  {
    name: 'canonicalJson, a line in canonical order',
    value: perLine(() => canonicalJson(parsed)),
    unit: 'us',
  },
  { name: 'JSON.stringify, for comparison', value: perLine(() => JSON.stringify(long)), unit: 'us' },
  { name: 'parseStrictJson, a line', value: perLine(() => parseStrictJson(canonical)), unit: 'us' },
  { name: 'JSON.parse, for comparison', value: perLine(() => JSON.parse(canonical)), unit: 'us' },
  {
    name: 'sha256Hex of a kilobyte',
    value: millisecondsOf(() => sha256Hex('x'.repeat(1_024))) * 1_000,
    unit: 'us',
  },
];

console.table(
  rows.map(({ name, value, unit, aim }) => ({ name, value: Number(value.toFixed(2)), unit, aim: aim ?? '' })),
);
