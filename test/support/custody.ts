import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustodianPlace } from '@fapiao-ledger/gateway/custodian/custodian';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import type { TestGateway } from './gateway.ts';
import type { MerchantClient } from './merchant-client.ts';

export interface CustodyBody {
  readonly code: string;
  readonly keys: readonly {
    readonly publicKey: string;
    readonly accessKey: string;
    readonly madeAt: string;
    readonly inForce: boolean;
  }[];
  readonly certificate?: string;
}

export const CUSTODIAN = '/v1/custodian/taxpayers';

/** A folder for keys with a master secret beside it, under one that a test removes. */
export function custodyPlace(): CustodianPlace & { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'fapiao-custody-'));
  const secretFile = writeSecret(join(root, 'master.key'), 'a master secret that is made up for tests only');
  return { root, folder: join(root, 'custody'), secretFile, remove: () => rmSync(root, { recursive: true }) };
}

export function writeSecret(file: string, secret: string, mode = 0o600): string {
  writeFileSync(file, `${secret}\n`);
  chmodSync(file, mode);
  return file;
}

/** A key of its own for a taxpayer, and the request to certify it. */
export async function accessKey(code: string): Promise<{ privateKey: string; csr: string }> {
  const { privateKey } = generateKeyPair();
  return { privateKey, csr: await createCsr({ privateKey, commonName: code }) };
}

/** Has the custodian make a key and the bureau register it, and returns the merchant that may use it. */
export async function takeIntoCustody(gateway: TestGateway, code: string): Promise<MerchantClient> {
  const { privateKey, csr } = await accessKey(code);
  const { status, body } = await gateway.operator.post<CustodyBody>(CUSTODIAN, { code, csr });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const registration = { code, kind: 'GENERAL', name: '示例托管企业', publicKey: body.keys[0]?.publicKey };
  await gateway.act('/v1/bureau/taxpayers', registration);
  return gateway.client({ certificate: body.certificate ?? '', privateKey, code });
}
