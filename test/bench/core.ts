import { fileURLToPath } from 'node:url';
import {
  canonicalJson,
  type DraftJson,
  judgeDraft,
  type LineJson,
  parseStrictJson,
} from '@fapiao-ledger/chaincode/core';
import { draftOf, lineOf } from '../support/draft.ts';
import { ruleContext } from '../support/rule-context.ts';

/**
 * What the rules cost on one thread: reading and judging, and the JSON around it.
 *
 *   node test/bench/core.ts                                          (Node 24, after `npm run build`)
 */
const LINES = 2_000;
const ROUNDS = 15;
const CALLS = 10;

export interface CoreRow {
  readonly name: string;
  readonly value: number;
  readonly unit: 'us' | 'ms';
  /** What the same work costs without us, and by whom. */
  readonly reference?: string;
  readonly referenceValue?: number;
  /** At most this. */
  readonly aim?: number;
}

export function benchCore(): readonly CoreRow[] {
  const long = draftOf(Array.from({ length: LINES }, (_, index) => line(index)));
  const short = draftOf([line(0)]);
  const context = ruleContext();
  const canonical = canonicalJson(long);
  const ordered = JSON.parse(canonical) as DraftJson;
  const stringify = { reference: 'JSON.stringify', referenceValue: perLine(() => JSON.stringify(long)) };
  const parse = { reference: 'JSON.parse', referenceValue: perLine(() => JSON.parse(canonical) as unknown) };
  const milliseconds = millisecondsOf(() => judgeDraft(long, context));
  return [
    { name: 'judge a line of 2,000', value: (milliseconds * 1_000) / LINES, unit: 'us', aim: 3 },
    { name: 'judge an invoice of 2,000 lines', value: milliseconds, unit: 'ms', aim: 10 },
    {
      name: 'judge an invoice of one line',
      value: millisecondsOf(() => judgeDraft(short, context)) * 1_000,
      unit: 'us',
    },
    {
      name: 'write a line canonically, as a till orders it',
      value: perLine(() => canonicalJson(long)),
      unit: 'us',
      ...stringify,
    },
    {
      name: 'write a line canonically, ordered before',
      value: perLine(() => canonicalJson(ordered)),
      unit: 'us',
      ...stringify,
    },
    { name: 'read a line strictly', value: perLine(() => parseStrictJson(canonical)), unit: 'us', ...parse },
  ];
}

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
  return (millisecondsOf(run) * 1_000) / LINES;
}

/** Least milliseconds a call takes, over several rounds. */
function millisecondsOf(run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    for (let call = 0; call < CALLS; call += 1) run();
    return (performance.now() - before) / CALLS;
  });
  return Math.min(...rounds);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounded = (value: number | undefined): number | string =>
    value === undefined ? '' : Number(value.toFixed(2));
  console.table(
    benchCore().map(({ name, value, unit, reference = '', referenceValue, aim = '' }) => ({
      name,
      value: rounded(value),
      unit,
      aim,
      reference,
      referenceValue: rounded(referenceValue),
    })),
  );
}
