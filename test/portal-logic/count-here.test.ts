import { type ReturnJson, RULE_SET_2026 } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { countHere } from '../../gateway/portal/desk/bureau/returns/count-here.ts';
import type { Session } from '../../gateway/portal/shared/session.ts';

const TAXPAYER = '91440300MA0000004X';
/** The rule set began after the return was filed. */
const RULES = { hash: '00', ruleSet: { ...RULE_SET_2026, validFrom: '2026-03-01' } };
const ANSWERS: readonly (readonly [RegExp, object])[] = [
  [/\/bureau\/returns\/.*\/invoices/, { entries: [] }],
  [/\/bureau\/returns\?/, { returns: [] }],
  [/\/bureau\/invoices\?/, { invoices: [] }],
  [/\/taxpayers\//, { kind: 'GENERAL' }],
  [/\/rule-sets\/published/, { ruleSets: [RULES] }],
];
const session: Pick<Session, 'read'> = {
  read: async <T>(path: string) =>
    await Promise.resolve(ANSWERS.find(([known]) => known.test(path))?.[1] as T),
};
const WORK = { signal: new AbortController().signal, report: () => undefined };

async function counted(state: ReturnJson['state']): Promise<string> {
  const filed = {
    taxpayer: TAXPAYER,
    period: '2026-01',
    filedAt: '2026-02-10T02:00:00Z',
    state,
  } as ReturnJson;
  const { figures } = await countHere(session as Session, filed, WORK);
  return figures.payable;
}

test('a return that differs is counted by the rules of today, because it is to be filed again', async () => {
  expect(await counted('DIFFERS')).toBe('0.00');
});

test.each(['FILED', 'ACCEPTED'] as const)(
  'a return that is %s is counted by those of its filing',
  async (state) => {
    await expect(counted(state)).rejects.toThrow('no rule set was in force on 2026-02-10');
  },
);
