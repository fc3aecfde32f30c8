import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';

let world: CommandWorld;

const PAID_AT = new Date(Date.now() - 3_600_000).toISOString().replace(/\.[0-9]+Z$/, 'Z');
const UNTIL = '2099-12-31T15:59:59Z';
const DRAFT = draftOf(SELLER, enterprise(enterpriseCode(9)), { lines: [lineOfNet('100.00')] });
const TERMS = ['--payee', SELLER, '--amount', '106.00', '--paid-at', PAID_AT] as const;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.done(world.anonymous('trust', 'fetch', '--json'));
  await writeFile(join(world.cwd, 'draft.json'), JSON.stringify(DRAFT));
  await world.done(world.anonymous('provider', 'new', 'pay.json', '--code', 'V-PAY', '--json'));
  const registered = (await world.done(
    world.as(
      'officer',
      'bureau',
      'provider',
      'register',
      'V-PAY',
      '--name',
      '示例支付',
      '--public-key',
      'pay.json.pub',
      '--json',
    ),
  )) as { provider: { keyEpoch: string } };
  await world.done(
    world.anonymous('provider', 'install', 'pay.json', '--epoch', registered.provider.keyEpoch, '--json'),
  );
});

afterAll(async () => {
  await world.stop();
});

test('the key of a provider is in a private file, and its public key beside it', async () => {
  expect((await stat(join(world.cwd, 'pay.json'))).mode & 0o077).toBe(0);
  expect(await readFile(join(world.cwd, 'pay.json.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY');
  expect(await world.anonymous('provider', 'new', 'pay.json', '--code', 'V-PAY')).toMatchObject({
    exitCode: 64,
  });
});

describe('with a mandate', () => {
  beforeAll(async () => {
    const ran = await world.as(
      'shop',
      'mandate',
      'grant',
      'V-PAY',
      '--max',
      '1000.00',
      '--until',
      UNTIL,
      '--refund-lane',
      'main',
    );
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('V-PAY') });
  });

  test('a provider pays an order, shows it, and refunds it', async () => {
    const paid = await world.done(
      world.as('pay', 'provider', 'confirm', 'order-1', ...TERMS, '--drafts', 'draft.json', '--json'),
    );
    const number = (paid as { invoices: { number: string }[] }).invoices[0]?.number ?? '';
    const shown = await world.as('shop', 'show', number);
    expect(shown.stdout).toContain('V-PAY/order-1');
    for (const who of ['pay', 'shop'])
      expect((await world.as(who, 'provider', 'show', 'V-PAY/order-1')).stdout).toContain(number);
    const again = await world.as('pay', 'provider', 'confirm', 'order-1', ...TERMS, '--drafts', 'draft.json');
    expect(again).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('PAYMENT_USED') });
    const refund = ['provider', 'refund', 'order-1', '--refund', 'r-1', '--amount', '106.00'] as const;
    const of = ['--refunded-at', PAID_AT, '--invoice', number, '--reason', 'return'] as const;
    expect((await world.as('pay', ...refund, ...of, '--dry-run')).stdout).toContain('nothing was sent');
    const done = await world.as('pay', ...refund, ...of);
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('red-letter invoice') });
    expect((await world.as('pay', 'provider', 'show', 'V-PAY/order-1')).stdout).toContain('r-1: 106.00');
  });

  test('a seller issues from a payment that was confirmed without drafts', async () => {
    await world.done(world.as('pay', 'provider', 'confirm', 'order-2', ...TERMS, '--json'));
    const issued = await world.as('shop', 'issue', 'draft.json', '--payment', 'V-PAY/order-2');
    expect(issued).toMatchObject({ exitCode: 0 });
    const again = await world.as('shop', 'issue', 'draft.json', '--payment', 'V-PAY/order-2');
    expect(again).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('PAYMENT_USED') });
  });

  test('a dry run signs nothing', async () => {
    const dry = await world.as('pay', 'provider', 'confirm', 'order-3', ...TERMS, '--dry-run');
    expect(dry.stdout).toContain('nothing was sent');
    expect(await world.as('pay', 'provider', 'show', 'V-PAY/order-3')).toMatchObject({ exitCode: 3 });
    const grant = ['mandate', 'grant', 'V-PAY', '--max', '1.00', '--until', UNTIL, '--dry-run'] as const;
    expect((await world.as('shop', ...grant)).stdout).toContain('nothing was sent');
    expect((await world.as('shop', 'mandate', 'list')).stdout).toContain('1000.00');
  });

  test('an identity of another role is refused before anything is sent', async () => {
    expect(await world.as('shop', 'provider', 'confirm', 'order-4', ...TERMS)).toMatchObject({
      exitCode: 64,
    });
    expect(await world.as('pay', 'mandate', 'revoke', 'V-PAY')).toMatchObject({ exitCode: 64 });
  });
});

test('a mandate that is revoked issues nothing, and a provider that is revoked is no caller', async () => {
  expect(await world.as('shop', 'mandate', 'revoke', 'V-PAY')).toMatchObject({ exitCode: 0 });
  expect((await world.as('shop', 'mandate', 'list')).stdout).toContain('no mandates');
  const order = ['provider', 'confirm', 'order-5', ...TERMS, '--drafts', 'draft.json'] as const;
  expect(await world.as('pay', ...order)).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('MANDATE_NOT_FOUND'),
  });
  await world.done(world.as('officer', 'bureau', 'provider', 'revoke', 'V-PAY', '--json'));
  expect(await world.as('pay', ...order)).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('CREDENTIAL_INVALID'),
  });
});
