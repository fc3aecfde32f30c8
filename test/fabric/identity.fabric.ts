import { join } from 'node:path';
import { canonicalJson } from '@fapiao-ledger/core';
import { createAuthority, loadAuthority, validFor } from '@fapiao-ledger/network/ca';
import type { ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { identityEncodings } from '../support/identity-encodings.ts';
import { openLedger } from './network.ts';

const home = inject('fabricHome') ?? '';
/** The one act that goes by the certificate alone; an officer hears that it is done already. */
const FOUND: ContractCall = {
  contract: 'bureau',
  function: 'FoundLedger',
  args: [canonicalJson({ contract: 'fapiao', ledger: '0'.repeat(64), officer: 'O0001' })],
};

describe.skipIf(home === '')(`identities on a real network${inject('fabricMissing')}`, () => {
  let client: LedgerClient;
  /** A member that the bureau's authority has certified without a role. */
  let member: Identity;
  /** A certificate that says officer, made by an attacker with an authority of their own. */
  let forged: string;

  beforeAll(async () => {
    client = await openLedger('fabric-gateway', home);
    const validity = validFor(30, new Date(Date.now() - 3_600_000));
    const bureau = await loadAuthority(join(home, 'organizations', 'bureau', 'ca'));
    const own = await bureau.enrollWithNewKey({ commonName: 'member', ou: 'client', validity });
    member = identityFromPem('TaxBureauMSP', own.certificate, own.privateKey);
    const authority = await createAuthority({ mspId: 'TaxBureauMSP', organization: 'Tax Bureau', validity });
    const enrolment = {
      commonName: 'officer',
      ou: 'client',
      attributes: { role: 'officer' },
      validity,
    } as const;
    ({ certificate: forged } = await authority.enrollWithNewKey(enrolment));
  });

  afterAll(() => client.close());

  async function verdictOn(certificate: string): Promise<string> {
    return await client.submit({ ...member, certificate }, FOUND).then(
      () => 'done',
      ({ code }: { code?: string }) => code ?? 'no code',
    );
  }

  test('a member without a role founds nothing', async () => {
    expect(await verdictOn(member.certificate)).toBe('ROLE_REQUIRED');
  });

  const encodings = identityEncodings('-----BEGIN CERTIFICATE-----\nAAAA\n', '');
  test.each(encodings.map(({ desc }) => desc))('nothing is done for an identity with %s', async (desc) => {
    const each = identityEncodings(member.certificate, forged).find((encoding) => encoding.desc === desc);
    // What the peer lets through, the contract refuses; the rest the peer refuses in words of its own.
    expect(['IDENTITY_INVALID', 'CREDENTIAL_INVALID', 'LEDGER_REFUSED', 'LEDGER_ENDORSEMENT']).toContain(
      await verdictOn(each?.text ?? ''),
    );
  });

  test('it is the contract that refuses what the peer takes', async () => {
    const indented = forged.replaceAll(/^/gm, ' ').trimEnd();
    expect(await verdictOn(`${indented}\n${member.certificate}`)).toBe('IDENTITY_INVALID');
    expect(await verdictOn(member.certificate.replaceAll('\n', '\r\n'))).toBe('IDENTITY_INVALID');
  });
});
