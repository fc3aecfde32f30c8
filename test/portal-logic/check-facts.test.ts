import { expect, test } from 'vitest';
import {
  canonicalFacts,
  factsInFragment,
  factsInText,
  NO_FACTS,
  queryOf,
  wrongFacts,
} from '../../gateway/portal/wallet/check/facts.ts';

const NUMBER = '26442000000000000001';
const DIGITAL = { number: NUMBER, date: '2026-03-01', amount: '113.00', kind: 'gross' };

test.each([
  ['a digital invoice', `01,32,,${NUMBER},113.00,20260301,,1A2B`, DIGITAL],
  [
    'a digital special invoice, with line breaks around',
    `\n01,31,,${NUMBER},113.00,20260301,,1A2B\r\n`,
    DIGITAL,
  ],
  ['a digital invoice, with full-width commas', `01，32，，${NUMBER}，113.00，20260301，，1A2B`, DIGITAL],
  [
    'an invoice of 2018',
    '01,10,144032600110,00000007,100.00,20260301,12345678901234567890,1A2B',
    {
      number: '14403260011000000007',
      date: '2026-03-01',
      amount: '100.00',
      kind: 'net',
      checkCode: '12345678901234567890',
    },
  ],
  [
    'a link of any host',
    `https://elsewhere.example/a?b#number=${NUMBER}&date=2026-03-01&net=100.00&check=123456`,
    { number: NUMBER, date: '2026-03-01', amount: '100.00', kind: 'net', checkCode: '123456' },
  ],
])('the code on %s fills in the facts', (_, text, facts) => {
  expect(factsInText(text)).toEqual(facts);
});

test.each([
  ['another version', `02,32,,${NUMBER},113.00,20260301,,1A2B`],
  ['a number that is none', '01,32,,2644,113.00,20260301,,1A2B'],
  ['a link without facts', 'https://elsewhere.example/'],
  ['a script', `javascript:alert(1)#number=${NUMBER}`],
  ['a number alone', NUMBER],
  ['nothing', ''],
])('%s is no code of an invoice', (_, text) => {
  expect(factsInText(text)).toBeUndefined();
});

test('what is not of its form is left out of the facts in an address', () => {
  const fragment = `#number=${NUMBER}&date=2026-02-30&net=1&check=x`;
  expect(factsInFragment(fragment)).toEqual({ number: NUMBER, amount: '1.00', kind: 'net' });
});

test('spaces, signs and missing zeros do not make a fact wrong', () => {
  const facts = {
    ...NO_FACTS,
    number: ` 26442 00000\t0000000001 `,
    date: '2026-03-01',
    checkCode: '123 456',
  };
  for (const [amount, canonical] of [
    ['¥1,234.5', '1234.50'],
    ['1234', '1234.00'],
    ['1234.', '1234.00'],
    ['-12.30', '-12.30'],
    ['￥1，000.07', '1000.07'],
  ] as const) {
    const given = canonicalFacts({ ...facts, amount });
    expect(given.amount).toBe(canonical);
    expect(wrongFacts(given)).toEqual([]);
  }
});

test('each fact that is not of its form is named, in the order of the form', () => {
  expect(wrongFacts(NO_FACTS)).toEqual(['number', 'date', 'amount', 'checkCode']);
  const facts = { ...NO_FACTS, number: NUMBER, date: '2026-02-29', amount: '01.00', checkCode: '12345' };
  expect(wrongFacts(canonicalFacts(facts))).toEqual(['date', 'amount', 'checkCode']);
});

test('the amount is asked by its kind', () => {
  const facts = { number: NUMBER, date: '2026-03-01', amount: '113.00', checkCode: '123456' };
  expect(queryOf({ ...facts, kind: 'gross' })).toBe(
    `number=${NUMBER}&date=2026-03-01&gross=113.00&check=123456`,
  );
  expect(queryOf({ ...facts, kind: 'net' })).toContain('&net=113.00&');
});
