import {
  checkInvoiceArithmetic,
  type DraftJson,
  INVOICE_LINES_MAX,
  type InvoiceJson,
  invoiceOfPage,
  type LineJson,
  type PageJson,
  RULE_SET_2026,
  ruleSetHash,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf, SELLER } from '../support/draft.ts';

/** Returns an invoice as a verifier holds it, made of a draft that no rule has judged. */
function invoiceOf(draft: DraftJson, changes: Partial<PageJson> = {}): InvoiceJson {
  const first = '26441000000000000001';
  const page: PageJson = {
    first,
    profile: 'DIGITAL',
    issuedAt: '2026-03-01T08:00:00Z',
    date: '2026-03-01',
    seller: { code: SELLER, name: '深圳示范销售有限公司' },
    ruleSet: { version: '2026.1', hash: ruleSetHash(RULE_SET_2026) },
    transactionId: 'a'.repeat(64),
    checkKey: 'b'.repeat(64),
    requests: [[draft]],
    ...changes,
  };
  return invoiceOfPage(page, first) as InvoiceJson;
}

const faultsIn = (lines: readonly LineJson[], changes: Partial<DraftJson> = {}): readonly string[] =>
  checkInvoiceArithmetic(invoiceOf(draftOf(lines, changes))).map(({ code, path }) => `${code} ${path}`);

describe('the arithmetic of an issued invoice', () => {
  test('holds for one that the rules let through', () => {
    expect(faultsIn([lineOf(), lineOf({ quantity: '2', unitPrice: '50' })])).toEqual([]);
  });

  test('is not about rates, which were judged on the day of issue for that seller', () => {
    expect(
      faultsIn([lineOf({ rate: '0.03', tax: '3.00' }), lineOf({ rate: '0.999', tax: '99.90' })]),
    ).toEqual([]);
    expect(faultsIn([lineOf({ rate: '0', tax: '0.00', zeroRate: 'EXEMPT' })], { type: 'SPECIAL' })).toEqual(
      [],
    );
  });

  test.each<[string, readonly LineJson[], Partial<DraftJson>, string]>([
    ['a line count', [], {}, 'LINE_COUNT /lines'],
    ['an amount', [lineOf({ quantity: '3', unitPrice: '50' })], {}, 'LINE_AMOUNT_MISMATCH /lines/0/net'],
    ['a tax', [lineOf({ tax: '13.07' })], {}, 'LINE_TAX_MISMATCH /lines/0/tax'],
    ['a drift', Array.from({ length: 22 }, () => lineOf({ tax: '13.06' })), {}, 'TAX_DRIFT_EXCEEDED /lines'],
    [
      'a net total',
      [lineOf()],
      { totals: { net: '101.00', tax: '13.00', gross: '114.00' } },
      'TOTALS_MISMATCH /totals/net',
    ],
    [
      'a gross total',
      [lineOf()],
      { totals: { net: '100.00', tax: '13.00', gross: '114.00' } },
      'TOTALS_MISMATCH /totals/gross',
    ],
    ['a discount', [lineOf({ kind: 'DISCOUNTED' })], {}, 'DISCOUNT_LINE /lines/0/kind'],
    [
      'a money format',
      [lineOf()],
      { totals: { net: '100', tax: '13.00', gross: '113.00' } },
      'MONEY_FORMAT /totals/net',
    ],
  ])('notices %s that is wrong', (_, lines, changes, want) => {
    expect(faultsIn(lines, changes)).toContain(want);
  });

  test('does not check tolerances of a rule set that is not built in, under any name', () => {
    const ruleSet = { version: '2026.1', hash: '0'.repeat(64) };
    const faultsUnder = (lines: readonly LineJson[], draft: Partial<DraftJson> = {}): readonly string[] =>
      checkInvoiceArithmetic(invoiceOf(draftOf(lines, draft), { ruleSet })).map(({ code }) => code);
    expect(faultsUnder([lineOf({ tax: '13.07' })])).toEqual([]);
    expect(faultsUnder([lineOf({ quantity: '3', unitPrice: '50' })])).toEqual([]);
    expect(faultsUnder(Array.from({ length: INVOICE_LINES_MAX }, () => lineOf({ tax: '13.06' })))).toEqual(
      [],
    );
    const totals = { net: '100.00', tax: '13.00', gross: '114.00' };
    expect(faultsUnder([lineOf()], { totals })).toEqual(['TOTALS_MISMATCH']);
    expect(faultsUnder([lineOf({ kind: 'DISCOUNTED' })])).toEqual(['DISCOUNT_LINE']);
  });

  test('finds a fault in the last of 2000 lines, at any rate of the others', () => {
    const lines = Array.from({ length: 2_000 }, () => lineOf({ rate: '0.03', tax: '3.00' }));
    expect(faultsIn([...lines.slice(1), lineOf({ rate: '0.03', tax: '3.07' })])).toEqual([
      'LINE_TAX_MISMATCH /lines/1999/tax',
    ]);
  });
});
