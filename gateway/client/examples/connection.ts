/** What the examples connect with: gateway, identity file and trust file, as the command `fapiao` reads them. */
import { readFile } from 'node:fs/promises';
import { type ClientIdentity, connect, type GatewayClient, readIdentity } from '@fapiao-ledger/client';
import { parseTrustFile, type TrustFile } from '@fapiao-ledger/pki';

const {
  FAPIAO_GATEWAY: gateway = 'http://127.0.0.1:8080',
  FAPIAO_IDENTITY: identityFile = 'identity.json',
  FAPIAO_TRUST: trustFile = 'trust.json',
} = process.env;

export async function trustOnFile(): Promise<TrustFile> {
  return parseTrustFile(JSON.parse(await readFile(trustFile, 'utf8')));
}

export async function connected(): Promise<{ client: GatewayClient; identity: ClientIdentity }> {
  const identity = await readIdentity(await readFile(identityFile, 'utf8'));
  return { client: connect({ gateway, trust: await trustOnFile(), identity }), identity };
}
