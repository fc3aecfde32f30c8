import type { Json, OfficerJson } from '@fapiao-ledger/core';
import { ManualClock, type OrganizationId, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delayedClient } from '../support/delayed-client.ts';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, NOW, type World } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask, callBy } from '../support/replay-story.ts';
import type { Participant, Signing } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;
let serial = 0;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
});

afterAll(() => world.close());

/** An officer whose key is that of a taxpayer made for it: the register keeps keys, not certificates. */
async function newOfficer(at: LedgerWorld = world): Promise<Signing> {
  serial += 1;
  const { identity, taxpayer } = await at.register(enterpriseCode(1_000 + serial), 'GENERAL');
  const body = { code: `O-${1000 + serial}`, publicKey: taxpayer.publicKey };
  const { code, keyEpoch } = await at.bureau<OfficerJson>('RegisterOfficer', body);
  return { code, keyEpoch, identity };
}

async function act(
  signing: Signing,
  name = 'GrantCredit',
  body: Json = creditOf('5.00'),
  relay = world.officer,
) {
  return await world.client.submit(relay, callBy(world, signing, name, body));
}

function creditOf(net: string): Json {
  return { seller: shop.code, month: world.month, net };
}

describe('an officer', () => {
  test('acts once it is registered, and registers others', async () => {
    const officer = await newOfficer();
    await act(officer);
    const publicKey = shop.taxpayer.publicKey;
    await act(officer, 'RegisterOfficer', { code: 'O-BY-ANOTHER', publicKey });
    expect(await ask<OfficerJson>(world, 'bureau:ReadOfficer', { code: 'O-BY-ANOTHER' })).toMatchObject({
      status: 'ACTIVE',
      publicKey,
    });
  });

  test('that is revoked is refused, and what it did stays', async () => {
    const officer = await newOfficer();
    const done = await act(officer, 'GrantCredit', creditOf('6.00'));
    const kept = callBy(world, officer, 'GrantCredit', creditOf('7.00'));
    await world.bureau('RevokeOfficer', { code: officer.code });
    expect(await refusal(act(officer))).toMatchObject({ code: 'OFFICER_REVOKED' });
    expect(await refusal(world.client.submit(world.officer, kept))).toMatchObject({
      code: 'OFFICER_REVOKED',
    });
    expect(JSON.parse(done.result)).toMatchObject({ granted: '6.00' });
  });

  test('that is registered again may act, and its earlier statements stay refused', async () => {
    const officer = await newOfficer();
    const kept = callBy(world, officer, 'GrantCredit', creditOf('7.00'));
    await world.bureau('RevokeOfficer', { code: officer.code });
    const { publicKey } = await ask<OfficerJson>(world, 'bureau:ReadOfficer', { code: officer.code });
    const again = await world.bureau<OfficerJson>('RegisterOfficer', { code: officer.code, publicKey });
    expect(again.keyEpoch).not.toBe(officer.keyEpoch);
    expect(await refusal(world.client.submit(world.officer, kept))).toMatchObject({ code: 'KEY_EPOCH' });
    await act({ ...officer, keyEpoch: again.keyEpoch });
  });

  test('cannot revoke itself, nor an officer that is not registered', async () => {
    const own = world.bureau('RevokeOfficer', { code: world.officerCode });
    expect(await refusal(own)).toMatchObject({ code: 'ROLE_REQUIRED' });
    const unknown = world.bureau('RevokeOfficer', { code: 'O-UNKNOWN' });
    expect(await refusal(unknown)).toMatchObject({ code: 'OFFICER_NOT_FOUND' });
  });

  test('gives a request of its own up, and none of another officer', async () => {
    const [requestId, own] = ['credit-0001', world.signingOfficer];
    const grant = () => world.bureau('GrantCredit', creditOf('8.00'), { requestId });
    await world.submit(world.officer, world.cancelCall(own, requestId));
    expect(await refusal(grant())).toMatchObject({ code: 'REQUEST_REPLACED' });
    const others = { requestId: 'credit-0002' };
    await world.submit(world.officer, world.cancelCall(await newOfficer(), others.requestId));
    await world.bureau('GrantCredit', creditOf('9.00'), others);
  });
});

