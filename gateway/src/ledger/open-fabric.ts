import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrustFile } from '@fapiao-ledger/cli/receipt';
import { type CertificateAuthority, loadAuthority } from '@fapiao-ledger/network/ca';
import { type ClientEntry, type NetworkFile, readNetworkFile } from '@fapiao-ledger/network/fabric';
import { type Identity, identityFromPem } from '@fapiao-ledger/network/ledger-client';
import { connectionOf, type FabricConnection } from './fabric/connection.js';
import type { FabricLedger } from './fabric/ledger.js';

/** Which library talks to the network. */
export type FabricClient = 'fabric-network' | 'fabric-gateway';

/** The ledger of a native network, and what its home folder holds of the organisations. */
export interface OpenedFabric {
  readonly client: FabricLedger;
  readonly trust: TrustFile;
  readonly authorities: readonly CertificateAuthority[];
}

const BUREAU = 'TaxBureauMSP';
const AUDITOR = 'AuditorMSP';

/**
 * Connects in the platform's name to the network that `npm run network` made in a folder.
 *
 * @throws {SetupError} when there is no network in it
 */
export async function openFabric(home: string, library: FabricClient): Promise<OpenedFabric> {
  const network = readNetworkFile(home);
  const platform = network.clients.find(({ mspId }) => mspId !== BUREAU && mspId !== AUDITOR) as ClientEntry;
  const authorities = await Promise.all(
    network.clients.map(({ mspId }) => authorityOf(home, network, mspId)),
  );
  const client = await connect(library, connectionOf(network, platform.mspId), await identityOf(platform));
  return { client, trust: trustOf(network, authorities), authorities };
}

/** Only the chosen library is loaded: each brings a hundred modules. */
async function connect(
  library: FabricClient,
  to: FabricConnection,
  observer: Identity,
): Promise<FabricLedger> {
  if (library === 'fabric-gateway')
    return (await import('./fabric-gateway.js')).fabricGatewayLedger(to, observer);
  return (await import('./fabric-network.js')).fabricNetworkLedger(to, observer);
}

async function identityOf({ mspId, certificate, privateKey }: ClientEntry): Promise<Identity> {
  return identityFromPem(mspId, await readFile(certificate, 'utf8'), await readFile(privateKey, 'utf8'));
}

function authorityOf(home: string, network: NetworkFile, mspId: string): Promise<CertificateAuthority> {
  const peer = network.peers.find((each) => each.mspId === mspId);
  const key = peer?.name.replace('peer-', '') ?? mspId;
  return loadAuthority(join(home, 'organisations', key, 'ca'));
}

function trustOf({ settings, peers }: NetworkFile, authorities: readonly CertificateAuthority[]): TrustFile {
  const platforms = peers.map(({ mspId }) => mspId).filter((mspId) => mspId !== BUREAU && mspId !== AUDITOR);
  return {
    version: 1,
    channel: settings.channel,
    chaincode: settings.chaincode,
    authorities: authorities.map(({ mspId, certificate }) => ({ mspId, certificate })),
    policy: { all: [BUREAU], any: platforms },
  };
}
