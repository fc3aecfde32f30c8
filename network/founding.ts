import { canonicalJson, DomainError, type Transactions } from '@fapiao-ledger/core';
import type { Identity } from '@fapiao-ledger/pki';
import type { LedgerClient } from './ledger-client.js';

/** Code of the officer whose certificate founds the ledger. */
export const FIRST_OFFICER = 'O0001';

/**
 * Founds a ledger: tells the contract which ledger and contract statements must name, and registers the key
 * of the submitter's certificate as the first officer's. On a ledger that is founded already it does nothing.
 *
 * @param officer an identity of the tax bureau with the role officer
 * @returns whether it was founded now
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
