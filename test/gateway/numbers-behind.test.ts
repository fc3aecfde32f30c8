import type { NumbersJson } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { numbersAccount } from '../../gateway/src/bureau/numbers.ts';

const SELLER = '91440300708461136T';
const QUESTION = { seller: SELLER, year: '2026' };

/** A seller that was granted 100 numbers and has used 30, on a ledger of 9 blocks. The tables have reached each of the heights in turn. */
async function accountAt(...heights: readonly bigint[]): Promise<unknown> {
  const segment = { prefix: '26444', profile: 'DIGITAL', next: 31, last: 100 };
  const unused = { ...QUESTION, stock: [segment], returned: [], lanes: [] } as unknown as NumbersJson;
  const contract = {
    client: { status: async () => ({ height: 9n }) },
    read: async () => unused,
  };
  const reached = [...heights];
  const lists = {
    numbers: async () => {
      const height = reached.shift() ?? 9n;
      const issued = height < 9n ? 20 : 30;
      return { height, value: { granted: [{ prefix: '26444', count: 100 }], issued } };
    },
  };
  const parts = [contract, lists] as unknown as [
    Parameters<typeof numbersAccount>[0],
    Parameters<typeof numbersAccount>[1],
  ];
  return await numbersAccount(...parts, QUESTION);
}

test('the account of numbers is not settled while the tables are behind the ledger', async () => {
  expect(await accountAt(7n, 8n, 8n)).toMatchObject({ height: '8', difference: 10, isSettled: false });
});

test('the account of numbers is counted again until the tables have reached the ledger', async () => {
  expect(await accountAt(7n, 8n)).toMatchObject({ height: '9', difference: 0, isSettled: true });
});
