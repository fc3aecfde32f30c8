import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  canonicalJson,
  type Json,
  type KeyRegistration,
  type Operation,
  type ScopedKeyJson,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import type { TestGateway } from './gateway.ts';
import type { LedgerWorld } from './ledger-world.ts';
import type { MerchantClient, Reply } from './merchant-client.ts';
import { type Participant, type Signing, type SignOptions, signedAct } from './signed-calls.ts';

/** What a test says about a key; the rest is made. */
export type KeyWish = Partial<KeyRegistration>;

/** A key pair of a till: the form of the register, and an identity that signs with it and has no certificate. */
export function newKey(mspId = 'PlatformMSP'): { readonly publicKey: string; readonly identity: Identity } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { publicKey, identity: identityFromPem(mspId, '', pem) };
}

/** A call of a taxpayer's act about its keys. */
export function keyCall(
  world: Pick<LedgerWorld, 'ledger' | 'now'>,
  signing: Signing,
  operation: Extract<Operation, 'register-key' | 'revoke-key'>,
  body: Json,
  options: SignOptions = {},
): ContractCall {
  const act = signedAct(world, signing, operation, body, options);
  const name = operation === 'register-key' ? 'RegisterKey' : 'RevokeKey';
  return { contract: 'taxpayer', function: name, args: [canonicalJson(act)] };
}

/** A further key of a taxpayer that the ledger has registered, and its owner as that key signs for it. */
export interface Till extends Participant {
  readonly key: ScopedKeyJson;
}

/** Registers a further key of a taxpayer. */
export async function registerTill(
  world: LedgerWorld,
  owner: Participant,
  wish: KeyWish = {},
): Promise<Till> {
  const { publicKey, identity } = newKey();
  const name = `key-${randomUUID().slice(0, 8)}`;
  const body = { name, publicKey, scopes: ['issue', 'circulate', 'read'], ...wish } as const;
  const call = keyCall(world, owner, 'register-key', body as unknown as Json);
  const key = await world.submit<ScopedKeyJson>(world.operator, call);
  return { ...owner, identity, keyEpoch: key.keyEpoch, key };
}

/** Revokes a further key of a taxpayer by its name. */
export async function revokeTill(
  world: LedgerWorld,
  owner: Participant,
  name: string,
): Promise<ScopedKeyJson> {
  return await world.submit(world.operator, keyCall(world, owner, 'revoke-key', { name }));
}

/** Registers a key over HTTP, whatever becomes of it. */
export async function sendKey<Body = { readonly key: ScopedKeyJson }>(
  by: MerchantClient,
  body: KeyWish,
): Promise<Reply<Body>> {
  const headers = await by.statement('register-key', body);
  return await by.send<Body>('POST', '/v1/keys', { body, headers });
}

/** Revokes a key over HTTP. */
export async function sendRevocation(by: MerchantClient, name: string): Promise<Reply> {
  const headers = await by.statement('revoke-key', { name });
  return await by.send('POST', `/v1/keys/${name}/revoke`, { body: {}, headers });
}

/** Registers a further key of a caller over HTTP, and returns the caller that has only this key. */
export async function tillOf(
  gateway: TestGateway,
  owner: MerchantClient,
  wish: KeyWish = {},
): Promise<MerchantClient> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const name = `key-${randomUUID().slice(0, 8)}`;
  const reply = await sendKey(owner, {
    name,
    publicKey: spki,
    scopes: ['issue', 'circulate', 'read'],
    ...wish,
  });
  if (reply.status !== 201) throw new Error(`no key: ${JSON.stringify(reply.body)}`);
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return gateway.client({
    certificate: '',
    privateKey: pem,
    code: owner.code,
    registration: reply.body.key.keyEpoch,
  });
}
