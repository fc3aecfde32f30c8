import {
  freeze,
  type HistoryEntry,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  lock,
  parseYuan,
  redeem,
  release,
  transfer,
  unlock,
} from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { timelineOf } from '../../gateway/portal/wallet/held/timeline.ts';

const COMPANY = '91440300708461136T';
const [SELLER, PERSON] = ['914403001922038216', 'P00000000000000007'];

const invoice = {
  holder: SELLER,
  issuedAt: '2026-03-01T00:00:00Z',
  buyer: { type: 'PERSON' },
  totals: { net: '100.00', tax: '13.00', gross: '113.00' },
} as InvoiceJson;

/** Returns the history of states, newest first, one per hour. */
function historyOf(states: readonly InvoiceStatusJson[]): readonly HistoryEntry[] {
  return states
    .map((status, hour) => ({ transactionId: '', at: `2026-03-01T0${hour + 1}:00:00Z`, status }))
    .toReversed();
}

function kindsOf(states: readonly InvoiceStatusJson[]): readonly string[] {
  return timelineOf(invoice, historyOf(states))
    .toReversed()
    .map(({ kind, party, amount }) => [kind, party, amount].filter(Boolean).join(' '));
}

const claim = { actor: PERSON, company: COMPANY, lockDays: 30, personTitleClaimable: true };

test('an invoice to which nothing has happened was issued', () => {
  expect(timelineOf(invoice, [])).toEqual([{ at: invoice.issuedAt, kind: 'issued' }]);
});

test('each act of the lifecycle is named with its party and amount', () => {
  const held = transfer(initialStatus(invoice), SELLER, PERSON);
  const locked = lock(invoice, held, { ...claim, at: 0 });
  const back = unlock(locked, COMPANY);
  const again = lock(invoice, back, { ...claim, at: 60 });
  const booked = redeem(again, { actor: COMPANY, amount: parseYuan('13.00'), at: 120 });
  const frozen = freeze(booked, 180);
  expect(kindsOf([held, locked, back, again, booked, frozen, release(frozen)])).toEqual([
    'issued',
    `transferred ${PERSON}`,
    `handedIn ${COMPANY}`,
    `returned ${COMPANY}`,
    `handedIn ${COMPANY}`,
    `booked ${COMPANY} 13.00`,
    'frozen',
    'released',
  ]);
});

test('a lock that follows one whose term has passed is a handing in of its own', () => {
  const held = { ...initialStatus(invoice), holder: PERSON };
  const first = lock(invoice, held, { ...claim, at: 0 });
  const second = { ...lock(invoice, held, { ...claim, at: 31 * 86_400 }), holder: PERSON };
  expect(kindsOf([held, first, second]).slice(2)).toEqual([`handedIn ${COMPANY}`, `handedIn ${COMPANY}`]);
});

test('forms, reversals and uses are named, and what is not known is a change', () => {
  const open = initialStatus(invoice);
  const reversal = {
    forms: 1,
    at: '',
    reds: [],
    totals: { net: '0.00', tax: '0.00', gross: '0.00' },
    lines: [],
  };
  const started = { ...open, reversal };
  const reversed = {
    ...started,
    state: 'RED',
    rest: '0.00',
    reversal: { ...reversal, reds: ['1'], totals: invoice.totals },
  } as const;
  const used = {
    ...open,
    use: { purpose: 'DEDUCTION', period: '2026-03', at: '2026-03-01T00:00:00Z' },
  } as const;
  expect(kindsOf([started, reversed])).toEqual(['issued', 'formStarted', 'reversed 113.00']);
  expect(kindsOf([used, open])).toEqual(['issued', 'useConfirmed', 'useRevoked']);
  expect(kindsOf([{ ...open, rest: '1.00' }])).toEqual(['issued', 'changed']);
});
