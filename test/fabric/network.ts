import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUREAU_MSP, DomainError } from '@fapiao-ledger/core';
import { loadAuthority } from '@fapiao-ledger/network/ca';
import { readNetworkFile } from '@fapiao-ledger/network/fabric';
import { connectFabric, connectionOf, type FabricConnection } from '@fapiao-ledger/network/fabric/client';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { LedgerWorld } from '../support/ledger-world.ts';

export const ADAPTERS = ['fabric-gateway', 'fabric-network'] as const;
export type Adapter = (typeof ADAPTERS)[number];

/** Opens the ledger in the platform's name. @param commitMs as in FabricLedgerOptions */
export async function openLedger(adapter: Adapter, home: string, commitMs = 30_000): Promise<LedgerClient> {
  return await connectFabric(adapter, connectionTo(home), clientOf(home, 'PlatformMSP'), { commitMs });
}

export function connectionTo(home: string): FabricConnection {
  return connectionOf(readNetworkFile(home), 'PlatformMSP');
}

/** @param name of the client where an organization has several: officer, operator */
export function clientOf(home: string, mspId: string, name?: string): Identity {
  const client = readNetworkFile(home).clients.find(
    (each) => each.mspId === mspId && (name === undefined || each.name === name),
  );
  if (client === undefined) throw new Error(`the network has no client of ${mspId}`);
  const [certificate, key] = [client.certificate, client.privateKey].map((file) =>
    readFileSync(file, 'utf8'),
  );
  return identityFromPem(mspId, certificate as string, key as string);
}

/** A world on the network's ledger, whose rule set the first one to come publishes. */
export async function openWorld(client: LedgerClient, home: string): Promise<LedgerWorld> {
  const open = (key: string, folder: string) => loadAuthority(join(home, 'organizations', key, folder));
  const authorities = {
    bureau: await open('bureau', 'ca'),
    platform: await open('platform', 'ca'),
    taxpayers: await open('platform', 'taxpayers-ca'),
  };
  try {
    return await LedgerWorld.open(client, authorities, { founder: clientOf(home, BUREAU_MSP, 'officer') });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'RULE_SET_CONFLICT')
      return LedgerWorld.join(client, authorities, { founder: clientOf(home, BUREAU_MSP, 'officer') });
    throw error;
  }
}

/** @param name of a process, or its beginning: the contract's servers end in the number of their definition */
export function pidOf(home: string, name: string): number {
  const file = readdirSync(join(home, 'run')).find((each) => each.startsWith(name) && each.endsWith('.pid'));
  if (file === undefined) throw new Error(`no process ${name} is running`);
  return Number(readFileSync(join(home, 'run', file), 'utf8'));
}
