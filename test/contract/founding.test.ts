import { canonicalJson, type Json, type OfficerJson, type PolicyJson } from '@fapiao-ledger/core';
import { validFor } from '@fapiao-ledger/network/ca';
import {
  type EmbeddedLedger,
  ManualClock,
  type OrganizationId,
  openEmbeddedLedger,
} from '@fapiao-ledger/network/embedded';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { delayedClient } from '../support/delayed-client.ts';
import { enterpriseCode } from '../support/drafts.ts';
import { NOW } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask } from '../support/replay-story.ts';
import { signedAct } from '../support/signed-calls.ts';

const clock = new ManualClock(NOW);
let ledger: EmbeddedLedger;
let officer: Identity;

beforeEach(async () => {
  ledger = await openEmbeddedLedger({ clock });
  officer = await enrol('TaxBureauMSP', { role: 'officer' });
});

afterEach(() => ledger.close());

async function enrol(mspId: OrganizationId, attributes: Readonly<Record<string, string>>): Promise<Identity> {
  const enrolment = { commonName: 'x', ou: 'client', attributes, validity: validFor(365, NOW) } as const;
  const { certificate, privateKey } = await ledger.authorities[mspId].enrollWithNewKey(enrolment);
  return identityFromPem(mspId, certificate, privateKey);
}

async function found(by: Identity, over: Readonly<Record<string, Json>> = {}, client = ledger.client()) {
  const founding = { ledger: await client.ledgerId(), contract: client.contract, officer: 'O0001', ...over };
  const args = [canonicalJson(founding)];
  return await client.submit(by, { contract: 'bureau', function: 'FoundLedger', args });
}

test('only a certificate of the bureau with the role officer founds a ledger', async () => {
  const others: [OrganizationId, Record<string, string>][] = [
    ['TaxBureauMSP', { role: 'operator' }],
    ['TaxBureauMSP', { role: 'taxpayer', 'taxpayer.id': enterpriseCode(1) }],
    ['TaxBureauMSP', {}],
    ['PlatformMSP', { role: 'officer' }],
    ['PlatformMSP', { role: 'operator' }],
    ['AuditorMSP', { role: 'auditor' }],
    ['AuditorMSP', { role: 'officer' }],
  ];
  for (const [mspId, attributes] of others) {
    const refused = await refusal(found(await enrol(mspId, attributes)));
    expect([refused.code, mspId, attributes]).toEqual(['ROLE_REQUIRED', mspId, attributes]);
  }
  await found(officer);
  const client = ledger.client();
  const asking = { client, operator: officer };
  const { ledger: named, ruleSets } = await ask<PolicyJson>(asking, 'bureau:ReadPolicy');
  expect(named).toEqual({ id: await client.ledgerId(), contract: 'fapiao' });
  expect(ruleSets).toEqual([]);
  const first = await ask<OfficerJson>(asking, 'bureau:ReadOfficer', { code: 'O0001' });
  expect(first).toMatchObject({ code: 'O0001', status: 'ACTIVE', mspId: 'TaxBureauMSP' });
});

test('a ledger is founded once: no later founder and no other argument changes it', async () => {
  const { height } = await ledger.client().status();
  await found(officer);
  const other = await enrol('TaxBureauMSP', { role: 'officer' });
  for (const [by, over] of [
    [officer, {}],
    [other, { officer: 'O0002' }],
    [other, { ledger: '2e'.repeat(32) }],
  ] as const) {
    expect(await refusal(found(by, over))).toMatchObject({ code: 'ALREADY_FOUNDED' });
  }
  expect((await ledger.client().status()).height).toBe(height + 1n);
});

test('of two that found it at once, one is invalid', async () => {
  const other = await enrol('TaxBureauMSP', { role: 'officer' });
  const late = delayedClient(ledger.peer, clock, () => found(officer));
  const reason: unknown = await found(other, { officer: 'O0002' }, late).catch((error: unknown) => error);
  expect(reason).toBeInstanceOf(LedgerError);
  expect(reason).toMatchObject({ code: 'LEDGER_CONFLICT', details: ['MVCC_READ_CONFLICT'] });
  const asking = { client: ledger.client(), operator: officer };
  expect(await refusal(ask(asking, 'bureau:ReadOfficer', { code: 'O0002' }))).toMatchObject({
    code: 'OFFICER_NOT_FOUND',
  });
});

test('names the ledger and the officer in their one form', async () => {
  for (const [over, fault] of [
    [{ ledger: '1E'.repeat(32) }, 'FIELD_VALUE /ledger'],
    [{ contract: 'fapiao/2' }, 'FIELD_VALUE /contract'],
    [{ officer: '0001' }, 'CREDIT_CODE_INVALID /officer'],
    [{ note: 'x' }, 'FIELD_UNKNOWN /note'],
  ] as const) {
    const { faults } = await refusal(found(officer, over));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  }
});

test('before it is founded, a ledger takes no statement', async () => {
  const signing = { code: 'O0001', keyEpoch: '0123456789abcdef', identity: officer };
  const signposts = {
    ledger: { id: await ledger.client().ledgerId(), contract: 'fapiao' },
    now: () => clock.now(),
  };
  const act = signedAct(signposts, signing, 'close-period', {
    month: '2020-01',
  });
  const call = { contract: 'bureau', function: 'ClosePeriod', args: [canonicalJson(act)] } as const;
  expect(await refusal(ledger.client().submit(officer, call))).toMatchObject({ code: 'NOT_FOUNDED' });
});
