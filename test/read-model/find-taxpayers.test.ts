import { regionOf } from '@fapiao-ledger/core';
import { findTaxpayers, ReadModel, type TaxpayerFilter } from '@fapiao-ledger/gateway/read-model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { describeOnEngines } from '../support/read-model-engines.ts';
import { Seeded } from '../support/seeded.ts';

const random = new Seeded();
const NAMES = ['示例商店', '100%_小店 ABC', 'a\\b公司', '示例 abc 有限公司'];
const taxpayers = Array.from({ length: 300 }, (_, index) => {
  const isPerson = index % 5 === 0;
  return {
    code: isPerson ? personId(index) : enterpriseCode(index),
    kind: isPerson ? ('PERSON' as const) : random.pick(['GENERAL', 'SMALL_SCALE'] as const),
    status: random.pick(['ACTIVE', 'ACTIVE', 'SUSPENDED'] as const),
    name: isPerson ? null : `${random.pick(NAMES)}${index}`,
  };
});
const region = regionOf(enterpriseCode(1));
const TEXTS = ['店 ABC', '%_', 'A\\B', '示例', enterpriseCode(7).slice(4), 'nothing'];
const REGIONS = [region.slice(0, 2), region.slice(0, 4), region, '99'];

describeOnEngines('the register of taxpayers', ({ create }) => {
  let model: ReadModel;
  beforeAll(async () => {
    const engine = create();
    model = await ReadModel.open(engine, 'fapiao');
    await engine.writer
      .transaction()
      .execute(async (transaction) => await engine.insert(transaction, 'taxpayer', taxpayers));
  });
  afterAll(async () => await model.close());

  test('gives by pages what matches all filters, in the order of codes', async () => {
    for (let round = 0; round < 40; round += 1) {
      const filter = anyFilter();
      const expected = taxpayers.filter((taxpayer) => matches(taxpayer, filter)).map(({ code }) => code);
      expect(await codesOf(filter, random.whole(1, 90))).toEqual(expected.sort());
    }
  });

  async function codesOf(filter: TaxpayerFilter, limit: number): Promise<readonly string[]> {
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const paging = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const { value }: Awaited<ReturnType<typeof findTaxpayers>> = await findTaxpayers(model, filter, paging);
      expect(value.taxpayers.length).toBeLessThanOrEqual(limit);
      codes.push(...value.taxpayers.map(({ code }) => code));
      cursor = value.next;
    } while (cursor !== undefined);
    return codes;
  }
});

function anyFilter(): TaxpayerFilter {
  return {
    ...(random.whole(0, 1) === 0 && { text: random.pick(TEXTS) }),
    ...(random.whole(0, 2) === 0 && { region: random.pick(REGIONS) }),
    ...(random.whole(0, 2) === 0 && { kind: random.pick(['GENERAL', 'SMALL_SCALE', 'PERSON'] as const) }),
    ...(random.whole(0, 2) === 0 && { status: random.pick(['ACTIVE', 'SUSPENDED'] as const) }),
  };
}

function matches(taxpayer: (typeof taxpayers)[number], filter: TaxpayerFilter): boolean {
  const { code, kind, status, name } = taxpayer;
  const text = filter.text?.toLowerCase();
  return (
    (text === undefined || [code, name ?? ''].some((part) => part.toLowerCase().includes(text))) &&
    (filter.region === undefined || (kind !== 'PERSON' && code.slice(2).startsWith(filter.region))) &&
    (filter.kind === undefined || kind === filter.kind) &&
    (filter.status === undefined || status === filter.status)
  );
}
