import { DomainError, decodeBase64, parseIdentityFile } from '@fapiao-ledger/core';
import { GatewayClient } from './gateway-client.js';
import type { ClientIdentity } from './statement-signer.js';

/** The facts of the trust file that statements and tokens name. */
export interface NamedLedger {
  readonly channel: string;
  readonly ledger: string;
  readonly chaincode: string;
}

/** A gateway, and the parties between which it stands. */
export interface Connection {
  readonly gateway: string | URL;
  /** Trust file, compared with what the tax bureau publishes. A statement names its ledger, so no gateway can choose another. */
  readonly trust: NamedLedger;
  /** Absent when the caller reads only what is public. */
  readonly identity?: ClientIdentity;
}

/** Returns a client of a gateway, which signs for the ledger of the trust file. */
export function connect({ gateway, trust, identity }: Connection): GatewayClient {
  const { channel, ledger: id, chaincode: contract } = trust;
  const ledger = async (): Promise<{ id: string; contract: string }> =>
    await Promise.resolve({ id, contract });
  return new GatewayClient({ gateway: new URL(gateway), channel, ledger, ...(identity && { identity }) });
}

/**
 * Returns the identity in the text of an identity file, as `fapiao identity new` writes it. Its key cannot be exported.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export async function readIdentity(text: string): Promise<ClientIdentity> {
  const content = parseIdentityFile(text);
  if (content === undefined) throw unusable('the text is not an identity file');
  const { certificate, keyEpoch, code, role, privateKey } = content;
  return { certificate, keyEpoch, code, role, key: await keyIn(privateKey) };
}

/** Returns the P-256 key in PKCS#8, PEM. */
async function keyIn(pem: string): Promise<CryptoKey> {
  const body = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(pem)?.[1] ?? '';
  const der = Uint8Array.from(decodeBase64(body.replaceAll(/\s/g, '')) ?? []);
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
    ]);
  } catch {
    // Not passed on: the host's message does not help the user.
    throw unusable('the identity has no P-256 private key in PKCS#8');
  }
}

function unusable(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
