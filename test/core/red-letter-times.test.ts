import {
  type InvoiceJson,
  initialStatus,
  type LaneJson,
  type PolicyJson,
  RED_LETTER_2024,
  type RedLetterRules,
  RULE_SET_2026,
  readInstant,
  ruleSetHash,
  shanghaiDate,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { codeOf } from '../support/faults.ts';
import { seller } from '../support/issuing.ts';
import { POLICY_2026, performRed, type RedAct, type RedLedger, reversibleAt } from '../support/red-ledger.ts';

/** Acts about one invoice at moments that a test names in UTC. */
class Acting {
  #ledger: RedLedger;

  /** @param issuedAt moment of the issue of the invoice, which the company has booked when `isBooked` */
  constructor(issuedAt: string, { isBooked = false, isOfPerson = false, policy = POLICY_2026 } = {}) {
    const at = secondsOf(issuedAt);
    const invoice = {
      ...draftOf([lineOf()]),
      number: '26441000000000000950',
      date: shanghaiDate(at),
      seller: { code: SELLER, name: seller.name },
      buyer: isOfPerson ? { type: 'PERSON' } : { type: 'ENTERPRISE', code: BUYER, name: '示例公司' },
      holder: BUYER,
    } as InvoiceJson;
    this.#ledger = {
      at,
      policy,
      invoices: [{ invoice, status: initialStatus(invoice) }],
      lanes: { june: laneFor('june', '2026-06'), july: laneFor('july', '2026-07') },
      suspended: [],
    };
    if (!isBooked) return;
    this.do(issuedAt, { act: 'lock', actor: BUYER, company: BUYER });
    this.do(issuedAt, { act: 'redeem', actor: BUYER, amount: 11_300n as never });
  }

  addLane(lane: LaneJson): void {
    this.#ledger = { ...this.#ledger, lanes: { ...this.#ledger.lanes, [lane.lane]: lane } };
  }

  /** Performs an act, and returns the form after it. */
  do(at: string, act: WithoutPlace): ReturnType<typeof reversibleAt>['form'] {
    this.#ledger = performRed({ ...this.#ledger, at: secondsOf(at) }, { of: 0, ...act });
    return reversibleAt(this.#ledger, 0).form;
  }

  start(at: string, lane: string, more: { readonly reason?: string } = {}): ReturnType<Acting['do']> {
    return this.do(at, { act: 'start', actor: SELLER, reason: '02', lane, ...more });
  }

  confirm(at: string): ReturnType<Acting['do']> {
    return this.do(at, { act: 'confirm', actor: BUYER });
  }

  supply(at: string, lane: string): ReturnType<Acting['do']> {
    return this.do(at, { act: 'supply', actor: SELLER, lane });
  }

  formAt(at: string): string | undefined {
    return reversibleAt({ ...this.#ledger, at: secondsOf(at) }, 0).form?.state;
  }

  restored(lane: string): string | undefined {
    return this.#ledger.lanes[lane]?.restored;
  }

  get red(): InvoiceJson | undefined {
    return this.#ledger.invoices[1]?.invoice;
  }
}

type WithoutPlace = RedAct extends infer Each ? (Each extends RedAct ? Omit<Each, 'of'> : never) : never;

function secondsOf(moment: string): number {
  return readInstant(moment) as number;
}

function laneFor(lane: string, month: string, prefix = `${month.slice(2, 4)}441`): LaneJson {
  return laneOf({ lane, month, segment: segmentOf({ prefix, next: 1_000, last: 2_000 }) });
}

describe('at the end of a month in Shanghai, 16:00 in UTC,', () => {
  test('a red-letter invoice of the last second gives its net back to the month', () => {
    const acting = new Acting('2026-06-01T00:00:00Z');
    acting.start('2026-06-30T15:59:59Z', 'june');
    expect(acting.red?.date).toBe('2026-06-30');
    expect(acting.restored('june')).toBe('100.00');
  });

  test('one of the next second belongs to the new month, and gives nothing back', () => {
    const acting = new Acting('2026-06-01T00:00:00Z');
    expect(codeOf(() => acting.start('2026-06-30T16:00:00Z', 'june'))).toBe('LANE_MONTH');
    acting.start('2026-06-30T16:00:00Z', 'july');
    expect(acting.red?.date).toBe('2026-07-01');
    expect(acting.restored('july')).toBeUndefined();
  });

  test('an invoice of the first second is of the new month, though it is June in UTC', () => {
    const acting = new Acting('2026-06-30T16:00:00Z');
    acting.start('2026-07-31T15:59:59Z', 'july');
    expect(acting.restored('july')).toBe('100.00');
  });

  test('a form goes on, and waits for a lane of the new month', () => {
    const acting = new Acting('2026-06-01T00:00:00Z', { isBooked: true });
    acting.start('2026-06-29T04:00:00Z', 'june');
    expect(acting.confirm('2026-06-30T16:00:00Z')).toMatchObject({ state: 'CONFIRMED' });
    expect(acting.red).toBeUndefined();
    acting.supply('2026-06-30T16:00:00Z', 'july');
    expect(acting.red?.date).toBe('2026-07-01');
    expect(acting.restored('july')).toBeUndefined();
  });
});

describe('at the end of a year in Shanghai,', () => {
  test('a red-letter invoice takes a number of its own year', () => {
    const acting = new Acting('2026-12-01T00:00:00Z');
    acting.addLane(laneFor('december', '2026-12'));
    acting.addLane(laneFor('old numbers', '2027-01', '26441'));
    acting.addLane(laneFor('january', '2027-01'));
    expect(codeOf(() => acting.start('2026-12-31T16:00:00Z', 'december'))).toBe('LANE_MONTH');
    expect(codeOf(() => acting.start('2026-12-31T16:00:00Z', 'old numbers'))).toBe('NUMBER_YEAR');
    acting.start('2026-12-31T16:00:00Z', 'january');
    expect(acting.red).toMatchObject({ date: '2027-01-01', number: '27441000000000001000' });
  });

  test('one of the last second is of the old year', () => {
    const acting = new Acting('2026-12-01T00:00:00Z');
    acting.addLane(laneFor('december', '2026-12'));
    acting.start('2026-12-31T15:59:59Z', 'december');
    expect(acting.red?.number).toBe('26441000000000001000');
    expect(acting.restored('december')).toBe('100.00');
  });
});

describe('at the end of February', () => {
  test.each([
    ['2028-02-29T15:59:59Z', '2028-02-29', '100.00'],
    ['2028-02-29T16:00:00Z', '2028-03-01', undefined],
    ['2027-02-28T15:59:59Z', '2027-02-28', '100.00'],
    ['2027-02-28T16:00:00Z', '2027-03-01', undefined],
  ])('a red-letter invoice at %s is of %s', (at, date, restored) => {
    const acting = new Acting(`${at.slice(0, 8)}01T00:00:00Z`);
    acting.addLane(laneFor('lane', date.slice(0, 7)));
    acting.start(at, 'lane');
    expect(acting.red?.date).toBe(date);
    expect(acting.restored('lane')).toBe(restored);
  });

  test('72 hours count the leap day', () => {
    const leap = new Acting('2028-02-01T00:00:00Z', { isBooked: true });
    expect(leap.start('2028-02-28T01:02:03Z', 'any')?.expiresAt).toBe('2028-03-02T01:02:03Z');
    const common = new Acting('2027-02-01T00:00:00Z', { isBooked: true });
    expect(common.start('2027-02-28T01:02:03Z', 'any')?.expiresAt).toBe('2027-03-03T01:02:03Z');
  });
});

describe('the 72 hours of a form', () => {
  test('end with their last second', () => {
    const acting = new Acting('2026-06-01T00:00:00Z', { isBooked: true });
    acting.start('2026-06-10T10:00:00Z', 'june');
    expect(acting.formAt('2026-06-13T09:59:59Z')).toBe('AWAITS_BUYER');
    expect(acting.formAt('2026-06-13T10:00:00Z')).toBe('EXPIRED');
    expect(codeOf(() => acting.confirm('2026-06-13T10:00:00Z'))).toBe('RED_FORM_ENDED');
    expect(acting.confirm('2026-06-13T09:59:59Z')?.state).toBe('CONFIRMED');
  });

  test('do not end a form that all sides have confirmed', () => {
    const acting = new Acting('2026-06-01T00:00:00Z', { isBooked: true });
    acting.start('2026-06-10T10:00:00Z', 'none');
    acting.confirm('2026-06-13T09:59:59Z');
    expect(acting.formAt('2026-06-20T00:00:00Z')).toBe('CONFIRMED');
    expect(acting.supply('2026-06-20T00:00:00Z', 'june')?.red).toBe(acting.red?.number);
  });
});

describe('where other red-letter rules come into force on 1 July between a form and its red-letter invoice,', () => {
  const STARTED = '2026-06-30T10:00:00Z';
  const AFTER = '2026-06-30T16:00:00Z';

  function policyWith(redLetter: Partial<RedLetterRules>): PolicyJson {
    const rules = { ...RED_LETTER_2024, ...redLetter };
    const ruleSet = { ...RULE_SET_2026, version: '2026.2', validFrom: '2026-07-01', redLetter: rules };
    return { ...POLICY_2026, ruleSets: [...POLICY_2026.ruleSets, { hash: ruleSetHash(ruleSet), ruleSet }] };
  }

  function started(redLetter: Partial<RedLetterRules>): Acting {
    const acting = new Acting('2026-06-01T00:00:00Z', { isBooked: true, policy: policyWith(redLetter) });
    acting.start(STARTED, 'july');
    return acting;
  }

  test('the form keeps its term', () => {
    const acting = started({ confirmHours: 1 });
    expect(acting.formAt('2026-07-03T09:59:59Z')).toBe('AWAITS_BUYER');
    expect(acting.confirm('2026-07-03T09:59:59Z')?.red).toBe(acting.red?.number);
  });

  test('a reason that is no more stays that of the form, and a new form cannot have it', () => {
    const reasons = RED_LETTER_2024.reasons.filter(({ code }) => code !== '02');
    const acting = started({ reasons });
    expect(acting.confirm(AFTER)).toMatchObject({ state: 'CONFIRMED', reason: '02' });
    expect(acting.red?.ruleSet.version).toBe('2026.2');
    const later = new Acting('2026-06-01T00:00:00Z', { policy: policyWith({ reasons }) });
    expect(codeOf(() => later.start(AFTER, 'july'))).toBe('RED_REASON');
  });

  test('who must agree follows the new rules: the seller issues alone where no confirmation is needed any more', () => {
    const acting = started({ confirmationFor: [] });
    expect(acting.formAt(AFTER)).toBe('AWAITS_BUYER');
    expect(acting.supply(AFTER, 'july')?.state).toBe('CONFIRMED');
    expect(acting.red?.date).toBe('2026-07-01');
  });

  test('a company that has booked can end its form, though it need not confirm any more', () => {
    const policy = policyWith({ confirmationFor: [] });
    const acting = new Acting('2026-06-01T00:00:00Z', { isBooked: true, isOfPerson: true, policy });
    acting.do(STARTED, { act: 'start', actor: BUYER, reason: '02' });
    expect(acting.do(AFTER, { act: 'withdraw', actor: BUYER })?.state).toBe('WITHDRAWN');
  });

  test('a red-letter invoice of the day before keeps the old rules', () => {
    const acting = new Acting('2026-06-01T00:00:00Z', { policy: policyWith({ confirmationFor: [] }) });
    expect(acting.start(STARTED, 'june')?.state).toBe('UNCONDITIONAL');
    expect(acting.red?.ruleSet.version).toBe('2026.1');
  });

  test('credit comes back by the rules on the day of the red-letter invoice', () => {
    const reasons = RED_LETTER_2024.reasons.map((reason) => ({ ...reason, restoresCredit: false }));
    const acting = new Acting('2026-06-30T16:00:00Z', { policy: policyWith({ reasons }) });
    acting.start('2026-07-02T00:00:00Z', 'july');
    expect(acting.restored('july')).toBeUndefined();
  });
});
