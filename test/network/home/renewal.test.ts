import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@fapiao-ledger/gateway/config';
import { loadAuthority } from '@fapiao-ledger/network/ca';
import { openLedger } from '@fapiao-ledger/network/home';
import { publicKeyOf, readCertificate } from '@fapiao-ledger/pki';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-renewal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Identity {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

async function run(): Promise<void> {
  const home = await openLedger(readConfig({ FAPIAO_HOME: folder }));
  await home.close();
}

test.each(['officer', 'operator', 'bureau-gateway'])(
  'a gateway starts when the certificate of its %s has ended, and has another one for the same key',
  async (name) => {
    const file = join(folder, 'identities', `${name}.json`);
    const read = (): Identity => JSON.parse(readFileSync(file, 'utf8')) as Identity;
    await run();
    const made = read();
    const authority = await loadAuthority(join(folder, 'ledger', 'organizations', made.mspId, 'ca'));
    const { subject, attributes } = readCertificate(made.certificate);
    const { from } = readCertificate(authority.certificate).validity;
    const certificate = await authority.enroll({
      commonName: subject.commonName,
      ou: 'client',
      validity: { from, to: new Date(from.getTime() + 1_000) },
      attributes,
      publicKey: publicKeyOf(made.privateKey),
    });
    writeFileSync(file, JSON.stringify({ ...made, certificate }), { mode: 0o600 });

    await run();
    const renewed = read();
    expect(renewed.privateKey).toBe(made.privateKey);
    expect(readCertificate(renewed.certificate).attributes).toEqual(attributes);
    expect(readCertificate(renewed.certificate).validity.to.getTime()).toBeGreaterThan(Date.now());

    await run();
    expect(read()).toEqual(renewed);
  },
);
