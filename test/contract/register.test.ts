import { canonicalJson, type Json, RULE_SET_2026, type TaxpayerJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';

let world: World;

beforeAll(async () => {
  world = await embeddedWorld();
});

afterAll(async () => {
  await world.close();
});

async function entryOf(code: string): Promise<TaxpayerJson> {
  const call = { contract: 'bureau', function: 'ReadTaxpayer', args: [canonicalJson({ code })] } as const;
  return JSON.parse(await world.client.evaluate(world.officer, call)) as TaxpayerJson;
}

async function faultsOf(act: Promise<unknown>): Promise<readonly string[]> {
  return (await refusal(act)).faults.map(({ code, path }) => `${code} ${path}`);
}

describe('a person leaves nothing on the ledger but a pseudonym and a key', () => {
  test.each([
    ['name', '张三'],
    ['contact', '张三 13800000000'],
    ['bank', '示例银行 6222000000000000'],
    ['singleLimit', '100.00'],
    ['rateGrants', ['L05']],
  ])('%s is refused, at registration and afterwards', async (field, value) => {
    const code = personId(field.length * 100 + field.charCodeAt(0));
    const more = { [field]: value } as Partial<TaxpayerJson>;
    expect(await faultsOf(world.register(code, 'PERSON', more))).toEqual([`FIELD_UNKNOWN /body/${field}`]);
    const { taxpayer } = await world.register(code, 'PERSON');
    const change = { code, status: 'ACTIVE', [field]: value };
    expect(await faultsOf(world.bureau('AmendTaxpayer', change as Json))).toEqual([
      `FIELD_UNKNOWN /body/${field}`,
    ]);
    expect(await entryOf(code)).toEqual(taxpayer);
  });

  test('a person can still be suspended', async () => {
    const code = personId(7);
    await world.register(code, 'PERSON');
    await world.bureau('AmendTaxpayer', { code, status: 'SUSPENDED' });
    expect((await entryOf(code)).status).toBe('SUSPENDED');
  });
});

describe('rates granted by name', () => {
  const code = enterpriseCode(1);
  const rows = (count: number): string[] => Array.from({ length: count }, (_, index) => `R${10 + index}`);
  const grant = async (rateGrants: Json): Promise<TaxpayerJson> =>
    await world.bureau<TaxpayerJson>('AmendTaxpayer', { code, rateGrants });

  beforeAll(async () => {
    await world.register(code, 'SMALL_SCALE');
  });

  test.each([
    ['more than 20', rows(21)],
    ['one twice', ['L05', 'L02', 'L05']],
    ['one that is no code of a row', ['L05', 'l02']],
    ['one that is no text', ['L05', 2]],
    ['something else than a list', 'L05'],
  ])('%s: refused', async (_, rateGrants) => {
    const [fault] = await faultsOf(grant(rateGrants));
    expect(fault).toMatch(/^FIELD_(VALUE|TYPE) \/body\/rateGrants$/);
  });

  test('are kept in one order', async () => {
    expect((await grant(['L05', 'L02', 'L15'])).rateGrants).toEqual(['L02', 'L05', 'L15']);
    expect((await grant(rows(20))).rateGrants).toHaveLength(20);
    expect((await grant([])).rateGrants).toEqual([]);
  });
});

test('a version is published once, also when the policy no longer has it', async () => {
  const publish = async (version: string): Promise<unknown> => {
    const validFrom = new Date(world.clock.now()).toISOString().slice(0, 10);
    return await world.bureau('PublishRuleSet', { ...RULE_SET_2026, version, validFrom } as unknown as Json);
  };
  const start = world.clock.now();
  for (const version of ['a', 'b', 'c']) {
    await publish(version);
    world.clock.advance(2 * 86_400_000);
  }
  const policy = await world.client.evaluate(world.officer, {
    contract: 'bureau',
    function: 'ReadPolicy',
    args: [],
  });
  expect(policy).not.toContain('"version":"a"');
  expect(await refusal(publish('a'))).toMatchObject({ code: 'RULE_SET_CONFLICT' });
  world.clock.advance(start - world.clock.now());
});
