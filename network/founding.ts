import { canonicalJson, DomainError, type Transactions } from '@fapiao-ledger/core';
import type { Identity } from '@fapiao-ledger/pki';
import type { LedgerClient } from './ledger-client.js';

/** Code of the officer whose certificate founds the ledger. */
export const FIRST_OFFICER = 'O0001';

/**
 * Founds a ledger: the contract learns the ledger and contract that statements must name, and registers the key of the
 * submitter's certificate for the first officer. On a founded ledger it does nothing.
 *
 * @param officer an identity of the tax bureau with the role officer
 * @returns whether this call founded the ledger
 */
export async function foundLedger(client: LedgerClient, officer: Identity): Promise<boolean> {
  const founding: Transactions['bureau:FoundLedger']['argument'] = {
    ledger: await client.ledgerId(),
    contract: client.contract,
    officer: FIRST_OFFICER,
  };
  try {
    await client.submit(officer, {
      contract: 'bureau',
      function: 'FoundLedger',
      args: [canonicalJson(founding)],
    });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ALREADY_FOUNDED') return false;
    throw error;
  }
}
