import {
  canonicalJson,
  checkCodeOf,
  DraftList,
  domainDigest,
  FAULTS_MAX,
  formatInstant,
  type InvoiceJson,
  invoiceOfPage,
  invoicesOfOutcome,
  type Json,
  numbersOfPage,
  parseStrictJson,
  ruleSetHash,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { AT, Issuing, issued, refused, requestOf, seller, storedPage } from '../support/issuing.ts';
import { ruleSet } from '../support/rule-context.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

const draft = draftOf();
const broken = draftOf([lineOf({ tax: '14.00' })]);
const dear = draftOf([lineOf({ net: '99999.00', tax: '12999.87' })]);

const numbersOf = (outcome: Parameters<typeof issued>[0]): readonly string[] =>
  invoicesOfOutcome(issued(outcome)).map(({ number }) => number);
const numberAt = (running: number): string => `26441${String(running).padStart(15, '0')}`;

describe('a page', () => {
  test('numbers its requests consecutively, from the lane’s next number', () => {
    const lane = laneOf({ segment: segmentOf({ next: 7 }) });
    const { outcomes, issued: page } = new Issuing({ lane }).page([
      requestOf('request-1', [draft]),
      requestOf('request-2', [draft, draft, draft]),
      requestOf('request-3', [draft]),
    ]);
    expect(outcomes.map(numbersOf)).toEqual([[numberAt(7)], [8, 9, 10].map(numberAt), [numberAt(11)]]);
    expect(numbersOfPage(storedPage(page))).toEqual([7, 8, 9, 10, 11].map(numberAt));
    expect(page?.lane).toEqual(laneOf({ used: '500.00', segment: segmentOf({ next: 12 }) }));
  });

  test('gives each outcome its transaction, moment, numbers and check key, of which the check codes follow', () => {
    const request = requestOf('request-1', [draft]);
    const { outcomes, issued: page } = new Issuing().page([request]);
    const transactionId = 'aa'.repeat(32);
    const checkKey = domainDigest('check-key', request.signature);
    expect(page?.page.checkKey).toBe(checkKey);
    expect(outcomes).toEqual([
      {
        requestId: 'request-1',
        transactionId,
        issuedAt: '2026-03-01T08:00:00Z',
        page: numberAt(1),
        first: numberAt(1),
        count: 1,
        checkKey,
      },
    ]);
    expect(invoicesOfOutcome(issued(outcomes[0]))).toEqual([
      { number: numberAt(1), checkCode: checkCodeOf(numberAt(1), checkKey) },
    ]);
  });

  test('keeps what its invoices share once, and gives each invoice back whole', () => {
    const other = draftOf([lineOf({ net: '5.00', tax: '0.65' })], {
      buyer: { type: 'PERSON' },
      remark: '备注',
    });
    const request = requestOf('request-1', [draft, other]);
    const { issued: page } = new Issuing().page([request]);
    const stored = storedPage(page);
    expect(JSON.stringify(stored).split(seller.name as string)).toHaveLength(2);
    const second = invoiceOfPage(stored, numberAt(2)) as InvoiceJson;
    const { seller: _seller, ...rest } = other;
    expect(second).toEqual({
      ...rest,
      number: numberAt(2),
      checkCode: checkCodeOf(numberAt(2), domainDigest('check-key', request.signature)),
      profile: 'DIGITAL',
      issuedAt: '2026-03-01T08:00:00Z',
      date: '2026-03-01',
      seller: { code: SELLER, name: seller.name, contact: seller.contact, bank: seller.bank },
      holder: SELLER,
      ruleSet: { version: '2026.1', hash: ruleSetHash(ruleSet({ version: '2026.1' })) },
      transactionId: 'aa'.repeat(32),
    });
  });

  test.each([0, 3, 500])('carries no other number: %d', (running) => {
    const { issued: page } = new Issuing().page([requestOf('request-1', [draft, draft])]);
    expect(invoiceOfPage(storedPage(page), numberAt(running))).toBeUndefined();
  });

  test.each([
    ['the buyer', draftOf(), BUYER],
    ['the holder named', draftOf(undefined, { holder: 'P0123456789ABCDEFG' }), 'P0123456789ABCDEFG'],
    ['the seller, where a person has no code', draftOf(undefined, { buyer: { type: 'PERSON' } }), SELLER],
    [
      'the seller, where a body has no code',
      draftOf(undefined, { buyer: { type: 'BODY', name: '示范小学' } }),
      SELLER,
    ],
    [
      'a body with a code',
      draftOf(undefined, { buyer: { type: 'BODY', name: 'x', code: '91110000600037341L' } }),
      '91110000600037341L',
    ],
  ])('gives the token first to %s', (_, first, holder) => {
    const { issued: page } = new Issuing().page([requestOf('request-1', [first])]);
    expect(invoiceOfPage(storedPage(page), numberAt(1))?.holder).toBe(holder);
  });

  test('of no requests, or of refused ones only, issues nothing', () => {
    expect(new Issuing().page([])).toEqual({ outcomes: [] });
    expect(new Issuing().page([requestOf('request-1', [broken])]).issued).toBeUndefined();
  });

  test('is decided alike twice, and changes nothing it was given', () => {
    const requests = [requestOf('request-1', [draft]), requestOf('request-2', [broken])];
    const { context } = new Issuing();
    const before = structuredClone({
      lane: context.lane,
      policy: context.policy,
      seller: context.seller,
      requests,
    });
    const decide = (): string => canonicalJson({ ...new Issuing(context).page(requests), issued: null });
    expect(decide()).toBe(decide());
    expect({ lane: context.lane, policy: context.policy, seller: context.seller, requests }).toEqual(before);
  });
});

describe('a request that is refused', () => {
  test('refuses itself alone: no number, no credit, no memory', () => {
    const { outcomes, issued: page } = new Issuing().page([
      requestOf('request-1', [draft]),
      requestOf('request-2', [draft, broken]),
      requestOf('request-3', [draft]),
    ]);
    expect(numbersOf(outcomes[0])).toEqual([numberAt(1)]);
    expect(refused(outcomes[1])).toMatchObject({
      code: 'LINE_TAX_MISMATCH',
      faults: [{ path: '/invoices/1/lines/0/tax' }],
    });
    expect(numbersOf(outcomes[2])).toEqual([numberAt(2)]);
    expect(page?.lane).toMatchObject({ used: '200.00', segment: { next: 3 } });
    expect([...(page?.records.get(SELLER)?.keys() ?? [])]).toEqual(['request-1', 'request-3']);
  });

  test('as the first of a page leaves the page to the others', () => {
    const { outcomes, issued: page } = new Issuing().page([
      requestOf('request-1', [broken]),
      requestOf('request-2', [draft]),
    ]);
    expect(page?.page.first).toBe(numberAt(1));
    expect(issued(outcomes[1]).page).toBe(numberAt(1));
  });

  test('for credit lets a smaller one behind it through', () => {
    const { outcomes } = new Issuing().page([
      requestOf('request-1', [dear]),
      requestOf('request-2', [dear]),
      requestOf('request-3', [draftOf([lineOf({ net: '1.00', tax: '0.13' })])]),
    ]);
    expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : outcome.count))).toEqual([
      1,
      'CREDIT_EXCEEDED',
      1,
    ]);
  });

  test('for more credit than any amount can be is refused like any other', () => {
    const largest = draftOf([lineOf({ net: '880000000000000.00', tax: '114400000000000.00' })]);
    const issuing = new Issuing({ seller: { ...seller, singleLimit: '999999999999999.99' } });
    const { outcomes } = issuing.page([
      requestOf('request-1', [largest, largest]),
      requestOf('request-2', [draft]),
    ]);
    expect(refused(outcomes[0]).code).toBe('CREDIT_EXCEEDED');
    expect(numbersOf(outcomes[1])).toEqual([numberAt(1)]);
  });

  test('for numbers takes none of them', () => {
    const issuing = new Issuing({ lane: laneOf({ segment: segmentOf({ next: 999 }) }) });
    const { outcomes, issued: page } = issuing.page([
      requestOf('request-1', [draft, draft, draft]),
      requestOf('request-2', [draft, draft]),
    ]);
    expect(refused(outcomes[0]).code).toBe('NUMBERS_EXHAUSTED');
    expect(numbersOf(outcomes[1])).toEqual([numberAt(999), numberAt(1_000)]);
    expect(page?.lane.segment.next).toBe(1_001);
  });

  test('may be sent again corrected, under the same id', () => {
    const issuing = new Issuing();
    issuing.page([requestOf('request-1', [broken])]);
    expect(numbersOf(issuing.page([requestOf('request-1', [draft])]).outcomes[0])).toEqual([numberAt(1)]);
  });

  test('names every fault of every draft in one answer', () => {
    const { outcomes } = new Issuing().page([
      requestOf('request-1', [broken, draft, draftOf([lineOf({ rate: '0.12', tax: '12.00' })])]),
    ]);
    expect(refused(outcomes[0]).faults?.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'LINE_TAX_MISMATCH /invoices/0/lines/0/tax',
      'RATE_NOT_ALLOWED /invoices/2/lines/0/rate',
    ]);
  });

  test.each<[string, Json]>([
    ['text', 'draft'],
    ['null', null],
    ['a list', []],
    ['an empty object', {}],
  ])('because a draft is %s', (_, value) => {
    const { outcomes } = new Issuing().page([requestOf('request-1', [value as never])]);
    expect(refused(outcomes[0]).faults?.[0]?.path).toMatch(/^\/invoices\/0/);
  });

  test('with thousands of broken lines does not take the page with it', () => {
    const flood = { ...draft, lines: Array.from({ length: 2_000 }, () => ({})) } as never;
    const { outcomes } = new Issuing().page([
      requestOf('request-1', [flood, flood]),
      requestOf('request-2', [draft]),
    ]);
    expect(refused(outcomes[0]).faults).toHaveLength(FAULTS_MAX);
    expect(numbersOf(outcomes[1])).toEqual([numberAt(1)]);
  });

  test('quoting an ideograph cut in half does not take the page with it', () => {
    const cut = { ...draft, holder: `${'x'.repeat(39)}𠮷` };
    const { outcomes } = new Issuing().page([requestOf('request-1', [cut]), requestOf('request-2', [draft])]);
    expect(parseStrictJson(canonicalJson(outcomes))).toEqual(outcomes);
  });

  test('for another seller is refused after the rules: NOT_THE_SELLER', () => {
    const foreign = draftOf(undefined, { seller: BUYER });
    const { outcomes } = new Issuing().page([
      requestOf('request-1', [draft, foreign]),
      requestOf('request-2', [draft]),
    ]);
    expect(refused(outcomes[0])).toEqual({
      code: 'NOT_THE_SELLER',
      message: `the seller ${BUYER} is not the taxpayer that signs, ${SELLER}`,
    });
    expect(numbersOf(outcomes[1])).toEqual([numberAt(1)]);
  });
});

