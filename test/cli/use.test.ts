import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';

const DRAFT = {
  type: 'SPECIAL',
  buyer: { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' },
  lines: [{ taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '500.00', rate: '0.06' }],
};

let world: CommandWorld;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.enter('buyer', BUYER, '--kind', 'GENERAL', '--name', '深圳示范采购有限公司');
  await world.done(world.anonymous('trust', 'fetch', '--json'));
});

afterAll(async () => {
  await world.stop();
});

test('a company confirms what it uses invoices for, sees it, and revokes it', async () => {
  const numbers = await world.issue('shop', [DRAFT, DRAFT]);
  const [number] = numbers as [string];
  const period = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const confirmed = (await world.done(
    world.as('buyer', 'use', 'confirm', ...numbers, '--period', period, '--json'),
  )) as { invoices: readonly { status: object }[] };
  expect(confirmed.invoices.map(({ status }) => status)).toEqual([
    expect.objectContaining({ use: expect.objectContaining({ purpose: 'DEDUCTION', period }) }),
    expect.objectContaining({ use: expect.objectContaining({ purpose: 'DEDUCTION', period }) }),
  ]);
  expect((await world.as('buyer', 'show', number)).stdout).toContain(`for deduction in ${period}`);
  expect(await world.as('shop', 'use', 'revoke', number)).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('NOT_THE_BUYER'),
  });
  const revoked = (await world.done(world.as('buyer', 'use', 'revoke', number, '--json'))) as {
    status: object;
  };
  expect(revoked.status).not.toHaveProperty('use');
  const again = world.as('buyer', 'use', 'confirm', number, '--period', period, '--no-deduction', '--json');
  expect(await world.done(again)).toMatchObject({ status: { use: { purpose: 'NO_DEDUCTION' } } });
});

test('a period that is no month is refused before anything is sent', async () => {
  const ran = await world.as('buyer', 'use', 'confirm', '26440000000000000001', '--period', '2026-13');
  expect(ran).toMatchObject({ exitCode: 64 });
});
