import type { TaxpayerJson } from '@fapiao-ledger/chaincode/core';
import { publicKeyText } from '../identity/identity-file.js';
import { problemOf } from '../problem.js';
import type { Session } from '../session.js';
import { type Finding, failed, ok } from './finding.js';

const CHECK = 'register';
/** Its statements are signed by a custodian, with another key. */
const DELEGATE = 'delegate';

/** What the register says of a taxpayer with a sound identity; officers, auditors and operators are not in it. */
export async function checkRegister(session: Session): Promise<readonly Finding[]> {
  const { code, role, key } = await session.identity();
  if (code === undefined) return [];
  const client = await session.client();
  const entry = await client
    .read<TaxpayerJson>(`/taxpayers/${code}`)
    .catch((error: unknown) => problemOf(error).detail);
  if (typeof entry === 'string')
    return [failed(CHECK, entry, `Ask the tax bureau whether ${code} is registered, and by which platform.`)];
  if (entry.status !== 'ACTIVE') {
    const finding = `the tax bureau has suspended ${code}: whatever it signs is refused`;
    return [failed(CHECK, finding, 'Ask the tax bureau; only it can reinstate you.')];
  }
  if (role !== DELEGATE && entry.publicKey !== publicKeyText(key)) {
    const cure = `Use the identity whose key is registered, or have the bureau enter yours: fapiao bureau amend ${code}.`;
    return [failed(CHECK, `the register has another key of ${code}: what you sign is refused`, cure)];
  }
  return [ok(CHECK, `the register has ${code}, active, with your key`)];
}
