import {
  closePeriod,
  formatInstant,
  type IssueContext,
  type IssueRequest,
  issuePage,
  ruleContextOf,
  ruleSetHash,
  type ScopedKeyJson,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { BUYER, draftOf, lineOf } from '../support/draft.ts';
import { AT, Issuing, LEDGER, type RequestChanges, refused, requestOf, seller } from '../support/issuing.ts';
import { readDocument } from '../support/markdown.ts';
import { ruleSet } from '../support/rule-context.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

const draft = draftOf();
const broken = draftOf([lineOf({ tax: '14.00' })]);

/** A request that has every reason to be refused, less the first one each time. */
test('errors of a request come in the order documented', () => {
  const stranger = new TaxpayerKeys();
  const foreign = draftOf([lineOf()], { seller: BUYER });
  const issuing = new Issuing();
  issuing.page([requestOf('request-1', [draft])]);
  const { context } = issuing;
  const none = { ledger: LEDGER, ruleSets: [] };
  const closed = { ...none, closedThrough: '2026-03' };
  const worn = laneOf({
    month: '2026-02',
    cap: '0.00',
    segment: segmentOf({ prefix: '25441', next: 9, last: 8 }),
  });
  const suspended = { ...seller, status: 'SUSPENDED' } as const;
  const one = requestOf('request-2', [draft]);
  const barred = { seller: suspended, policy: closed, lane: worn };
  const shut = { policy: closed, lane: worn };
  const wrong: RequestChanges = { by: stranger, keyEpoch: 'ffffffffffffffff', replaces: 'request-1' };
  const ended = { ...wrong, notAfter: formatInstant(AT - 1) };
  const distant = { ...wrong, notAfter: formatInstant(AT + 8 * 86_400) };
  const bad = (changes: RequestChanges): IssueRequest => requestOf('request-2', [broken, foreign], changes);
  const till = new TaxpayerKeys();
  const [past, reading, elsewhere, small] = ['1', '2', '3', '4'].map((digit) => digit.repeat(16)) as [
    string,
    string,
    string,
    string,
  ];
  const bounds = { scopes: ['issue'], lanes: ['elsewhere'], amountMax: '0.01' } as const;
  const keys = [
    keyOf(till, past, { ...bounds, scopes: ['read'], until: formatInstant(AT - 1) }),
    keyOf(till, reading, { ...bounds, scopes: ['read'] }),
    keyOf(till, elsewhere, bounds),
    keyOf(till, small, { scopes: ['issue'], amountMax: '0.01' }),
  ];
  const byTill = (keyEpoch: string): IssueRequest => requestOf('request-2', [draft], { by: till, keyEpoch });
  const strict = {
    seller: { ...seller, strictRefs: true },
    refOf: () => ({ number: `26441${'0'.repeat(14)}1` }),
  } as const;
  const steps: [string, Partial<Issuing['context']>, IssueRequest][] = [
    ['REQUEST_ID_REUSED', barred, requestOf('request-1', [broken, foreign], ended)],
    ['STATEMENT_EXPIRED', barred, bad(ended)],
    ['STATEMENT_TOO_LONG', barred, bad(distant)],
    ['TAXPAYER_SUSPENDED', barred, bad(wrong)],
    ['KEY_EPOCH', shut, bad(wrong)],
    ['KEY_ENDED', shut, bad({ ...wrong, keyEpoch: past })],
    ['KEY_SCOPE', shut, bad({ ...wrong, keyEpoch: reading })],
    ['SIGNATURE_INVALID', shut, bad({ by: stranger, replaces: 'request-1' })],
    ['REPLACED_REQUEST_USED', shut, bad({ replaces: 'request-1' })],
    ['PERIOD_CLOSED', shut, bad({})],
    ['RULE_SET_NOT_FOUND', { policy: none, lane: worn }, bad({})],
    ['LINE_TAX_MISMATCH', { lane: worn }, bad({})],
    ['NOT_THE_SELLER', { lane: worn }, requestOf('request-2', [draft, foreign])],
    ['KEY_SCOPE', { lane: worn }, byTill(elsewhere)],
    ['KEY_AMOUNT', { lane: worn }, byTill(small)],
    ['REF_USED', { lane: worn, ...strict }, requestOf('request-2', [{ ...draft, ref: 'order-1' }])],
    ['LANE_MONTH', { lane: worn }, one],
    ['PERIOD_CLOSED', { lane: { ...worn, month: '2026-03', closed: true } }, one],
    ['NUMBER_YEAR', { lane: { ...worn, month: '2026-03' } }, one],
    ['NUMBERS_EXHAUSTED', { lane: laneOf({ cap: '0.00', segment: segmentOf({ next: 9, last: 8 }) }) }, one],
    ['CREDIT_EXCEEDED', { lane: laneOf({ cap: '0.00' }) }, one],
  ];
  const order = /refused with the first of: ([^.]*)\./.exec(readDocument('tax-rules.md'))?.[1] ?? '';
  const documented = order
    .replace('every fault of its drafts', '`LINE_TAX_MISMATCH`')
    .match(/[A-Z]+(?:_[A-Z]+)+/g);
  expect(steps.map(([want]) => want)).toEqual(documented);
  for (const [want, changes, request] of steps) {
    const { outcomes } = issuePage([request], { ...context, keys, ...changes });
    expect(refused(outcomes[0]).code).toBe(want);
  }
});

/** A further key of the seller. */
function keyOf(
  { publicKey }: TaxpayerKeys,
  keyEpoch: string,
  terms: Pick<ScopedKeyJson, 'scopes' | 'lanes' | 'amountMax' | 'until'>,
): ScopedKeyJson {
  const registration = { registeredAt: formatInstant(AT - 1), registeredUnder: seller.keyEpoch };
  return { name: `till-${keyEpoch[0]}`, publicKey, keyEpoch, ...registration, ...terms };
}

/** A request that is made at that moment. */
function requestAt(at: number, drafted = draft): IssueRequest {
  return requestOf('request-1', [drafted], { notAfter: formatInstant(at) });
}

describe('the period and the rules of a page', () => {
  const one = [requestOf('request-1', [draft])];

  test('refuse what is new in a closed period, and answer what is remembered', () => {
    const issuing = new Issuing();
    const first = issuing.page(one);
    const policy = closePeriod(issuing.context.policy, '2026-03', '2026-04-01');
    issuing.context = { ...issuing.context, policy };
    const { outcomes, issued: page } = issuing.page([...one, requestOf('request-2', [draft])]);
    expect(outcomes[0]).toEqual(first.outcomes[0]);
    expect(refused(outcomes[1]).code).toBe('PERIOD_CLOSED');
    expect(page).toBeUndefined();
  });

  test.each([
    ['no rule set at all', { policy: { ledger: LEDGER, ruleSets: [] } }],
    ['none on this day yet', { at: AT - 365 * 86_400 }],
  ])('refuse where there is %s', (_, changes: Partial<IssueContext>) => {
    const request = requestAt(changes.at ?? AT);
    expect(refused(new Issuing(changes).page([request]).outcomes[0]).code).toBe('RULE_SET_NOT_FOUND');
  });

  test('belongs to the day in Shanghai', () => {
    const lastSecond = 1_772_380_799;
    const lane = laneOf({ month: '2026-03' });
    for (const [at, date] of [
      [lastSecond, '2026-03-01'],
      [lastSecond + 1, '2026-03-02'],
    ] as const) {
      expect(new Issuing({ at, lane }).page([requestAt(at)]).issued?.page.date).toBe(date);
    }
  });

  test('is judged by the rule set in force on its day', () => {
    const next = ruleSet({ version: '2026.2', validFrom: '2026-03-02', linesMax: 1 });
    const { context } = new Issuing();
    const policy = {
      ...context.policy,
      ruleSets: [...context.policy.ruleSets, { hash: ruleSetHash(next), ruleSet: next }],
    };
    const two = draftOf([lineOf(), lineOf()]);
    const today = new Issuing({ policy }).page([requestOf('request-1', [two])]);
    expect(today.issued?.page.ruleSet.version).toBe('2026.1');
    const tomorrow = new Issuing({ policy, at: AT + 86_400 }).page([requestAt(AT + 86_400, two)]);
    expect(refused(tomorrow.outcomes[0]).code).toBe('LINE_COUNT');
  });
});

test('a seller without a limit of its own has the default one, and none of the granted rates', () => {
  const context = ruleContextOf(
    { ...seller, kind: 'SMALL_SCALE' },
    laneOf(),
    { hash: '', ruleSet: ruleSet() },
    '2026-03-01',
  );
  expect(context.seller).toEqual({ kind: 'SMALL_SCALE', singleLimit: 10_000_000_000n, rateGrants: [] });
  const granted = ruleContextOf(
    { ...seller, singleLimit: '5.00', rateGrants: ['L05'] },
    laneOf(),
    { hash: '', ruleSet: ruleSet() },
    '2026-03-01',
  );
  expect(granted.seller).toEqual({ kind: 'GENERAL', singleLimit: 500n, rateGrants: ['L05'] });
});
