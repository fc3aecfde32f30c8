import { createPublicKey } from 'node:crypto';
import type { Operation } from '@fapiao-ledger/core';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';

/** An act of the bureau over HTTP: the body that is signed, and the body that is sent. */
export interface BureauAct {
  readonly operation: Operation;
  readonly signed: Readonly<Record<string, unknown>>;
  readonly sent: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

interface Kind {
  readonly pattern: RegExp;
  readonly operation: Operation;
  /** Fields that are in the path, in its order. */
  readonly named?: readonly string[];
}

const KINDS: readonly Kind[] = [
  { pattern: /^POST \/v1\/bureau\/officers$/, operation: 'register-officer' },
  { pattern: /^POST \/v1\/bureau\/officers\/([^/]+)\/revoke$/, operation: 'revoke-officer', named: ['code'] },
  { pattern: /^POST \/v1\/bureau\/providers$/, operation: 'register-provider' },
  {
    pattern: /^POST \/v1\/bureau\/providers\/([^/]+)\/revoke$/,
    operation: 'revoke-provider',
    named: ['code'],
  },
  { pattern: /^POST \/v1\/bureau\/taxpayers$/, operation: 'register-taxpayer' },
  { pattern: /^PATCH \/v1\/bureau\/taxpayers\/([^/]+)$/, operation: 'amend-taxpayer', named: ['code'] },
  { pattern: /^POST \/v1\/bureau\/rule-sets$/, operation: 'publish-rules' },
  { pattern: /^POST \/v1\/bureau\/periods$/, operation: 'close-period' },
  { pattern: /^POST \/v1\/bureau\/check-page$/, operation: 'set-check-page' },
  { pattern: /^POST \/v1\/bureau\/credits$/, operation: 'grant-credit' },
  { pattern: /^POST \/v1\/bureau\/segments$/, operation: 'grant-segment' },
  { pattern: /^POST \/v1\/bureau\/numbers$/, operation: 'return-numbers' },
  {
    pattern: /^POST \/v1\/bureau\/returns\/([^/]+)\/([^/]+)\/decision$/,
    operation: 'accept-return',
    named: ['taxpayer', 'period'],
  },
  { pattern: /^POST \/v1\/bureau\/invoices\/([^/]+)\/freeze$/, operation: 'freeze', named: ['number'] },
  { pattern: /^POST \/v1\/bureau\/invoices\/([^/]+)\/release$/, operation: 'release', named: ['number'] },
];

/** Returns the act of a request, completed as an officer's program does it; undefined when it is no act. */
export async function bureauActOf(
  method: string,
  path: string,
  body: unknown,
): Promise<BureauAct | undefined> {
  for (const { pattern, operation, named } of KINDS) {
    const match = pattern.exec(`${method} ${path}`);
    if (match === null || typeof body !== 'object' || body === null) continue;
    const sent = await completed(operation, body as Fields);
    const { csr: _csr, ...signed } = sent;
    const fields = Object.fromEntries((named ?? []).map((name, index) => [name, match[index + 1]]));
    return { operation, sent, signed: { ...signed, ...fields } };
  }
  return undefined;
}

/** Adds the organization, and the key of a certificate request. */
async function completed(operation: Operation, body: Fields): Promise<Fields> {
  const publicKey =
    typeof body.csr === 'string' && body.publicKey === undefined ? await keyIn(body.csr) : undefined;
  const key = publicKey === undefined ? {} : { publicKey };
  const msp = operation === 'register-taxpayer' && body.mspId === undefined ? { mspId: 'PlatformMSP' } : {};
  return { ...msp, ...body, ...key };
}

async function keyIn(csr: string): Promise<string | undefined> {
  // A test may send what is no request: the gateway must say so.
  const pem = await publicKeyOfCsr(csr).catch(() => undefined);
  return pem && createPublicKey(pem).export({ format: 'der', type: 'spki' }).toString('base64');
}
