import {
  canonicalJson,
  checkInvoiceArithmetic,
  encodeDrafts,
  type Fen,
  formatYuan,
  hasRest,
  type InvoiceJson,
  initialStatus,
  type Json,
  judgeDraft,
  type LineJson,
  type LineRest,
  parseYuan,
  type ReversedLineJson,
  readDecimal,
  readDraftBlocks,
  restOfLines,
} from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { blocksOf } from '../support/compact-drafts.ts';
import { BUYER, draftOf, SELLER } from '../support/draft.ts';
import { codeOf, withoutStacks } from '../support/faults.ts';
import { AT, seller } from '../support/issuing.ts';
import {
  type Digits,
  fits,
  isTaxWithin,
  isWithinFen,
  nastyLines,
  product,
  shortTextOf,
  taxNear,
  textOf,
} from '../support/nasty-drafts.ts';
import { realisticDrafts } from '../support/realistic-drafts.ts';
import { POLICY_2026, performRed, type RedLedger, reversibleAt } from '../support/red-ledger.ts';
import { ruleContext } from '../support/rule-context.ts';
import { Seeded } from '../support/seeded.ts';

/** 200,000 in `npm run test:long`. */
const INVOICES = Number(process.env.TEST_REVERSED_INVOICES ?? 3_000);
const PARTS_MAX = 6;
const SEGMENT = { next: 1, last: 900 };

/** What the invoices have met. */
const met = { parts: 0, refused: 0, wholes: 0, onlyWhole: 0 };

test(
  `${INVOICES} invoices, reversed in random parts and then as a whole, add up to zero in every line and total`,
  () => {
    const random = new Seeded();
    const realistic = realisticDrafts(Math.ceil(INVOICES / 2), random.whole(0, 2 ** 31));
    withoutStacks(() => {
      for (let count = 0; count < INVOICES; count += 1) {
        const drawn = realistic[count >> 1]?.lines;
        const lines = count % 2 === 0 && drawn !== undefined ? drawn : legalLines(random);
        reverseInParts(lines, random);
      }
    });
    expect(met.wholes).toBe(INVOICES);
    expect(met.parts).toBeGreaterThan(INVOICES);
    expect(met.refused).toBeGreaterThan(INVOICES / 10);
    expect(met.onlyWhole).toBeGreaterThan(0);
  },
  60_000 + INVOICES * 20,
);

function legalLines(random: Seeded): readonly LineJson[] {
  for (;;) {
    const lines = nastyLines(random);
    if (codeOf(() => judgeDraft(draftOf(lines), ruleContext({ seller: { kind: 'GENERAL' } }))) === undefined)
      return lines;
  }
}

/** Reverses an invoice in some parts, or at once, and then all that is left. */
function reverseInParts(lines: readonly LineJson[], random: Seeded): void {
  let ledger = beginWith(lines);
  const reasons = random.pick([['02'], ['04'], ['02', '03', '04']]);
  const parts = random.chance(0.2) ? 0 : random.whole(1, PARTS_MAX);
  for (let count = 0; count < parts && isLive(ledger); count += 1) {
    const reason = random.pick(reasons);
    const wanted = partsOf(ledger, reason, random);
    const refusal = codeOf(() => {
      ledger = performRed(ledger, {
        of: 0,
        act: 'start',
        actor: SELLER,
        reason,
        lines: wanted,
        lane: 'main',
      });
    });
    if (refusal === undefined) requireTolerances(lines, wanted, ledger);
    met[refusal === undefined ? 'parts' : 'refused'] += 1;
  }
  if (isLive(ledger)) {
    if (!hasPart(ledger)) met.onlyWhole += 1;
    const reason = ledger.invoices.length === 1 ? '01' : random.pick(['02', '04']);
    ledger = performRed(ledger, { of: 0, act: 'start', actor: SELLER, reason, lane: 'main' });
  }
  met.wholes += 1;
  requireZero(ledger);
}

function beginWith(lines: readonly LineJson[]): RedLedger {
  const draft = draftOf(lines);
  const invoice = {
    ...draft,
    number: '26441000000000000950',
    date: '2026-03-01',
    seller: { code: SELLER, name: seller.name },
    buyer: { type: 'ENTERPRISE', code: BUYER, name: '示例公司' },
    holder: BUYER,
  } as unknown as InvoiceJson;
  const lanes = { main: laneOf({ lane: 'main', segment: segmentOf(SEGMENT) }) };
  const invoices = [{ invoice, status: initialStatus(invoice) }];
  return { at: AT, policy: POLICY_2026, invoices, lanes, suspended: [] };
}

function isLive(ledger: RedLedger): boolean {
  return reversibleAt(ledger, 0).status.state !== 'RED';
}

function restsOf(ledger: RedLedger): readonly LineRest[] {
  const { invoice, status } = reversibleAt(ledger, 0);
  return restOfLines(invoice, status.reversal);
}

/** Parts of some lines that have a rest, mostly legal ones. */
function partsOf(ledger: RedLedger, reason: string, random: Seeded): readonly ReversedLineJson[] {
  const { lines } = reversibleAt(ledger, 0).invoice;
  const taken = restsOf(ledger).filter(hasRest);
  const chosen = taken.filter(() => random.chance(0.6));
  return (chosen.length === 0 ? taken : chosen).map((rest) =>
    partOf(rest, lines[rest.line - 1] as LineJson, reason, random),
  );
}

