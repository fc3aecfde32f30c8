import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';

const DRAFT = {
  buyer: { type: 'PERSON' },
  lines: [{ taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '500.00', rate: '0.06' }],
};

let world: CommandWorld;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.done(world.anonymous('trust', 'fetch', '--json'));
  await writeFile(join(world.cwd, 'draft.json'), JSON.stringify(DRAFT));
});

afterAll(async () => {
  await world.stop();
});

test('a shop makes a key for its till, which issues until the key is revoked', async () => {
  const made = await world.as(
    'shop',
    'key',
    'new',
    'till-1',
    '--issue',
    'till-1',
    '--read',
    '--max',
    '1000.00',
  );
  expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('fapiao login') });
  const file = join(world.cwd, 'till-1.json');
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ certificate: '', code: SELLER });
  const issued = await world.done(
    world.as('till-1', 'issue', 'draft.json', '--complete', '--lane', 'till-1', '--json'),
  );
  const number = (issued as { invoices: { number: string }[] }).invoices[0]?.number ?? '';
  expect(await world.done(world.as('till-1', 'show', number, '--json'))).toMatchObject({
    invoice: { number },
  });
  const elsewhere = await world.as('till-1', 'issue', 'draft.json', '--complete', '--lane', 'main');
  expect(elsewhere).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('KEY_SCOPE') });
  const listed = await world.done(world.as('shop', 'key', 'list', '--json'));
  expect(listed).toMatchObject({ keys: [{ name: 'till-1', lanes: ['till-1'], amountMax: '1000.00' }] });
  expect((await world.as('till-1', 'doctor')).stdout).toContain('the ledger has your key till-1');
  expect((await world.as('till-1', 'identity', 'show', '--json')).stdout).toContain('keyEpoch');
  expect(await world.as('till-1', 'key', 'revoke', 'till-1')).toMatchObject({ exitCode: 3 });
  expect(await world.as('shop', 'key', 'revoke', 'till-1')).toMatchObject({ exitCode: 0 });
  expect(await world.as('till-1', 'issue', 'draft.json', '--complete', '--lane', 'till-1')).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('CREDENTIAL_INVALID'),
  });
});

test('a dry run makes no key and sends nothing', async () => {
  const args = ['key', 'new', 'till-2', '--issue', '--until', '2027-01-01', '--dry-run'] as const;
  const ran = await world.as('shop', ...args);
  expect(ran.stdout).toContain('2027-01-01 23:59:59');
  expect(ran.stdout).toContain('nothing was made and nothing was sent');
  await expect(stat(join(world.cwd, 'till-2.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await world.done(world.as('shop', 'key', 'list', '--json'))).toMatchObject({ keys: [] });
});

test.each([
  ['no scope', ['till-3']],
  ['an odd lane', ['till-3', '--issue', 'a,a']],
  ['an end that is no moment', ['till-3', '--read', '--until', '2027-13-01']],
  ['an amount for a key that only reads', ['till-3', '--read', '--max', '1.00']],
  ['a file that exists', ['till-3', '--read', '--out', 'shop.json']],
])('%s is refused before anything is sent', async (_, args) => {
  expect(await world.as('shop', 'key', 'new', ...args)).toMatchObject({ exitCode: 64 });
});

test('an officer is registered for some operations', async () => {
  await world.done(
    world.anonymous('identity', 'new', 'service.json', '--role', 'officer', '--code', 'O0009', '--json'),
  );
  const args = ['bureau', 'officer', 'add', 'O0009', '--csr', 'service.csr', '--operations'] as const;
  expect(await world.as('officer', ...args, 'issue')).toMatchObject({ exitCode: 64 });
  const added = await world.done(world.as('officer', ...args, 'grant-credit,cancel', '--json'));
  expect(JSON.stringify(added)).toContain('"operations":["grant-credit","cancel"]');
});
