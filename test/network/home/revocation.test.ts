import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@fapiao-ledger/gateway/config';
import { HomeError, type LedgerHome, openLedger } from '@fapiao-ledger/network/home';
import type { TrustFile } from '@fapiao-ledger/pki';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { twinOf } from '../../support/certificate-twin.ts';
import { enterpriseCode } from '../../support/drafts.ts';
import { enrol, refusalOf, TestGateway } from '../../support/gateway.ts';
import type { MerchantClient } from '../../support/merchant-client.ts';

const OTHER_CERTIFICATE = 'ab'.repeat(32);

const fingerprintOf = (pem = ''): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();

describe('a trust file in which certificates are revoked', () => {
  let folder: string;
  let file: string;
  const opened: LedgerHome[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-revoked-'));
    file = join(folder, 'trust.json');
  });
  afterEach(async () => {
    for (const home of opened.splice(0)) await home.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (): Promise<LedgerHome> => {
    const home = await openLedger(readConfig({ FAPIAO_HOME: folder }));
    opened.push(home);
    return home;
  };
  const trust = (): TrustFile => JSON.parse(readFileSync(file, 'utf8')) as TrustFile;
  /** Between two runs. */
  const revoke = async (certificate: (home: LedgerHome) => string): Promise<void> => {
    const home = await open();
    await home.close();
    opened.pop();
    writeFileSync(file, JSON.stringify({ ...trust(), revoked: [certificate(home)] }));
  };

  test('is kept and handed out at the next start, and at the one after', async () => {
    await revoke(() => OTHER_CERTIFICATE);
    for (const _start of [1, 2]) {
      const home = await open();
      expect([home.trust.revoked, trust().revoked]).toEqual([[OTHER_CERTIFICATE], [OTHER_CERTIFICATE]]);
      await home.close();
      opened.pop();
    }
  });

  test.each([
    ['operator', 'operator.json'],
    ['bureau', 'bureau-gateway.json'],
  ] as const)('stops a gateway whose relay for %s is among them', async (relay, name) => {
    await revoke((home) => fingerprintOf(home[relay]?.certificate));
    await expect(open()).rejects.toThrow(`${name} is revoked`);
    // The ledger is free, and with a new identity all is well.
    rmSync(join(folder, 'identities', name));
    expect((await open()).trust.revoked).toHaveLength(1);
  });

  test.each(['{', '{}', '{"revoked": ["nonsense"]}'])(
    'that reads %s is no reason to forget them',
    async (text) => {
      writeFileSync(file, text);
      await expect(open()).rejects.toThrow(HomeError);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});

test('a caller whose certificate is revoked is refused, and the trust file lists the certificate', async () => {
  const gateway = await TestGateway.bare({
    wrap: (home) => ({
      ...home,
      trust: { ...home.trust, revoked: [fingerprintOf(home.operator?.certificate)] },
    }),
  });
  expect(refusalOf(await gateway.operator.get('/v1/bureau/nothing'))).toBe('404 ROUTE_NOT_FOUND');
  const reply = await gateway.operator.get('/v1/key');
  expect(refusalOf(reply)).toBe('401 CREDENTIAL_INVALID');
  expect(reply.body).toMatchObject({ detail: 'the certificate is revoked' });
  const { body } = await gateway.anonymous<TrustFile>('GET', '/v1/network');
  expect(body.revoked).toHaveLength(1);
  await gateway.close();
});

test('nor by the twin of that certificate, whose fingerprint is another', async () => {
  const gateway = await TestGateway.bare();
  const { TaxBureauMSP } = gateway.ledger.authorities;
  const { certificate, privateKey } = await enrol(TaxBureauMSP, 'operator');
  const twin = twinOf(certificate);
  const root = new X509Certificate(TaxBureauMSP.certificate);
  expect(new X509Certificate(twin).verify(root.publicKey)).toBe(true);
  expect(fingerprintOf(twin)).not.toBe(fingerprintOf(certificate));
  const asked = async (pem: string) =>
    refusalOf(
      await gateway.client({ certificate: pem, privateKey }).get(`/v1/taxpayers/${enterpriseCode(1)}`),
    );
  expect([await asked(certificate), await asked(twin)]).toEqual([
    '403 NOT_A_PARTY',
    '401 CREDENTIAL_INVALID',
  ]);
  await gateway.close();
});

test('nor by any certificate of an authority that is revoked', async () => {
  const gateway = await TestGateway.bare({
    wrap: (home) => {
      const [bureau] = home.trust.authorities.filter(({ mspId }) => mspId === 'TaxBureauMSP');
      return { ...home, trust: { ...home.trust, revoked: [fingerprintOf(bureau?.certificate)] } };
    },
  });
  const asked = async (client: MerchantClient) =>
    refusalOf(await client.get(`/v1/taxpayers/${enterpriseCode(1)}`));
  expect([await asked(gateway.auditor), await asked(gateway.officer)]).toEqual([
    '404 TAXPAYER_NOT_FOUND',
    '401 CREDENTIAL_INVALID',
  ]);
  await gateway.close();
});
