import { expect, test } from 'vitest';
import { changesIn, textsOf } from '../../gateway/portal/desk/bureau/taxpayers/decisions.ts';

const TAXPAYER = { contact: '示例路 1 号', singleLimit: '100000.00', rateGrants: ['L03', 'L05'] };
const TEXTS = textsOf(TAXPAYER);

test.each([
  ['nothing', {}, {}],
  [
    'spaces, order and form',
    { rateGrants: 'l05；L03', singleLimit: ' 100,000 ', contact: ' 示例路 1 号 ' },
    {},
  ],
  ['a further grant', { rateGrants: 'L03, L05, L09' }, { rateGrants: ['L03', 'L05', 'L09'] }],
  ['no grant', { rateGrants: '' }, { rateGrants: [] }],
  ['a bank, and no contact', { bank: '示例银行', contact: '' }, { bank: '示例银行' }],
  ['another limit', { singleLimit: '5' }, { singleLimit: '5.00' }],
])('an officer who enters %s signs only what differs', (_, entered, signed) => {
  expect(changesIn({ ...TEXTS, ...entered }, TAXPAYER)).toEqual(signed);
});

test('a taxpayer without decisions has empty fields, and none of them is a change', () => {
  expect(changesIn(textsOf({}), {})).toEqual({});
});
