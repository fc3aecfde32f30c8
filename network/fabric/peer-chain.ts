import { common } from '@hyperledger/fabric-protos';
import type { Chain } from '../show/chain.js';
import { answerTo, askPeers } from './doctor/ask-peers.js';
import type { NetworkFile } from './network-file.js';

/** Returns the blocks of a network's channel, as the first peer that answers has them. @throws {SetupError} when no peer answers */
export async function peerChain(network: NetworkFile): Promise<Chain> {
  const { channel } = network.settings;
  const query = (name: string, ...args: readonly string[]): Promise<Uint8Array> =>
    askPeers(network, (peer) =>
      answerTo(network, peer, { channel, chaincode: 'qscc', args: [name, channel, ...args] }),
    );
  const height = common.BlockchainInfo.deserializeBinary(await query('GetChainInfo')).getHeight();
  return {
    first: 0,
    last: height - 1,
    block: (number) => query('GetBlockByNumber', String(number)),
    close: () => undefined,
  };
}
