import { readFileSync } from 'node:fs';
import { RED_FORM_STATES } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { type Exploration, exploreStates } from '../states/explore.ts';
import { STATES_PAGE, stateTables, withTables } from '../states/table.ts';
import { withoutStacks } from '../support/faults.ts';

const explored: Exploration = withoutStacks(exploreStates);

describe('the states of an invoice and its red-letter form', () => {
  test('are those of docs/states.md', () => {
    const page = readFileSync(STATES_PAGE, 'utf8');
    expect(withTables(page, withoutStacks(stateTables))).toBe(page);
  });

  test('all have a way to a whole reversal', () => {
    expect(explored.stuck).toEqual([]);
    expect(explored.cases).toBeGreaterThan(1_000);
  });

  test('are all reached, and all form states left again but that of an issued red-letter invoice', () => {
    const reached = new Set(explored.steps.map(({ to }) => to.form));
    const left = new Set(
      explored.steps.filter(({ from, to }) => from.form !== to.form).map(({ from }) => from.form),
    );
    // A form without a condition has its red-letter invoice from the same transaction.
    for (const state of RED_FORM_STATES.filter((each) => each !== 'UNCONDITIONAL')) {
      expect([state, reached.has(state), left.has(state)]).toEqual([state, true, true]);
    }
  });
});
