/** The client of a Fabric network: one ledger above two libraries, of which only the one that is used is loaded. */
import type { Identity } from '@fapiao-ledger/pki';
import type { FabricConnection } from './connection.js';
import type { FabricLedger, FabricLedgerOptions } from './ledger.js';

export { connectionOf, type FabricConnection, type FabricEndpoint } from './connection.js';
export { FabricFailure } from './failure.js';
export type { FabricLedger, FabricLedgerOptions } from './ledger.js';

/** The library that connects to the network. */
export type FabricClient = 'fabric-network' | 'fabric-gateway';

/**
 * Connects to a network with a library. Each library has a hundred modules, so only this one is loaded.
 *
 * @param observer the identity that reads blocks
 * @throws {FabricFailure} when no peer of the connection answers
 */
export async function connectFabric(
  library: FabricClient,
  to: FabricConnection,
  observer: Identity,
  options: FabricLedgerOptions = {},
): Promise<FabricLedger> {
  if (library === 'fabric-gateway')
    return (await import('./fabric-gateway.js')).fabricGatewayLedger(to, observer, options);
  return await (await import('./fabric-network.js')).fabricNetworkLedger(to, observer, options);
}
