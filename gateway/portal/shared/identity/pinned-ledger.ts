import { GatewayClient } from '@fapiao-ledger/client';
import { isContractName, isJsonObject, isLedgerId } from '@fapiao-ledger/core';
import { PortalError } from '../portal-error.ts';
import type { PinnedLedger } from './portal-identity.ts';

const CHANNEL = /^[a-z][a-z0-9.-]{0,99}$/;

/**
 * Returns the ledger that a trust file names.
 * @throws {PortalError} ledger-unreadable
 */
export function ledgerOfTrust(trust: unknown): PinnedLedger {
  const { ledger: id, chaincode: contract, channel } = isJsonObject(trust) ? trust : {};
  const isNamed = typeof id === 'string' && typeof contract === 'string' && typeof channel === 'string';
  if (!isNamed || !isLedgerId(id) || !isContractName(contract) || !CHANNEL.test(channel))
    throw new PortalError('ledger-unreadable');
  return { id, contract, channel };
}

/**
 * Returns the ledger that a gateway names on first contact. It is pinned with the identity: from then on every statement of that
 * identity is for this ledger, whatever a gateway answers later.
 */
export async function ledgerOnFirstContact(gateway: URL): Promise<PinnedLedger> {
  const client = new GatewayClient({ gateway, channel: 'unknown', timeoutMs: 20_000 });
  return ledgerOfTrust(await client.read<unknown>('/network'));
}
