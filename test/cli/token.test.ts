import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessKey, CUSTODIAN, custodyPlace } from '../support/custody.ts';
import { enterpriseCode } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { fapiao, type Ran } from '../support/processes.ts';

let gateway: TestGateway;
let folder: string;
const place = custodyPlace();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-token-'));
  gateway = await TestGateway.start({ custodian: place });
  keep('seller', await gateway.seller(), 'taxpayer');
  keep('operator', gateway.operator, 'operator');
});
afterAll(async () => {
  await gateway.close();
  place.remove();
  rmSync(folder, { recursive: true });
});

/** Writes the identity file of a client. */
function keep(name: string, { code, certificate, key }: MerchantClient, role: string): void {
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' });
  const named = code === '' ? {} : { code };
  const content = { version: 1, mspId: 'PlatformMSP', ...named, role, certificate, privateKey };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
  chmodSync(join(folder, `${name}.json`), 0o600);
}

async function token(who: string, ...args: readonly string[]): Promise<Ran> {
  return await fapiao(['token', '--identity', `${who}.json`, ...args], { cwd: folder });
}

const bearing = (printed: string) => ({ headers: { authorization: `Bearer ${printed.trim()}` } });

test('fapiao token prints a token alone, which reads as its owner for five minutes', async () => {
  const { stdout, stderr, exitCode } = await token('seller');
  expect(exitCode).toBe(0);
  expect(stderr).toBe('valid for 5 minutes\n');
  const { status, body } = await gateway.anonymous<{ actor: string }>('GET', '/v1/key', bearing(stdout));
  expect([status, body.actor]).toEqual([200, expect.stringMatching(/^91440300MA/)]);
  const { iat, exp } = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString()) as {
    iat: number;
    exp: number;
  };
  expect(exp - iat).toBe(300);
});

test('--for prints a token that is for one request with its body, once', async () => {
  const code = enterpriseCode(777);
  const body = { code, csr: (await accessKey(code)).csr };
  writeFileSync(join(folder, 'body.json'), JSON.stringify(body));
  const { stdout } = await token('operator', '--for', 'POST', CUSTODIAN, 'body.json', '--json');
  const { token: named } = JSON.parse(stdout) as { token: string };
  const other = await gateway.anonymous('POST', CUSTODIAN, {
    ...bearing(named),
    body: { ...body, code: 'x' },
  });
  expect(refusalOf(other)).toBe('401 CREDENTIAL_INVALID');
  expect((await gateway.anonymous('POST', CUSTODIAN, { ...bearing(named), body })).status).toBe(201);
  expect(refusalOf(await gateway.anonymous('POST', CUSTODIAN, { ...bearing(named), body }))).toBe(
    '401 CREDENTIAL_INVALID',
  );
});

test.each([
  [['--for', 'POST', '/v1/keys'], '--for takes'],
  [['--for', 'GET', '/v1/keys', 'body.json'], '--for takes'],
  [['--lane', 'main'], 'belong to the request of --for'],
  [['--for', 'POST', '/v1/keys', 'none.json', '--request-id', randomUUID()], 'none.json cannot be read'],
])('fapiao token %j is a wrong command line', async (args, reason) => {
  const { exitCode, stderr } = await token('seller', ...args);
  expect([exitCode, stderr]).toEqual([64, expect.stringContaining(reason)]);
});
