import { randomInt } from 'node:crypto';
import type { IssuedOutcome } from '@fapiao-ledger/core';
import { type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';
import { creditCode, draftOf } from './drafts.ts';
import { type Issue, NotNow, tillNames } from './load.ts';

const NUMBERS = 5000;

/** A seller whose tills have numbers and credit, and a buyer. */
export async function sellerWithTills(world: LedgerWorld): Promise<readonly [Participant, Participant]> {
  const seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
  const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
  const tills = tillNames();
  const prefix = `${world.month.slice(2, 4)}442`;
  const segment = { seller: seller.code, profile: 'DIGITAL', prefix, count: tills.length * NUMBERS };
  await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: '90000000.00' });
  await world.bureau('GrantSegment', segment);
  for (const lane of tills)
    await world.allot(seller, { lane, profile: 'DIGITAL', net: '4000000.00', numbers: NUMBERS });
  return [seller, buyer];
}

/** Issues straight on the ledger, in the seller's name. */
export function issueBy(
  client: LedgerClient,
  world: LedgerWorld,
  [seller, buyer]: readonly [Participant, Participant],
): Issue {
  return async (lane, requestId) => {
    const call = issueCall(world, seller, [draftOf(seller, buyer)], { lane, requestId });
    try {
      const { result } = await client.submit(world.operator, call);
      const { outcomes } = JSON.parse(result) as { outcomes: [IssuedOutcome] };
      return outcomes[0].first;
    } catch (error) {
      const mayRepeat =
        error instanceof LedgerError && (error.retryable || error.code === 'LEDGER_OUTCOME_UNKNOWN');
      throw mayRepeat ? new NotNow(error.code) : error;
    }
  };
}
