import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULE_SET_2026, shanghaiDate } from '@fapiao-ledger/core';
import { loadAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { examine, packGateway, subjectAt } from '@fapiao-ledger/network/fabric';
import { FIRST_OFFICER } from '@fapiao-ledger/network/founding';
import { publicKeyOf } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { refusalOf } from '../support/gateway.ts';
import { base64Of, type Credential, MerchantClient } from '../support/merchant-client.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';

const CHANNEL = 'fapiao';
const MONTH = shanghaiDate(Math.floor(Date.now() / 1000)).slice(0, 7);

describe.skipIf(inject('fabricHome') === undefined)(
  `a gateway for each organization${inject('fabricMissing')}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-gateways-'));
    const code = enterpriseCode(randomInt(100_000));
    const started: StartedGateway[] = [];
    let seller: Credential;
    let number: string;

    /** A gateway on what its organization alone has, in a folder that was moved since it was written. */
    async function startFor(organization: string, library: string): Promise<StartedGateway> {
      const packed = join(folder, `${organization}-packed`);
      packGateway(inject('fabricHome') as string, organization, packed);
      renameSync(packed, join(folder, organization));
      const gateway = await startGateway(join(folder, `${organization}-data`), {
        FAPIAO_LEDGER: 'fabric',
        FAPIAO_FABRIC_HOME: join(folder, organization),
        FAPIAO_FABRIC_CLIENT: library,
      });
      started.push(gateway);
      return gateway;
    }

    /** The first officer, whose key is in the network's own folder and on no gateway's host. */
    const firstOfficer = (): Credential => {
      const read = (file: string): string =>
        readFileSync(
          join(inject('fabricHome') as string, 'organizations/bureau/clients/officer', file),
          'utf8',
        );
      return { certificate: read('cert.pem'), privateKey: read('key.pem'), code: FIRST_OFFICER };
    };
    const at = (gateway: StartedGateway, credential: Credential): MerchantClient =>
      new MerchantClient(gateway.url, CHANNEL, credential);

    let bureau: StartedGateway;
    let platform: StartedGateway;
    let officer: Credential;

    beforeAll(async () => {
      bureau = await startFor('bureau', 'fabric-network');
      platform = await startFor('platform', 'fabric-gateway');
      officer = firstOfficer();
      const authority = await loadAuthority(
        join(inject('fabricHome') as string, 'organizations', 'platform', 'taxpayers-ca'),
      );
      const pair = await authority.enrollWithNewKey({
        commonName: code,
        ou: 'client',
        validity: validFromNow(1),
        attributes: { role: 'taxpayer', 'taxpayer.id': code },
      });
      seller = { ...pair, code };
    });
    afterAll(async () => {
      for (const gateway of started) await gateway.stop('SIGTERM');
      rmSync(folder, { recursive: true });
    });

    test('has of all secrets its own client’s key', () => {
      const secrets = (organization: string): string[] =>
        readdirSync(join(folder, organization), { recursive: true, encoding: 'utf8' }).filter((name) => {
          const file = join(folder, organization, name);
          return statSync(file).isFile() && readFileSync(file, 'utf8').includes('PRIVATE KEY');
        });
      expect([secrets('bureau'), secrets('platform')]).toEqual([
        ['organizations/bureau/clients/operator/key.pem'],
        ['organizations/platform/clients/operator/key.pem'],
      ]);
      const key = join(folder, 'platform', 'organizations/platform/clients/operator/key.pem');
      expect(statSync(key).mode & 0o777).toBe(0o600);
    });

    test('the bureau’s registers a seller, the platform’s issues, both read', async () => {
      const acting = at(bureau, officer);
      expect([201, 409]).toContain((await acting.post('/v1/bureau/rule-sets', RULE_SET_2026)).status);
      const registration = { code, kind: 'GENERAL', name: '示例企业', mspId: 'PlatformMSP' };
      const publicKey = base64Of(publicKeyOf(seller.privateKey));
      const registered = await acting.post('/v1/bureau/taxpayers', { ...registration, publicKey });
      const credited = await acting.post('/v1/bureau/credits', {
        seller: code,
        month: MONTH,
        net: '9000.00',
      });
      const prefix = `${MONTH.slice(2, 4)}${randomInt(100, 1000)}`;
      const segment = { seller: code, profile: 'DIGITAL', prefix, count: 10 };
      const numbered = await acting.post('/v1/bureau/segments', segment);
      expect([registered, credited, numbered].map(({ status }) => status)).toEqual([201, 201, 201]);

      const issued = await at(platform, seller).issue(draftOf(code, enterprise(code)));
      expect(issued.status).toBe(201);
      number = issued.body.invoices[0]?.number as string;
      const path = `/v1/invoices/${number}`;
      for (const gateway of [platform, bureau]) {
        for (const reader of [seller, officer]) {
          await expect
            .poll(async () => (await at(gateway, reader).get(path)).body, { timeout: 10_000 })
            .toMatchObject({ invoice: { number }, status: { state: 'OPEN' } });
        }
        const lists = at(gateway, officer);
        await expect
          .poll(async () => (await lists.get(`/v1/bureau/invoices?seller=${code}`)).body, { timeout: 10_000 })
          .toMatchObject({ invoices: [{ number }] });
      }
    });

    test('the bureau freezes and releases, the platform’s receipt verifies at the bureau’s', async () => {
      const path = `/v1/bureau/invoices/${number}`;
      expect((await at(bureau, officer).post(`${path}/freeze`, { reason: '核查' })).status).toBe(200);
      expect((await at(bureau, officer).post(`${path}/release`, {})).status).toBe(200);
      const receipt = await at(platform, seller).get<Uint8Array<ArrayBuffer>>(
        `/v1/invoices/${number}/receipt.pdf`,
      );
      const checked = await at(bureau, seller).send<{ valid: boolean }>('POST', '/v1/verify', {
        raw: receipt.body,
        headers: { 'Content-Type': 'application/pdf' },
      });
      expect([receipt.status, checked.body.valid]).toEqual([200, true]);
    });

    test('neither does what is the other’s', async () => {
      const csr = await createCsr({ privateKey: seller.privateKey, commonName: code });
      const registration = { code: enterpriseCode(1), kind: 'GENERAL', name: '示例', mspId: 'PlatformMSP' };
      const enrolled = { ...registration, csr, publicKey: base64Of(publicKeyOf(seller.privateKey)) };
      const replies = [
        await at(platform, officer).post('/v1/bureau/periods', { month: '2020-01' }),
        await at(platform, officer).post(`/v1/bureau/invoices/${number}/freeze`, { reason: '核查' }),
        await at(bureau, seller).issue(draftOf(code, enterprise(code))),
        await at(bureau, seller).change('transfer', number, { to: code }),
        await at(bureau, seller).get(`/v1/invoices/${number}/receipt.pdf`),
        await at(bureau, officer).post('/v1/bureau/taxpayers', enrolled),
      ];
      expect(replies.map(refusalOf)).toEqual([
        ...Array<string>(5).fill('403 NOT_SERVED_HERE'),
        '422 FIELD_VALUE',
      ]);
    });

    test.each(['bureau', 'platform'])(
      'the doctor finds nothing to cure in the folder of the %s',
      async (name) => {
        const findings = await examine(subjectAt(join(folder, name)));
        expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
      },
    );

    test('a folder is packed once, for an organization that there is', () => {
      const home = inject('fabricHome') as string;
      expect(() => packGateway(home, 'platform', join(folder, 'platform'))).toThrow(/is not empty$/);
      expect(() => packGateway(home, 'unknown', join(folder, 'unknown'))).toThrow(
        /no organization "unknown"$/,
      );
    });
  },
);
