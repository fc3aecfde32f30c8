import { expect, test } from 'vitest';
import { isCompany, partyCodeText, readParty } from '../../gateway/portal/shared/party-code.ts';

const COMPANY = '91440300708461136T';
const PERSON = 'P00000000000000007';

test.each([
  ['a company with its name', { code: COMPANY, name: '示例 & 公司=#' }],
  ['a person without a name', { code: PERSON }],
])('the code of %s is read as it was written', (_, party) => {
  const text = partyCodeText('https://ledger.example', party);
  expect(text.startsWith('https://ledger.example/#party=')).toBe(true);
  expect(readParty(text)).toEqual(party);
});

test('a title code of another program serves when it has one valid tax code', () => {
  expect(readParty(`名称:示例公司 税号:${COMPANY}`)).toEqual({ code: COMPANY });
  expect(readParty(` ${COMPANY.toLowerCase()} `)).toEqual({ code: COMPANY });
});

test.each([
  ['a code with a wrong check character', '914403007084611360'],
  ['two codes, of which either may be meant', `${COMPANY} ${PERSON}`],
  ['a link with a wrong code', 'https://ledger.example/#party=123'],
  ['nothing', ''],
])('%s names no taxpayer', (_, text) => {
  expect(readParty(text)).toBeUndefined();
});

test('a name in a code is bounded', () => {
  const text = partyCodeText('https://ledger.example', { code: COMPANY, name: '名'.repeat(5_000) });
  expect(readParty(text)?.name).toHaveLength(100);
});

test('only a company can redeem', () => {
  expect([COMPANY, PERSON].map((code) => isCompany({ code }))).toEqual([true, false]);
});
