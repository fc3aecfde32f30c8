import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { type CustodyBody, custodyPlace } from '../support/custody.ts';
import { BUYER, SELLER } from '../support/draft.ts';

const place = custodyPlace();
let world: CommandWorld;

beforeAll(async () => {
  const { folder, secretFile } = place;
  world = await CommandWorld.start({ FAPIAO_CUSTODIAN: folder, FAPIAO_CUSTODIAN_KEY_FILE: secretFile });
});
afterAll(async () => {
  await world.stop();
  place.remove();
});

const DRAFT = {
  buyer: { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' },
  lines: [
    {
      taxClass: '3040201010000000000',
      item: '*信息技术服务*系统维护',
      quantity: '1',
      unitPrice: '10.00',
      rate: '0.06',
    },
  ],
};

it('takes a taxpayer into custody, who then issues and passes on without signing', async () => {
  await world.done(world.anonymous('identity', 'new', 'shop.json', '--code', SELLER, '--json'));
  const enrolled = await world.as('operator', 'custodian', 'enrol', SELLER, '--csr', 'shop.csr');
  expect(enrolled).toMatchObject({ exitCode: 0, stderr: '' });
  expect(enrolled.stdout).toMatch(
    /idle.*shop\.pem is the certificate.*Send shop\.custody\.pem to the tax bureau/s,
  );
  const registration = [
    '--kind',
    'GENERAL',
    '--name',
    '深圳示范软件有限公司',
    '--public-key',
    'shop.custody.pem',
  ];
  await world.done(world.as('officer', 'bureau', 'register', SELLER, ...registration, '--json'));
  await world.grant(SELLER);
  await world.done(world.anonymous('identity', 'install', 'shop.json', 'shop.pem', '--json'));

  const [number = ''] = await world.issue('shop', [{ ...DRAFT, holder: SELLER }]);
  const passed = await world.done(world.as('shop', 'transfer', number, '--to', SELLER, '--json'));
  expect(passed).toMatchObject({ status: { holder: SELLER } });
});

it('shows, renews and erases', async () => {
  const shown = await world.as('operator', 'custodian', 'show', SELLER);
  expect(shown.stdout).toMatch(/in force/);
  const renewed = await world.done(
    world.as(
      'operator',
      'custodian',
      'rebind',
      SELLER,
      '--csr',
      'shop.csr',
      '--certificate',
      'new.pem',
      '--json',
    ),
  );
  expect((renewed as CustodyBody).certificate).toMatch(/BEGIN CERTIFICATE/);
  await world.done(world.anonymous('identity', 'install', 'shop.json', 'new.pem', '--json'));
  expect((await world.as('shop', 'custodian', 'show', SELLER)).exitCode).toBe(0);

  const kept = await world.as('operator', 'custodian', 'erase', SELLER);
  expect(kept.stdout).toMatch(/in force/);
  const amended = world.as('officer', 'bureau', 'amend', SELLER, '--public-key', 'new.pem', '--json');
  await world.done(amended);
  const erased = await world.as('operator', 'custodian', 'erase', SELLER);
  expect(erased.stdout).toBe(`no key of ${SELLER} is in custody\n`);
  expect((await world.as('operator', 'custodian', 'show', SELLER)).stderr).toContain('CUSTODY_NOT_FOUND');
});

it('is told of a gateway that keeps no keys', async () => {
  const other = await CommandWorld.start();
  try {
    const ran = await other.as('operator', 'custodian', 'show', SELLER);
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('this gateway keeps no keys') });
  } finally {
    await other.stop();
  }
});
