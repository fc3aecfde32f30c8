import {
  decideReturn,
  FapiaoError,
  fileReturn,
  type ReturnJson,
  RULE_SET_2026,
  returnTermsDigest,
} from '@fapiao-ledger/core';
import { termsOf } from '../support/return-acts.ts';

const PERIOD = '2026-05';
const DURING = Date.UTC(2026, 4, 15) / 1_000;
const AFTER = Date.UTC(2026, 5, 15) / 1_000;
const COMPANY = { code: '91440300708461136T', kind: 'GENERAL' } as const;
const DIFFERS = { figure: 'input', filed: '0.00', computed: '1.00' };

/** A month of a taxpayer: whether it is over, and its last return. */
interface Month {
  readonly at: number;
  readonly filed?: ReturnJson;
}

/** What happens to a month. Each returns the month afterwards, or throws the refusal. */
const ACTS: Readonly<Record<string, (month: Month) => Month>> = {
  'end of the month': (month) => ({ ...month, at: AFTER }),
  file: ({ at, filed }) => {
    const filing = filed === undefined ? {} : { filed, filing: { taxpayer: COMPANY.code, through: PERIOD } };
    const context = { taxpayer: COMPANY, ruleSet: RULE_SET_2026, at, ...filing };
    return { at, filed: fileReturn(termsOf(PERIOD), context).filed };
  },
  accept: (month) => decided(month),
  'name a difference': (month) => decided(month, DIFFERS),
};

function decided({ at, filed }: Month, differs?: typeof DIFFERS): Month {
  if (filed === undefined) return { at };
  const decision = { officer: 'O0001', terms: returnTermsDigest(filed), at };
  return { at, filed: decideReturn(filed, differs === undefined ? decision : { ...decision, differs }) };
}

function stateOf({ at, filed }: Month): string {
  return filed?.state ?? (at < AFTER ? 'goes on' : 'over');
}

/** Returns the states of a taxpayer's month in the order in which they are reached, with what changes each. */
export function monthStates(): ReadonlyMap<string, readonly string[]> {
  const changes = new Map<string, readonly string[]>();
  const open: Month[] = [{ at: DURING }];
  for (const month of open) {
    const from = stateOf(month);
    if (changes.has(from)) continue;
    const steps = Object.entries(ACTS).flatMap(([act, perform]) => {
      const after = unlessRefused(() => perform(month));
      return after === undefined || stateOf(after) === from ? [] : [{ act, after }];
    });
    changes.set(
      from,
      steps.map(({ act, after }) => `${act} → ${stateOf(after)}`),
    );
    open.push(...steps.map(({ after }) => after));
  }
  return changes;
}

function unlessRefused(act: () => Month): Month | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof FapiaoError) return undefined;
    throw error;
  }
}