function partOf(rest: LineRest, line: LineJson, reason: string, random: Seeded): ReversedLineJson {
  const { quantity } = rest;
  const withQuantity = reason !== '04' && quantity !== undefined && quantity.digits !== 0n;
  if (random.chance(0.3))
    return {
      ...amounts(rest.line, rest.net, rest.tax),
      ...(withQuantity ? { quantity: shortTextOf(quantity) } : {}),
    };
  if (!withQuantity) return amountPart(rest, line, random);
  const part = quantityPart(quantity, random);
  const price = readDecimal(line.unitPrice as string) as Digits;
  const net = product(part, price) + BigInt(random.pick([0, 0, 0, 1, -1]));
  return { ...amounts(rest.line, net, taxNear(net, line.rate, random)), quantity: textOf(part) };
}

function amountPart(rest: LineRest, line: LineJson, random: Seeded): ReversedLineJson {
  const sign = rest.net < 0n ? -1n : 1n;
  const whole = rest.net * sign;
  const net = (whole * BigInt(random.whole(1, 999))) / 1_000n || 1n;
  return amounts(rest.line, net * sign, taxNear(net, line.rate, random) * sign);
}

/** A part of a quantity, at times with more decimals than the quantity has. */
function quantityPart({ digits, scale }: Digits, random: Seeded): Digits {
  const more = random.pick([0, 0, 0, 1, 3]);
  const finer = { digits: digits * 10n ** BigInt(more), scale: scale + more };
  const part = { digits: (finer.digits * BigInt(random.whole(1, 999))) / 1_000n || 1n, scale: finer.scale };
  return fits(part) ? part : quantityPart({ digits, scale }, random);
}

function amounts(line: number, net: bigint, tax: bigint): ReversedLineJson {
  return { line, net: formatYuan(net as Fen), tax: formatYuan(tax as Fen) };
}

/** A part that is not the last of its line keeps T16 and T17, whatever core says. */
function requireTolerances(
  lines: readonly LineJson[],
  parts: readonly ReversedLineJson[],
  ledger: RedLedger,
): void {
  const rests = restsOf(ledger);
  for (const { line, net, tax, quantity } of parts) {
    const { rate, unitPrice } = lines[line - 1] as LineJson;
    const rest = rests[line - 1] as LineRest;
    if (rest.net === 0n) continue;
    const price = unitPrice === undefined ? undefined : (readDecimal(unitPrice) as Digits);
    const isNetRight =
      quantity === undefined ||
      (price !== undefined && isWithinFen(readDecimal(quantity) as Digits, price, parseYuan(net)));
    const isRight = isNetRight && isTaxWithin(parseYuan(net), rate, parseYuan(tax));
    if (!isRight) expect({ line: lines[line - 1], net, tax, quantity }).toBe('within the tolerances');
  }
}

/** Whether any one of some small parts of an invoice can be taken; else only all that is left can be. */
function hasPart(ledger: RedLedger): boolean {
  return restsOf(ledger)
    .filter(hasRest)
    .some((rest) =>
      [0n, 1n, rest.tax].some((tax) => {
        const lines = [amounts(rest.line, rest.net < 0n ? -1n : 1n, tax)];
        const start = { of: 0, act: 'start', actor: SELLER, reason: '04', lines, lane: 'main' } as const;
        return codeOf(() => performRed(ledger, start)) === undefined;
      }),
    );
}

/** The invoice and its red-letter invoices cancel out; each of them reads back and passes the check of a receipt. */
function requireZero(ledger: RedLedger): void {
  const [original, ...reds] = ledger.invoices.map(({ invoice }) => invoice) as [
    InvoiceJson,
    ...InvoiceJson[],
  ];
  const sums = (['net', 'tax', 'gross'] as const).map((field) =>
    ledger.invoices.reduce((sum, { invoice }) => sum + parseYuan(invoice.totals[field]), 0n),
  );
  const { status } = reversibleAt(ledger, 0);
  const facts = {
    state: status.state,
    rest: status.rest,
    sums,
    lines: restsOf(ledger).filter(hasRest),
    quantities: quantitiesLeft(ledger),
    reversed: status.reversal?.totals,
    faults: reds.flatMap((red) => checkInvoiceArithmetic(red)),
    unread: reds.filter((red) => canonicalJson(readBack(red)) !== canonicalJson(contentOf(red))),
  };
  const wanted = {
    state: 'RED',
    rest: '0.00',
    sums: [0n, 0n, 0n],
    lines: [],
    quantities: [],
    reversed: original.totals,
    faults: [],
    unread: [],
  };
  const what = `${JSON.stringify(original.lines)} reversed by ${JSON.stringify(reds)}`;
  expect(facts, what).toEqual(wanted);
}

/** Quantities that are left although each red-letter invoice gave back quantities. */
function quantitiesLeft(ledger: RedLedger): readonly (Digits | undefined)[] {
  if (ledger.invoices.some(({ invoice }) => invoice.red?.reason === '04')) return [];
  return restsOf(ledger)
    .map(({ quantity }) => quantity)
    .filter((quantity) => quantity !== undefined && quantity.digits !== 0n);
}

function contentOf({ lines, totals, red }: InvoiceJson): Json {
  return { lines, totals, red } as unknown as Json;
}

/** The content as a page stores it. */
function readBack(invoice: InvoiceJson): Json {
  const block = encodeDrafts([contentOf(invoice)]);
  return readDraftBlocks(blocksOf(block))[0]?.values[0] ?? null;
}
