import {
  type InvoiceType,
  judgeDraft,
  RULE_SET_2026,
  type TaxpayerKind,
  type ZeroRate,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext } from '../support/rule-context.ts';
import { readVectors } from '../support/vectors.ts';

interface RateVector {
  readonly row: string;
  readonly rate: string;
  readonly zeroRate?: ZeroRate;
  readonly kinds: readonly TaxpayerKind[];
  readonly special: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly byGrant: boolean;
}

const { cases } = readVectors<{ cases: RateVector[] }>('rates');

interface Use {
  readonly kind: TaxpayerKind;
  readonly type: InvoiceType;
  readonly date: string;
  readonly grants: readonly string[];
}

const KINDS: readonly TaxpayerKind[] = ['GENERAL', 'SMALL_SCALE', 'PERSON'];
const DATES = [
  '2022-12-31',
  '2023-01-01',
  '2025-12-31',
  '2026-01-01',
  '2027-12-31',
  '2028-01-01',
  '2030-06-15',
];

/** Every taxpayer kind, invoice type, grant and day around a change of law. */
const USES: readonly Use[] = KINDS.flatMap((kind) =>
  (['ORDINARY', 'SPECIAL'] as const).flatMap((type) =>
    DATES.flatMap((date) =>
      [[], ['L05', 'L02', 'L15'], ['G13']].map((grants) => ({ kind, type, date, grants })),
    ),
  ),
);

test('the table has these rows and no others', () => {
  expect(RULE_SET_2026.rates.map(({ code }) => code).toSorted()).toEqual(
    cases.map(({ row }) => row).toSorted(),
  );
});

describe.each(cases)('$row', (row) => {
  test(`is judged right in each of ${USES.length} uses`, () => {
    const wrong = USES.filter((use) => JSON.stringify(judged(row, use)) !== JSON.stringify(wanted(row, use)));
    expect(wrong).toEqual([]);
  });

  test('names the law it comes from', () => {
    expect(RULE_SET_2026.rates.find(({ code }) => code === row.row)?.source.length).toBeGreaterThan(10);
  });
});

test('a rate that the table does not have is never allowed', () => {
  const known = new Set(cases.map(({ rate }) => rate));
  for (let thousandths = 1; thousandths < 1_000; thousandths += 1) {
    const rate = `0.${String(thousandths).padStart(3, '0')}`.replace(/0+$/, '');
    if (known.has(rate)) continue;
    const line = { ...lineOf({ net: '1000.00', rate, tax: `${thousandths}.00` }) };
    const faults = faultsOf(() => judgeDraft(draftOf([line]), ruleContext()));
    if (faults.join() !== 'RATE_NOT_ALLOWED /lines/0/rate')
      expect([rate, faults]).toEqual([rate, 'RATE_NOT_ALLOWED']);
  }
});

function wanted(row: RateVector, { kind, type, date, grants }: Use): readonly string[] {
  const inForce = date >= (row.from ?? '') && date <= (row.to ?? '9999');
  const open = inForce && row.kinds.includes(kind) && (!row.byGrant || grants.includes(row.row));
  if (!open) return ['RATE_NOT_ALLOWED /lines/0/rate'];
  return type === 'SPECIAL' && !row.special ? ['SPECIAL_NOT_ALLOWED /lines/0/rate'] : [];
}

function judged({ rate, zeroRate }: RateVector, { kind, type, date, grants }: Use): readonly string[] {
  const tax = rate === '0' ? '0.00' : `${Number(rate.padEnd(5, '0').slice(2))}.00`;
  const line = lineOf({ net: '1000.00', rate, tax, ...(zeroRate === undefined ? {} : { zeroRate }) });
  const context = ruleContext({ date, seller: { kind, rateGrants: grants } });
  return faultsOf(() => judgeDraft(draftOf([line], { type }), context));
}
