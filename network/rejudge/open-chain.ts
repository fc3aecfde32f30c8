import { FapiaoError, messageOf, systemCodeOf } from '@fapiao-ledger/core';
import { damaged } from '../embedded/faults.js';
import { type Chain, fileChain, storedChain } from '../show/chain.js';
import { NoBlock } from '../show/values.js';

/** Where the blocks are: the folder of an embedded ledger, a block file or a folder of them, or the folder of a Fabric network. */
export type BlockSource = { readonly ledger: string } | { readonly file: string } | { readonly home: string };

/** Thrown when there are no blocks in a place, or they cannot be reached. */
export class NoChain extends Error {}

/**
 * Opens the blocks of a source.
 *
 * @throws {LedgerError} LEDGER_DAMAGED naming what is not as it was written
 * @throws {NoChain}
 */
export async function openChain(source: BlockSource): Promise<Chain> {
  try {
    if ('ledger' in source) return await storedChain(source.ledger);
    if ('file' in source) return await fileChain(source.file);
  } catch (error) {
    if (error instanceof NoBlock) throw damaged(error.message, error);
    if (error instanceof FapiaoError || systemCodeOf(error) === undefined) throw error;
    throw new NoChain(messageOf(error), { cause: error });
  }
  return await peersChain(source.home);
}

/** Returns the blocks as the first peer that answers has them. The program of a whole network is large, so it is loaded on demand. */
async function peersChain(home: string): Promise<Chain> {
  const { peerChain, readNetworkFile, SetupError } = await import('../fabric/index.js');
  const named = async <T>(ask: () => T | Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof SetupError) throw new NoChain(`${error.message}: ${error.cure}`, { cause: error });
      throw error;
    }
  };
  const chain = await named(() => peerChain(readNetworkFile(home)));
  return { ...chain, block: (number) => named(() => chain.block(number)) };
}
