import {
  accountForNumbers,
  type NumbersAccountAnswer,
  type NumbersJson,
  yearOfAnyPrefix,
} from '@fapiao-ledger/core';
import type { Contract } from '../ledger/contract.js';
import type { Lists } from '../read-model/lists.js';

/** Counts until the lanes of a seller stand still. */
const ATTEMPTS_MAX = 3;
/** Lanes with unused numbers in an answer. */
const HOLDERS_MAX = 1_000;

/**
 * Accounts for the numbers of a seller and year from two sources: the contract's documents say what is unused and returned, the read
 * model counts from the blocks what was granted and issued. A seller that issues meanwhile moves numbers between the two, so the
 * documents are read before and after, and the answer says whether they were the same and the tables had reached the ledger.
 *
 * @throws {DomainError} those of the read model; {LedgerError}
 */
export async function numbersAccount(
  contract: Contract,
  lists: Lists,
  { seller, year }: { readonly seller: string; readonly year: string },
): Promise<NumbersAccountAnswer> {
  let before = await unusedNumbers(contract, seller, year);
  for (let attempt = 1; ; attempt += 1) {
    const ledger = await contract.client.status();
    const { height, value } = await lists.numbers(seller, year);
    const after = await unusedNumbers(contract, seller, year);
    // Tables that are behind the ledger have counted too little.
    const isCurrent = BigInt(height) >= ledger.height;
    const isSettled = isCurrent && JSON.stringify(before) === JSON.stringify(after);
    if (isSettled || attempt === ATTEMPTS_MAX) {
      const { stock, returned, lanes: holders } = after;
      const granted = value.granted.filter(({ prefix }) => yearOfAnyPrefix(prefix) === year);
      const lanes = holders.map(({ segment }) => segment);
      const account = accountForNumbers({ granted, issued: value.issued, stock, returned, lanes });
      return {
        height: String(height),
        seller,
        year,
        ...account,
        isSettled,
        holders: holders.slice(0, HOLDERS_MAX),
      };
    }
    before = after;
  }
}

async function unusedNumbers(
  contract: Contract,
  seller: string,
  year: string,
): Promise<Pick<NumbersJson, 'stock' | 'returned' | 'lanes'>> {
  const {
    stock,
    returned,
    lanes,
    next: second,
  } = await contract.read('bureau:ReadNumbers', { seller, year });
  const all = [...lanes];
  for (let after = second; after !== undefined; ) {
    const page = await contract.read('bureau:ReadNumbers', { seller, year, after });
    all.push(...page.lanes);
    after = page.next;
  }
  return { stock, returned, lanes: all };
}
