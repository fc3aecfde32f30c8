import { expect, test } from 'vitest';
import { bookingOf, type Voucher, voucherOf } from '../../gateway/portal/desk/company/voucher.ts';

const COMPANY = '91440300708461136T';
const NUMBER = '26442000000000000017';
const FIRST = { company: COMPANY, amount: '60.00', at: '2026-03-01T08:00:00Z' };
const SECOND = { ...FIRST, at: '2026-03-02T08:00:00Z' };

const pending = (over: Partial<Voucher> = {}): Voucher => ({
  ...{ id: 'one', number: NUMBER, amount: '60.00', voucher: 'V-1', earlier: 0 },
  ...over,
});

test('a voucher without a booking is not shown beside another booking of the amount', () => {
  expect(voucherOf([pending()], NUMBER, FIRST)).toBeUndefined();
});

test('a voucher is not given to a booking that was there before it was sent', () => {
  expect(bookingOf(pending({ earlier: 1 }), [], [FIRST], COMPANY)).toBeUndefined();
  expect(bookingOf(pending({ earlier: 1 }), [], [FIRST, SECOND], COMPANY)).toBe(SECOND);
});

test('two parts of one amount keep two vouchers', () => {
  const known = pending({ id: 'two', voucher: 'V-2', at: FIRST.at });
  expect(bookingOf(pending(), [known], [FIRST, SECOND], COMPANY)).toBe(SECOND);
  const all = [known, pending({ at: SECOND.at })];
  expect([FIRST, SECOND].map((booking) => voucherOf(all, NUMBER, booking))).toEqual(['V-2', 'V-1']);
});

test('a voucher is not given to a booking of another amount or company', () => {
  const others = [
    { ...FIRST, amount: '40.00' },
    { ...FIRST, company: '91440300MA5DEX0114' },
  ];
  expect(bookingOf(pending(), [], others, COMPANY)).toBeUndefined();
});
