import {
  checkInvoiceArithmetic,
  type InvoiceJson,
  initialStatus,
  type LaneJson,
  REDS_MAX,
  type ReversedLineJson,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { codeOf, faultsOf } from '../support/faults.ts';
import { AT, seller } from '../support/issuing.ts';
import { POLICY_2026, performRed, type RedAct, type RedLedger, reversibleAt } from '../support/red-ledger.ts';

const MAIN = laneOf({ lane: 'main', segment: segmentOf({ next: 1_000, last: 2_000 }) });
const OLD = laneOf({
  lane: '2018',
  segment: { profile: 'SHENZHEN_2018', prefix: '144032609110', next: 1, last: 10 },
});

function ledgerWith(invoice: Partial<InvoiceJson>, lanes: readonly LaneJson[] = [MAIN]): RedLedger {
  const whole = {
    ...draftOf([lineOf({ net: '1000.00', tax: '130.00' })]),
    number: '26441000000000000950',
    date: '2026-03-01',
    seller: { code: SELLER, name: seller.name },
    buyer: { type: 'ENTERPRISE', code: BUYER, name: '示例公司' },
    holder: BUYER,
    ...invoice,
  } as InvoiceJson;
  return {
    at: AT,
    policy: POLICY_2026,
    invoices: [{ invoice: whole, status: initialStatus(whole) }],
    lanes: Object.fromEntries(lanes.map((lane) => [lane.lane, lane])),
    suspended: [],
  };
}

function startWith(lane: string, lines?: readonly ReversedLineJson[]): RedAct {
  return {
    of: 0,
    act: 'start',
    actor: SELLER,
    reason: '04',
    lane,
    ...(lines === undefined ? {} : { lines }),
  };
}

test(`red-letter invoice ${REDS_MAX} of an invoice takes all that is left`, () => {
  const part = [{ line: 1, net: '1.00', tax: '0.13' }];
  let ledger = ledgerWith({});
  for (let count = 1; count < REDS_MAX; count += 1) ledger = performRed(ledger, startWith('main', part));
  expect(codeOf(() => performRed(ledger, startWith('main', part)))).toBe('REVERSAL_COUNT');
  ledger = performRed(ledger, startWith('main'));
  const { status } = reversibleAt(ledger, 0);
  expect(status).toMatchObject({ state: 'RED', reversal: { totals: { gross: '1130.00' } } });
  expect(status.reversal?.reds).toHaveLength(REDS_MAX);
});

describe('numbers of the 2018 profile', () => {
  test('are not for the red-letter invoice of a special invoice, which no verifier would accept', () => {
    const ledger = ledgerWith({ type: 'SPECIAL' }, [MAIN, OLD]);
    expect(faultsOf(() => performRed(ledger, startWith('2018')))).toEqual(['ORDINARY_ONLY /lane']);
    const red = performRed(ledger, startWith('main')).invoices[1]?.invoice as InvoiceJson;
    expect(checkInvoiceArithmetic(red)).toEqual([]);
    expect(checkInvoiceArithmetic({ ...red, profile: 'SHENZHEN_2018' })).toMatchObject([
      { code: 'ORDINARY_ONLY' },
    ]);
  });

  test('are for that of an ordinary invoice', () => {
    const { invoices } = performRed(ledgerWith({}, [OLD]), startWith('2018'));
    expect(checkInvoiceArithmetic(invoices[1]?.invoice as InvoiceJson)).toEqual([]);
  });

  test('leave a form of a special invoice CONFIRMED, for another lane', () => {
    const use = { of: 0, act: 'use', actor: BUYER, period: '2026-03' } as const;
    let ledger = performRed(ledgerWith({ type: 'SPECIAL' }, [MAIN, OLD]), use);
    ledger = performRed(ledger, startWith('2018'));
    ledger = performRed(ledger, { of: 0, act: 'confirm', actor: BUYER });
    expect(reversibleAt(ledger, 0).form).toMatchObject({ state: 'CONFIRMED' });
    ledger = performRed(ledger, { of: 0, act: 'supply', actor: SELLER, lane: 'main' });
    expect(reversibleAt(ledger, 0).status.state).toBe('RED');
  });
});
