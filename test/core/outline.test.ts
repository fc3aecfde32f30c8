import { deflate, inflate } from '@fapiao-ledger/contract/compression';
import {
  CompactFormError,
  contentText,
  type DraftJson,
  type DraftOutline,
  encodeDrafts,
  encodePage,
  type Json,
  outlineOfPage,
  parseYuan,
} from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { realisticDrafts } from '../support/realistic-drafts.ts';

const seller = enterpriseCode(1);
const head = {
  first: '26440000000000000001',
  profile: 'DIGITAL',
  issuedAt: '2026-03-01T08:00:00Z',
  date: '2026-03-01',
  seller: { code: seller, name: '示例企业' },
  ruleSet: { version: '2026-01-01', hash: '0'.repeat(64) },
  transactionId: '0'.repeat(64),
  checkKey: '0'.repeat(64),
} as const;
const realistic = realisticDrafts(200).map((draft) => ({ ...draft, seller }));
const [some] = realistic as [DraftJson];
const toPerson: DraftJson = { ...some, buyer: { type: 'PERSON' }, holder: personId(1) };
const toBody: DraftJson = { ...some, buyer: { type: 'BODY', name: '示范居民委员会' } };
/** More digits than the columns hold, so that the draft is stored as a text. */
const huge: DraftJson = {
  ...some,
  totals: { net: '99999999999999.99', tax: '-12345678901234.56', gross: '87654321098765.43' },
};

function bytesOf(requests: readonly (readonly DraftJson[])[]): Uint8Array {
  const blocks = requests.map((drafts) => encodeDrafts(drafts as unknown as readonly Json[]));
  return encodePage(head, blocks, deflate);
}

/** Amounts are compared as integers, whatever type holds them. */
function comparable({ type, buyer, holder, lines, net, tax }: DraftOutline): unknown {
  const exact = (amount: number | bigint): bigint => BigInt(amount);
  const shown = lines.map((line) => ({ rate: line.rate, net: exact(line.net), tax: exact(line.tax) }));
  return { type, buyer, holder, lines: shown, net: exact(net), tax: exact(tax) };
}

function wanted({ type, buyer, holder, lines, totals }: DraftJson): unknown {
  const shown = lines.map(({ rate, net, tax }) => ({ rate, net: parseYuan(net), tax: parseYuan(tax) }));
  return { type, buyer, holder, lines: shown, net: parseYuan(totals.net), tax: parseYuan(totals.tax) };
}

test('the outline of a page has the own ids, and what their drafts say without the commitment to a name', () => {
  const buyer = { type: 'PERSON', nameCommitment: '1'.repeat(64) } as const;
  const own: readonly DraftJson[] = [
    { ...some, ref: 'order-1' },
    { ...toPerson, buyer, ref: '订单 2', remark: '合同' },
    { ...huge, buyer, ref: 'order-3' },
    some,
  ];
  const { drafts } = outlineOfPage(bytesOf([own]), inflate);
  expect(drafts.map(({ ownId }) => ownId)).toEqual(
    own.map((draft) => draft.ref && { ref: draft.ref, content: contentText(draft) }),
  );
  expect(contentText({ ...toPerson, buyer })).toBe(contentText(toPerson));
  expect(contentText(own[1])).not.toBe(contentText({ ...own[1], remark: '其他' }));
});

test('the outline of a page says of each draft what the draft says, in order', () => {
  const requests = [realistic, [toPerson], [huge, toBody, some]];
  const outline = outlineOfPage(bytesOf(requests), inflate);
  expect(outline.head).toEqual(head);
  expect(outline.drafts.map(comparable)).toEqual(requests.flat().map(wanted));
});

test('an outline is refused by name where the page is', () => {
  const bytes = bytesOf([realistic]);
  for (const broken of [bytes.subarray(0, -9), bytes.subarray(1), Uint8Array.of(1, 0xff), Uint8Array.of()])
    expect(() => outlineOfPage(broken, inflate)).toThrow(CompactFormError);
});