describe('an act of the bureau', () => {
  test('signed by a taxpayer or by an unknown officer is refused', async () => {
    const officer = await newOfficer();
    const asTaxpayer = { code: shop.code, keyEpoch: shop.keyEpoch, identity: shop.identity };
    const { faults } = await refusal(act(asTaxpayer));
    expect(faults).toMatchObject([{ code: 'CREDIT_CODE_INVALID', path: '/actor' }]);
    expect(await refusal(act({ ...officer, identity: shop.identity }))).toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
    expect(await refusal(act({ ...officer, code: 'O-UNKNOWN' }))).toMatchObject({
      code: 'OFFICER_NOT_FOUND',
    });
  });

  test('is relayed only by the bureau’s own certificates, whichever officer signed it', async () => {
    const relays: [OrganizationId, Record<string, string>, string][] = [
      ['TaxBureauMSP', { role: 'operator' }, 'done'],
      ['TaxBureauMSP', { role: 'officer' }, 'done'],
      ['TaxBureauMSP', {}, 'ROLE_REQUIRED'],
      ['TaxBureauMSP', { role: 'auditor' }, 'ROLE_REQUIRED'],
      ['PlatformMSP', { role: 'operator' }, 'ROLE_REQUIRED'],
      ['PlatformMSP', { role: 'officer' }, 'ROLE_REQUIRED'],
      ['AuditorMSP', { role: 'operator' }, 'ROLE_REQUIRED'],
      ['AuditorMSP', { role: 'auditor' }, 'ROLE_REQUIRED'],
    ];
    const officer = await newOfficer();
    for (const [mspId, attributes, want] of relays) {
      const sent = act(officer, 'GrantCredit', creditOf('5.00'), await world.enrol(mspId, attributes));
      const outcome = await sent.then(
        () => 'done',
        ({ code }: { code: string }) => code,
      );
      expect([mspId, attributes, outcome]).toEqual([mspId, attributes, want]);
    }
  });

  test('is no act of a taxpayer: an officer issues and moves nothing', async () => {
    const officer = await newOfficer();
    const participant = { ...shop, ...officer };
    const change = world.change(participant, 'transfer', { to: shop.code, invoices: [] }, { pages: [] });
    expect((await refusal(change)).faults).toContainEqual(
      expect.objectContaining({ code: 'CREDIT_CODE_INVALID', path: '/actor' }),
    );
    const issue = world.issue(participant, [draftOf(shop.code, { type: 'PERSON' })]);
    expect((await refusal(issue)).faults).toMatchObject([{ code: 'CREDIT_CODE_INVALID', path: '/seller' }]);
  });
});

test('of two officers that revoke each other at once, one is left', async () => {
  const clock = new ManualClock(NOW);
  const ledger = await openEmbeddedLedger({ clock });
  const alone = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), {
    now: () => clock.now(),
  });
  const other = await newOfficer(alone);
  const relay: Identity = alone.officer;
  const revokes = (by: Signing, officer: Signing) =>
    callBy(alone, by, 'RevokeOfficer', { code: officer.code });
  const { signingOfficer: first } = alone;
  const late = delayedClient(ledger.peer, clock, () => ledger.client().submit(relay, revokes(first, other)));
  await expect(late.submit(relay, revokes(other, first))).rejects.toMatchObject({
    code: 'LEDGER_CONFLICT',
    details: ['MVCC_READ_CONFLICT'],
  });
  const statuses = [first, other].map(
    async ({ code }) => (await ask<OfficerJson>(alone, 'bureau:ReadOfficer', { code })).status,
  );
  expect(await Promise.all(statuses)).toEqual(['ACTIVE', 'REVOKED']);
  await ledger.close();
});
