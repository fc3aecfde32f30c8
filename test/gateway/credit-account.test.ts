import { describe, expect, test } from 'vitest';
import { creditAccount } from '../../gateway/src/bureau/credit.ts';
import type { Contract } from '../../gateway/src/ledger/contract.ts';

const OF = { seller: '91440300708461136T', month: '2026-03' };

/** A contract whose credit has what is allotted at each reading, and no lane. */
function contractWith(...allotted: readonly string[]): Contract {
  const left = [...allotted];
  const read = async (name: string): Promise<unknown> =>
    await Promise.resolve(
      name === 'bureau:ReadLanes'
        ? { lanes: [] }
        : { ...OF, granted: '100.00', allotted: left.shift() ?? '0.00', stock: [] },
    );
  return { read } as unknown as Contract;
}

describe('the account of a credit', () => {
  test('is counted anew when credit was allotted meanwhile', async () => {
    expect(await creditAccount(contractWith('0.00', '10.00', '10.00'), OF)).toMatchObject({ used: '10.00' });
  });

  test('is not given when credit is allotted during each count', async () => {
    const counting = creditAccount(contractWith('0.00', '10.00', '20.00', '30.00'), OF);
    await expect(counting).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
  });
});
