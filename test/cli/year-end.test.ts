import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, readIdentity } from '@fapiao-ledger/client';
import { parseTrustFile } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';
import { GatewayBetween } from '../support/gateway-between.ts';

let world: CommandWorld;
/** The present year and the one before, in Shanghai. */
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.done(world.anonymous('trust', 'fetch', '--out', 'trust.json', '--json'));
  await grantOldNumbers(`${YEAR - 2001}443`, 70);
});

afterAll(async () => {
  await world.stop();
});

/** Grants numbers of the year before, which the command no longer grants and an officer's program can. */
async function grantOldNumbers(prefix: string, count: number): Promise<void> {
  const identity = await readIdentity(
    await readFile(join(world.gateway.home, 'identities', 'officer.json'), 'utf8'),
  );
  const trust = parseTrustFile(JSON.parse(await readFile(join(world.cwd, 'trust.json'), 'utf8')));
  const client = connect({ gateway: world.gateway.address, trust, identity });
  const terms = { seller: SELLER, profile: 'DIGITAL', prefix, count } as const;
  await client.act('grant-segment', terms, { requestId: randomUUID() });
}

const account = async (year: number): Promise<unknown> =>
  await world.done(world.as('officer', 'bureau', 'numbers', SELLER, '--year', String(year), '--json'));

test('an officer accounts for the numbers of a year, and returns those of a year that is over', async () => {
  const line = { taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '100.00', rate: '0.06' };
  await world.issue('shop', [{ type: 'ORDINARY', buyer: { type: 'PERSON' }, lines: [line] }]);
  expect(await account(YEAR)).toMatchObject({ issued: 1, used: 1, difference: 0, isSettled: true });
  expect(await account(YEAR - 1)).toMatchObject({
    granted: 70,
    stock: 70,
    returned: 0,
    issued: 0,
    difference: 0,
  });
  const give = ['return-numbers', SELLER, '--year', String(YEAR - 1)];
  expect((await world.as('officer', 'bureau', ...give, '--dry-run')).stdout).toContain('nothing was sent');
  expect(await world.done(world.as('officer', 'bureau', ...give, '--json'))).toMatchObject({ count: 70 });
  expect(await account(YEAR - 1)).toMatchObject({ granted: 70, stock: 0, returned: 70, difference: 0 });
  const { stdout } = await world.as('officer', 'bureau', 'numbers', SELLER, '--year', String(YEAR - 1));
  expect(stdout).toContain('every number is accounted for');
});

test.each([
  ['no alarm', 'while the tables of the gateway are behind', false, 0, 'ask again'],
  ['an alarm', 'once the tables have reached the ledger', true, 5, 'ALARM: 2 numbers are neither'],
])('missing numbers raise %s %s', async (_alarm, _when, isSettled, exitCode, words) => {
  const between = await GatewayBetween.open(world.gateway.address, async (request, passOn) => {
    const { status, body } = await passOn(request);
    const isAccount = request.path.startsWith('/v1/bureau/numbers/');
    return { status, body: isAccount ? { ...(body as object), difference: 2, isSettled } : body };
  });
  const through = ['--year', String(YEAR), '--gateway', between.address];
  const ran = await world.as('officer', 'bureau', 'numbers', SELLER, ...through);
  await between.close();
  expect(ran).toMatchObject({ exitCode, stdout: expect.stringContaining(words) });
  expect(ran.stdout.includes('ALARM')).toBe(isSettled);
});

test('the numbers of the present year are not returned', async () => {
  const ran = await world.as('officer', 'bureau', 'return-numbers', SELLER, '--year', String(YEAR));
  expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('YEAR_NOT_OVER') });
});

test('a seller may neither account nor return', async () => {
  for (const name of ['numbers', 'return-numbers']) {
    const ran = await world.as('shop', 'bureau', name, SELLER, '--year', String(YEAR));
    expect(ran).toMatchObject({
      exitCode: expect.not.stringMatching('0'),
      stderr: expect.stringMatching(/ROLE_REQUIRED|officer/),
    });
  }
});
