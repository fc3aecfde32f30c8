import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULE_SET_2026 } from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { monthsOfRun, prefixOf } from './calendar.ts';
import { enterpriseCode, personId } from './drafts.ts';
import { type Credential, MerchantClient } from './merchant-client.ts';
import { registerProvider } from './paying-client.ts';

/** Gives the ledger of a started gateway its rules, unless it has them, and a seller with numbers and credit. */
export async function preparedSeller(
  url: string,
  home: string,
  serial = 1,
): Promise<Credential & { code: string }> {
  const officer = await officerOf(url, home);
  const code = enterpriseCode(serial);
  await officer.post('/v1/bureau/rule-sets', RULE_SET_2026);
  const credential = await registered(officer, { code, kind: 'GENERAL', name: '示例企业' });
  const months = monthsOfRun();
  for (const month of months)
    await officer.post('/v1/bureau/credits', { seller: code, month, net: '1000000000.00' });
  for (const prefix of new Set(months.map(prefixOf))) {
    const segment = { seller: code, profile: 'DIGITAL', prefix, count: 1_000_000 };
    await officer.post('/v1/bureau/segments', segment);
  }
  return credential;
}

/** Registers a company without numbers and credit at a running gateway. */
export async function preparedCompany(
  url: string,
  home: string,
  serial: number,
): Promise<Credential & { code: string }> {
  const company = { code: enterpriseCode(serial), kind: 'GENERAL', name: '示例科技有限公司' };
  return await registered(await officerOf(url, home), company);
}

/** Registers a person at a running gateway. */
export async function preparedPerson(
  url: string,
  home: string,
  serial: number,
): Promise<Credential & { code: string }> {
  return await registered(await officerOf(url, home), { code: personId(serial), kind: 'PERSON' });
}

/** Registers a payment provider at a running gateway. */
export async function preparedProvider(url: string, home: string): Promise<Credential & { code: string }> {
  return await registerProvider(await officerOf(url, home));
}

async function officerOf(url: string, home: string): Promise<MerchantClient> {
  return new MerchantClient(url, 'fapiao', await readOfficer(home));
}

/** Returns the identity of the first officer from the folder of a gateway's data. */
export async function readOfficer(home: string): Promise<Credential> {
  return JSON.parse(await readFile(join(home, 'identities', 'officer.json'), 'utf8')) as Credential;
}

async function registered(
  officer: MerchantClient,
  taxpayer: { readonly code: string; readonly kind: string; readonly name?: string },
): Promise<Credential & { code: string }> {
  const { code } = taxpayer;
  const { privateKey } = generateKeyPair();
  const csr = await createCsr({ privateKey, commonName: code });
  const { body } = await officer.post<{ certificate: string }>('/v1/bureau/taxpayers', { ...taxpayer, csr });
  return { certificate: body.certificate, privateKey, code };
}
