import { readFileSync } from 'node:fs';
import { readNetworkFile } from '@fapiao-ledger/network/fabric';
import { connectionProfile } from '@fapiao-ledger/network/fabric/client/connection-profile';
import { Gateway, Wallets } from 'fabric-network';
import { connectionTo } from '../../fabric/network.ts';

export interface StockClient {
  readonly submit: (name: string, ...args: string[]) => Promise<unknown>;
  readonly close: () => void;
}

/** fabric-network as its documentation shows it: its own wallet, its own signing, its own commit events. */
export async function openStockClient(home: string, chaincode: string): Promise<StockClient> {
  const client = readNetworkFile(home).clients.find(({ mspId }) => mspId === 'PlatformMSP');
  if (client === undefined) throw new Error('the network has a client of the platform');
  const [certificate, privateKey] = [client.certificate, client.privateKey].map((file) =>
    readFileSync(file, 'utf8'),
  );
  const wallet = await Wallets.newInMemoryWallet();
  await wallet.put('operator', {
    type: 'X.509',
    mspId: client.mspId,
    credentials: { certificate, privateKey },
  } as Parameters<typeof wallet.put>[1]);
  const gateway = new Gateway();
  await gateway.connect(connectionProfile(connectionTo(home)), {
    wallet,
    identity: 'operator',
    discovery: { enabled: true, asLocalhost: false },
    // On a busy machine a connection takes longer than the library waits; the run would end there.
    'connection-options': { 'grpc-wait-for-ready-timeout': 30_000 },
  });
  const contract = (await gateway.getNetwork(connectionTo(home).channel)).getContract(chaincode);
  return {
    submit: (name, ...args) => contract.submitTransaction(name, ...args),
    close: () => gateway.disconnect(),
  };
}
