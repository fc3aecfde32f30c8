import { DELEGATE, type GatewayClient } from '@fapiao-ledger/client';
import type { TaxpayerJson } from '@fapiao-ledger/core';
import { publicKeyText } from '../identity/identity-file.js';
import { problemOf } from '../problem.js';
import type { Session } from '../session.js';
import { type Finding, failed, ok } from './finding.js';

const CHECK = 'register';

/** Returns the register's entry of a taxpayer or officer. Auditors and operators are not in the register. */
export async function checkRegister(session: Session): Promise<readonly Finding[]> {
  const { code, role, key } = await session.identity();
  if (code === undefined) return [];
  const client = await session.client();
  if (role === 'officer') return [await checkOfficer(client, code)];
  const entry = await client
    .read<TaxpayerJson>(`/taxpayers/${code}`)
    .catch((error: unknown) => problemOf(error).detail);
  if (typeof entry === 'string')
    return [failed(CHECK, entry, `Ask the tax bureau whether ${code} is registered, and by which platform.`)];
  if (entry.status !== 'ACTIVE') {
    const finding = `the tax bureau has suspended ${code}: every statement it signs is refused`;
    return [failed(CHECK, finding, 'Ask the tax bureau; only it can reinstate you.')];
  }
  if (role !== DELEGATE && entry.publicKey !== publicKeyText(key)) {
    const cure = `Use the identity whose key is registered, or have the bureau enter yours: fapiao bureau amend ${code}.`;
    return [failed(CHECK, `the register has another key of ${code}: your statements are refused`, cure)];
  }
  return [ok(CHECK, `the register has ${code}, active, with your key`)];
}

/** The gateway admits an officer only with the registered key. */
async function checkOfficer(client: GatewayClient, code: string): Promise<Finding> {
  const refusal = await client.read<object>('/key').then(
    () => undefined,
    (error: unknown) => problemOf(error).detail,
  );
  if (refusal === undefined) return ok(CHECK, `the register has officer ${code}, with your key`);
  const cure = `Have another officer register your key: fapiao bureau officer add ${code} --public-key FILE.`;
  return failed(CHECK, refusal, cure);
}
