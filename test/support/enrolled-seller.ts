import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULE_SET_2026, shanghaiDate } from '@fapiao-ledger/chaincode/core';
import { createCsr, generateKeyPair } from '@fapiao-ledger/network/ca';
import { type Credential, MerchantClient } from './merchant-client.ts';

/** What a bureau does on a new gateway until a merchant can issue: rules, registration, numbers, credit. */
export async function enrolSeller(url: string, home: string, code: string): Promise<Credential> {
  const file = JSON.parse(await readFile(join(home, 'identities', 'officer.json'), 'utf8')) as Credential;
  const officer = new MerchantClient(url, 'fapiao', file);
  const month = shanghaiDate(Math.floor(Date.now() / 1000)).slice(0, 7);
  const { privateKey } = generateKeyPair();
  const csr = await createCsr({ privateKey, commonName: code });
  const taxpayer = { code, kind: 'GENERAL', name: '示例企业', csr };
  const segment = { seller: code, profile: 'DIGITAL', prefix: `${month.slice(2, 4)}442`, count: 1_000_000 };
  await officer.post('/v1/bureau/rule-sets', RULE_SET_2026);
  const { body } = await officer.post<{ certificate: string }>('/v1/bureau/taxpayers', taxpayer);
  await officer.post('/v1/bureau/segments', segment);
  await officer.post('/v1/bureau/credits', { seller: code, month, net: '1000000000.00' });
  return { certificate: body.certificate, privateKey, code };
}
