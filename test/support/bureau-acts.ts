import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import type { Operation } from '@fapiao-ledger/chaincode/core';
import * as x509 from '@peculiar/x509';

/** An act of the bureau over HTTP: what is signed, and what is sent. */
export interface BureauAct {
  readonly operation: Operation;
  readonly signed: Readonly<Record<string, unknown>>;
  readonly sent: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

interface Kind {
  readonly pattern: RegExp;
  readonly operation: Operation;
  /** Field that stands in the path. */
  readonly named?: string;
}

const KINDS: readonly Kind[] = [
  { pattern: /^POST \/v1\/bureau\/officers$/, operation: 'register-officer' },
  { pattern: /^POST \/v1\/bureau\/officers\/([^/]+)\/revoke$/, operation: 'revoke-officer', named: 'code' },
  { pattern: /^POST \/v1\/bureau\/taxpayers$/, operation: 'register-taxpayer' },
  { pattern: /^PATCH \/v1\/bureau\/taxpayers\/([^/]+)$/, operation: 'amend-taxpayer', named: 'code' },
  { pattern: /^POST \/v1\/bureau\/rule-sets$/, operation: 'publish-rules' },
  { pattern: /^POST \/v1\/bureau\/periods$/, operation: 'close-period' },
  { pattern: /^POST \/v1\/bureau\/credits$/, operation: 'grant-credit' },
  { pattern: /^POST \/v1\/bureau\/segments$/, operation: 'grant-segment' },
  { pattern: /^POST \/v1\/bureau\/invoices\/([^/]+)\/freeze$/, operation: 'freeze', named: 'number' },
  { pattern: /^POST \/v1\/bureau\/invoices\/([^/]+)\/release$/, operation: 'release', named: 'number' },
];

/** The act that a request asks for, completed as an officer's program does it; undefined when it is no act. */
export function bureauActOf(method: string, path: string, body: unknown): BureauAct | undefined {
  for (const { pattern, operation, named } of KINDS) {
    const match = pattern.exec(`${method} ${path}`);
    if (match === null || typeof body !== 'object' || body === null) continue;
    const sent = completed(operation, body as Fields);
    const { csr: _csr, ...signed } = sent;
    return { operation, sent, signed: named === undefined ? signed : { ...signed, [named]: match[1] } };
  }
  return undefined;
}

/** The organisation is named, and so is the key of a certificate request. */
function completed(operation: Operation, body: Fields): Fields {
  const publicKey =
    typeof body.csr === 'string' && body.publicKey === undefined ? keyIn(body.csr) : undefined;
  const key = publicKey === undefined ? {} : { publicKey };
  const msp = operation === 'register-taxpayer' && body.mspId === undefined ? { mspId: 'PlatformMSP' } : {};
  return { ...msp, ...body, ...key };
}

function keyIn(csr: string): string | undefined {
  try {
    const spki = Buffer.from(new x509.Pkcs10CertificateRequest(csr).publicKey.rawData);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return key.export({ format: 'der', type: 'spki' }).toString('base64');
  } catch {
    // A test sends what is no request: the gateway says so.
    return undefined;
  }
}