describe('a repeated request', () => {
  test('in another transaction is answered as the first time, word for word', () => {
    const issuing = new Issuing();
    const request = requestOf('request-1', [draft, draft]);
    const first = issuing.page([requestOf('request-0', [draft]), request], 'bb'.repeat(32));
    issuing.context = { ...issuing.context, at: AT + 86_400 };
    const again = issuing.page([request], 'cc'.repeat(32));
    expect(again).toEqual({ outcomes: [first.outcomes[1]] });
  });

  test('within one page is issued once and answered twice', () => {
    const request = requestOf('request-1', [draft]);
    const { outcomes, issued: page } = new Issuing().page([
      request,
      requestOf('request-2', [draft]),
      request,
    ]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(storedPage(page).requests.flat()).toHaveLength(2);
    expect(page?.count).toBe(2);
    expect(page?.lane.used).toBe('200.00');
  });

  test('with other content is refused, in a later page and in the same one', () => {
    const issuing = new Issuing();
    const other = requestOf('request-1', [draftOf(undefined, { remark: 'another' })]);
    const { outcomes } = issuing.page([requestOf('request-1', [draft]), other]);
    expect(refused(outcomes[1]).code).toBe('REQUEST_ID_REUSED');
    expect(refused(issuing.page([other]).outcomes[0]).code).toBe('REQUEST_ID_REUSED');
    expect(refused(issuing.page([requestOf('request-1', [draft, draft])]).outcomes[0]).code).toBe(
      'REQUEST_ID_REUSED',
    );
  });

  test('with its fields in another order is the same content', () => {
    const issuing = new Issuing();
    const first = issuing.page([requestOf('request-1', [draft])]);
    const reversed = Object.fromEntries(Object.entries(draft).toReversed()) as never;
    expect(issuing.page([requestOf('request-1', [reversed])]).outcomes).toEqual(first.outcomes);
  });

  test('needs no credit, no numbers and no open month', () => {
    const issuing = new Issuing();
    const request = requestOf('request-1', [draft]);
    const first = issuing.page([request]);
    issuing.context = {
      ...issuing.context,
      lane: laneOf({ month: '2026-02', cap: '0.00', segment: segmentOf({ next: 2, last: 1 }) }),
    };
    expect(issuing.page([request]).outcomes).toEqual(first.outcomes);
  });
});

describe('a signature', () => {
  const request = requestOf('request-1', [draft]);
  const replacing = requestOf('request-1', [draft], { replaces: 'request-9' });
  const signedAnew = requestOf('request-1', [draftOf(undefined, { remark: 'x' })]);

  test.each([
    ['by another key', requestOf('request-1', [draft], { by: new TaxpayerKeys() })],
    ['for another ledger', requestOf('request-1', [draft], { ledger: '2e'.repeat(32) })],
    ['for another contract', requestOf('request-1', [draft], { contract: 'other' })],
    ['that ends earlier', { ...request, notAfter: formatInstant(AT + 1) }],
    ['of which it is denied that it replaces another', { ...replacing, replaces: undefined } as never],
    ['of which it is said that it replaces another', { ...request, replaces: 'request-9' }],
    ['of another request id', { ...request, requestId: 'request-2' }],
    ['over other drafts', { ...request, drafts: signedAnew.drafts }],
    ['over fewer drafts', { ...request, drafts: new DraftList([draft, draft] as never) }],
    ['with a bit changed', { ...request, signature: flipped(request.signature) }],
    ['that is empty', { ...request, signature: '' }],
  ])('%s is refused', (_, forged) => {
    const { outcomes, issued: page } = new Issuing().page([forged]);
    expect(refused(outcomes[0]).code).toBe('SIGNATURE_INVALID');
    expect(page).toBeUndefined();
  });
});

/** The same signature with the last bit of its middle byte turned over. */
function flipped(signature: string): string {
  const der = Buffer.from(signature, 'base64');
  const middle = der.length >> 1;
  der[middle] = (der[middle] as number) ^ 1;
  return der.toString('base64');
}
