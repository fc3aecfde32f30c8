import { canonicalJson } from '@fapiao-ledger/core';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { type EmbeddedLedger, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityEncodings } from '../support/identity-encodings.ts';

let ledger: EmbeddedLedger;
let client: LedgerClient;
/** The one act that goes by the certificate alone: the member that may do it owns the ledger. */
const FOUND: ContractCall = {
  contract: 'bureau',
  function: 'FoundLedger',
  args: [canonicalJson({ contract: 'fapiao', ledger: '0'.repeat(64), officer: 'O0001' })],
};
/** A member of the bureau's organization that no officer has registered. */
let member: Identity;
/** A certificate that says officer, made by an attacker with an authority of their own. */
let forged: string;

beforeAll(async () => {
  ledger = await openEmbeddedLedger();
  client = ledger.client();
  const validity = validFor(30, new Date());
  const authority = await createAuthority({ mspId: 'TaxBureauMSP', organization: 'Tax Bureau', validity });
  member = await certified({});
  ({ certificate: forged } = await authority.enrollWithNewKey({
    commonName: 'officer',
    ou: 'client',
    attributes: { role: 'officer' },
    validity,
  }));
});

afterAll(() => ledger.close());

async function certified(attributes: Readonly<Record<string, string>>): Promise<Identity> {
  const validity = validFor(30, new Date());
  const enrolment = { commonName: 'member', ou: 'client', attributes, validity } as const;
  const { certificate, privateKey } = await ledger.authorities.TaxBureauMSP.enrollWithNewKey(enrolment);
  return identityFromPem('TaxBureauMSP', certificate, privateKey);
}

async function verdictOn(identity: Identity): Promise<string> {
  const before = await client.status();
  const verdict = await client.submit(identity, FOUND).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
  expect(await client.status()).toEqual(before);
  return verdict;
}

test('a member without a role founds no ledger', async () => {
  expect(await verdictOn(member)).toBe('ROLE_REQUIRED');
});

describe('an identity is refused that is not exactly one certificate:', () => {
  const encodings = identityEncodings('-----BEGIN CERTIFICATE-----\nAAAA\n', '').map(({ desc }) => desc);
  test.each(encodings)('%s', async (desc) => {
    const { text } = identityEncodings(member.certificate, forged).find((each) => each.desc === desc) as {
      text: string;
    };
    expect(await verdictOn({ ...member, certificate: text })).toBe('IDENTITY_INVALID');
  });
});

describe('attributes are refused that are not text by name:', () => {
  test.each([
    ['a role in a list', { role: ['officer'] }],
    ['a role in an object', { role: { officer: true } }],
    ['a role that is a number', { role: 1 }],
    ['a role that is null', { role: null }],
    ['something beside the role that is not text', { role: 'officer', other: [] }],
  ])('%s', async (_, attributes) => {
    const identity = await certified(attributes as unknown as Record<string, string>);
    expect(await verdictOn(identity)).toBe('IDENTITY_INVALID');
  });
});
