import {
  freeze,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  lock,
  parseYuan,
  REDEMPTIONS_MAX,
  redeem,
  release,
  statusAt,
  transfer,
  unlock,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { BUYER } from '../support/draft.ts';
import { codeOf } from '../support/faults.ts';

const HOLDER = 'P0000000000000000E';
const OTHER = 'P0000000000000000C';
const AT = 1_772_352_000;

const invoice = {
  buyer: { type: 'ENTERPRISE', code: BUYER, name: 'x' },
  holder: HOLDER,
  totals: { net: '100.00', tax: '13.00', gross: '113.00' },
} as InvoiceJson;

const open = initialStatus(invoice);
const locked = lock(invoice, open, claimBy());
const redeemed = redeem(locked, { actor: BUYER, amount: parseYuan('113.00'), at: AT });
const frozen = freeze(locked, AT);

function claimBy(changes: Partial<Parameters<typeof lock>[2]> = {}): Parameters<typeof lock>[2] {
  return { actor: HOLDER, company: BUYER, at: AT, lockDays: 30, personTitleClaimable: true, ...changes };
}

const book = (amount: string, actor = BUYER): Parameters<typeof redeem>[1] => ({
  actor,
  amount: parseYuan(amount),
  at: AT + 60,
});

describe('the way of an invoice', () => {
  test('begins open, with its first holder and all its gross', () => {
    expect(open).toEqual({ state: 'OPEN', holder: HOLDER, rest: '113.00', redemptions: [] });
  });

  test('transfer passes it on, to oneself too', () => {
    expect(transfer(open, HOLDER, OTHER)).toEqual({ ...open, holder: OTHER });
    expect(transfer(open, HOLDER, HOLDER)).toEqual(open);
  });

  test('lock names the company and the term', () => {
    expect(locked).toEqual({
      ...open,
      state: 'LOCKED',
      lock: { company: BUYER, lockedAt: '2026-03-01T08:00:00Z', expiresAt: '2026-03-31T08:00:00Z' },
    });
  });

  test('unlock is as if it had never been locked', () => {
    expect(unlock(locked, BUYER)).toEqual(open);
  });

  test('redeem of a part opens it again with the rest', () => {
    expect(redeem(locked, book('13.00'))).toEqual({
      ...open,
      rest: '100.00',
      redemptions: [{ company: BUYER, amount: '13.00', at: '2026-03-01T08:01:00Z' }],
    });
  });

  test('redeem of the rest ends it', () => {
    expect(redeemed).toMatchObject({ state: 'REDEEMED', rest: '0.00', holder: HOLDER });
    expect(redeemed.lock).toBeUndefined();
  });

  test.each([
    ['open', open],
    ['locked', locked],
    ['redeemed', redeemed],
  ])('freeze and release bring it back to %s', (_, status) => {
    const stopped = freeze(status, AT);
    expect(stopped).toMatchObject({
      state: 'FROZEN',
      frozen: { at: '2026-03-01T08:00:00Z' },
    });
    expect(release(stopped)).toEqual(status);
  });
});

describe('a lock that runs out', () => {
  const end = AT + 30 * 86_400;

  test('holds to its last second', () => {
    expect(statusAt(locked, end - 1)).toBe(locked);
    expect(statusAt(locked, end)).toEqual(open);
  });

  test('does so on a frozen invoice too, which stays frozen', () => {
    expect(statusAt(frozen, end)).toMatchObject({ state: 'FROZEN' });
    expect(statusAt(frozen, end).lock).toBeUndefined();
    expect(release(statusAt(frozen, end))).toEqual(open);
  });
});

describe('redeemed in many parts', () => {
  /** Booked so many times, a fen each time, and locked again. */
  const inParts = (parts: number): InvoiceStatusJson =>
    Array.from({ length: parts }).reduce<InvoiceStatusJson>(
      (status) => lock(invoice, redeem(status, book('0.01')), claimBy()),
      locked,
    );

  test('it takes 99 parts, and the hundredth is the whole rest', () => {
    expect(redeem(inParts(98), book('0.01')).redemptions).toHaveLength(REDEMPTIONS_MAX - 1);
    const last = inParts(99);
    expect(codeOf(() => redeem(last, book('112.00')))).toBe('REDEMPTION_COUNT');
    expect(codeOf(() => redeem(last, book('112.02')))).toBe('REDEEM_EXCEEDS_REST');
    const whole = redeem(last, book('112.01'));
    expect([whole.state, whole.redemptions.length]).toEqual(['REDEEMED', REDEMPTIONS_MAX]);
  });
});

/** Each act on an invoice that gives it every reason to refuse at once, less one reason each time. */
describe('the order in which errors are reported', () => {
  const stranger = 'P000000000000000ZZ';
  const mismatch = claimBy({ actor: stranger, company: '91110108551385082Q' });

  test.each<[string, () => InvoiceStatusJson, string]>([
    ['transfer of a frozen one', () => transfer(frozen, HOLDER, OTHER), 'INVOICE_FROZEN'],
    ['transfer of a redeemed one', () => transfer(redeemed, HOLDER, OTHER), 'INVOICE_REDEEMED'],
    ['transfer by the holder, locked', () => transfer(locked, HOLDER, OTHER), 'INVOICE_LOCKED'],
    ['lock of a frozen one', () => lock(invoice, frozen, { ...mismatch, actor: HOLDER }), 'INVOICE_FROZEN'],
    [
      'lock of a redeemed one',
      () => lock(invoice, redeemed, { ...mismatch, actor: HOLDER }),
      'INVOICE_REDEEMED',
    ],
    [
      'lock by the holder, locked',
      () => lock(invoice, locked, { ...mismatch, actor: HOLDER }),
      'INVOICE_LOCKED',
    ],
    [
      'lock for another company',
      () => lock(invoice, open, { ...mismatch, actor: HOLDER }),
      'CLAIM_TITLE_MISMATCH',
    ],
    ['unlock of a frozen one', () => unlock(frozen, BUYER), 'INVOICE_FROZEN'],
    ['unlock of a redeemed one', () => unlock(redeemed, BUYER), 'INVOICE_REDEEMED'],
    ['unlock of an open one by its holder', () => unlock(open, HOLDER), 'INVOICE_NOT_LOCKED'],
    ['unlock of an open one by who will claim it', () => unlock(open, BUYER), 'NOT_THE_CLAIMANT'],
    ['unlock by the holder', () => unlock(locked, HOLDER), 'NOT_THE_CLAIMANT'],
    ['redeem of a frozen one', () => redeem(frozen, book('999.00')), 'INVOICE_FROZEN'],
    ['redeem of a redeemed one', () => redeem(redeemed, book('999.00')), 'INVOICE_REDEEMED'],
    ['redeem of an open one by its holder', () => redeem(open, book('999.00', HOLDER)), 'INVOICE_NOT_LOCKED'],
    ['redeem of more than there is', () => redeem(locked, book('113.01')), 'REDEEM_EXCEEDS_REST'],
    ['redeem of nothing', () => redeem(locked, book('0.00')), 'REDEEM_EXCEEDS_REST'],
    ['redeem of less than nothing', () => redeem(locked, book('-0.01')), 'REDEEM_EXCEEDS_REST'],
    ['freeze of a frozen one', () => freeze(frozen, AT), 'INVOICE_FROZEN'],
    ['release of a locked one', () => release(locked), 'INVOICE_NOT_FROZEN'],
    ['release of a redeemed one', () => release(redeemed), 'INVOICE_NOT_FROZEN'],
  ])('%s', (_, run, want) => {
    expect(codeOf(run)).toBe(want);
  });
});

describe.each(Object.entries({ open, locked, redeemed, frozen }))(
  'a stranger to one that is %s',
  (_, status) => {
    const stranger = 'P000000000000000ZZ';
    test.each<[string, () => InvoiceStatusJson, string]>([
      ['transfer', () => transfer(status, stranger, OTHER), 'NOT_THE_HOLDER'],
      ['lock', () => lock(invoice, status, claimBy({ actor: stranger })), 'NOT_THE_HOLDER'],
      ['unlock', () => unlock(status, stranger), 'NOT_THE_CLAIMANT'],
      ['redeem', () => redeem(status, book('999.00', stranger)), 'NOT_THE_CLAIMANT'],
    ])('who tries to %s it hears nothing of its state', (_act, run, want) => {
      expect(codeOf(run)).toBe(want);
    });
  },
);
