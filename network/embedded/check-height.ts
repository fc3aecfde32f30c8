import { DomainError } from '@fapiao-ledger/core';
import { type BlockHeader, headerHash } from './block.js';
import { isSigned } from './block-signer.js';
import { rolledBack } from './faults.js';
import { equalBytes } from './hash.js';
import type { SignedHeader } from './height-record.js';
import type { MspManager } from './msp.js';

/** A chain that is compared with its height. */
export interface Chain {
  /** Number of its last block; -1 when it has none. */
  readonly last: number;
  /** Returns the header of a block of the chain. */
  headerOf(number: number): BlockHeader;
  readonly msps: MspManager;
  readonly ordererMspId: string;
}

/** Last block before the first transaction. A ledger that has no later block may be without a height. */
const LAST_OF_BEGINNING = 1;

/**
 * Compares a chain with the last block that was acknowledged.
 *
 * @throws {LedgerError} LEDGER_ROLLED_BACK when the chain ends before that block or has another one in its place,
 *   when the orderer did not sign it, and when no height is kept for a chain that has transactions
 */
export async function checkHeight(height: SignedHeader | undefined, chain: Chain): Promise<void> {
  const { last } = chain;
  if (height === undefined) {
    if (last <= LAST_OF_BEGINNING) return;
    throw rolledBack(`no height is kept for a ledger that ends with block ${last}: ${remedy('none', last)}`);
  }
  if (!(await isOrderers(height, chain)))
    throw rolledBack(`the height is kept for another ledger, or was altered: ${remedy('none', last)}`);
  const { number } = height.header;
  if (last < number) {
    const missing = last + 1 === number ? `block ${number} is` : `blocks ${last + 1} to ${number} are`;
    throw rolledBack(
      `block ${number} was acknowledged and ${missing} missing: put the newest blocks back. ${remedy(number, last)}`,
    );
  }
  if (!equalBytes(headerHash(chain.headerOf(number)), headerHash(height.header)))
    throw rolledBack(
      `block ${number} is not the one that was acknowledged: put the newest blocks back. ${remedy(number, last)}`,
    );
}

/** Returns the command with which an operator accepts the folder as it is. */
function remedy(kept: number | 'none', last: number): string {
  if (last < LAST_OF_BEGINNING)
    return 'The folder has no block to continue with: a new ledger needs a folder of its own';
  return `To continue with this folder as it is: npm run ledger -- accept-height FOLDER --kept ${kept} --found ${last}`;
}

async function isOrderers({ header, signatures }: SignedHeader, chain: Chain): Promise<boolean> {
  try {
    return await isSigned(header, signatures, chain.msps, chain.ordererMspId);
  } catch (error) {
    // The signer is of an organization that is not of this channel.
    if (error instanceof DomainError && error.code === 'CREDENTIAL_INVALID') return false;
    throw error;
  }
}
