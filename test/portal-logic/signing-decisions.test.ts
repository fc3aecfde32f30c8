import { figuresOf, type ReturnJson, RULE_SET_2026, returnTermsDigest } from '@fapiao-ledger/core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newKey } from '../../gateway/portal/shared/identity/key.ts';
import type { PortalIdentity } from '../../gateway/portal/shared/identity/portal-identity.ts';
import { type Question, Session } from '../../gateway/portal/shared/session.ts';
import type { Act } from '../../gateway/portal/shared/signing/act.ts';
import { OtherTerms, ownTerms } from '../../gateway/portal/shared/signing/terms.ts';
import { en } from '../../gateway/portal/shared/words/en.ts';

const LEDGER = { id: 'ab'.repeat(32), contract: 'fapiao', channel: 'fapiao' };
const TAXPAYERS = ['91440300708461136T', '91440300MA5DEX0114'] as const;
const PERIOD = '2026-03';

let identity: PortalIdentity;
const sent: Request[] = [];

beforeAll(async () => {
  const { key } = await newKey();
  identity = {
    ...{ id: 'O0001/1', code: 'O0001', role: 'officer', mspId: 'TaxBureauMSP', key, ledger: LEDGER },
    ...{ certificate: '', keyEpoch: '0123456789abcdef', addedAt: 0 },
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
  sent.length = 0;
});

function session(): Session {
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    sent.push(new Request(url, init));
    return await Promise.resolve(Response.json({}));
  });
  const nothing = async (): Promise<void> => await Promise.resolve();
  const store = {
    keepRequest: nothing,
    forgetRequest: nothing,
    openRequests: async () => await Promise.resolve([]),
  };
  return new Session({ gateway: new URL('http://127.0.0.1:1/'), identity, store, ownTerms });
}

function filedBy(taxpayer: string): ReturnJson {
  const sums = { output: [], input: '12.34', transfersOut: '0.00' };
  const context = { kind: 'GENERAL', period: PERIOD, ruleSet: RULE_SET_2026, carriedIn: '0.00' } as const;
  const figures = figuresOf(sums, context);
  const terms = { taxpayer, period: PERIOD, height: '7', list: '0'.repeat(64), figures };
  return { ...terms, state: 'FILED', filedAt: '2026-04-01T00:00:00Z' };
}

const decisionOn = (filed: ReturnJson, terms = returnTermsDigest(filed)): Act<'accept-return'> => ({
  operation: 'accept-return',
  body: { taxpayer: filed.taxpayer, period: filed.period, terms },
  terms: filed as unknown as NonNullable<Act['terms']>,
});

const work = () => ({ signal: new AbortController().signal, report: () => undefined });

test('decisions are one question that shows every return, and one statement for each', async () => {
  const questions: Question[] = [];
  const ask = async (question: Question): Promise<boolean> => {
    questions.push(question);
    return await Promise.resolve(true);
  };
  const acts = TAXPAYERS.map((code) => decisionOn(filedBy(code)));
  const outcomes = await session().confirmAndDecide(acts, ask, en, work());
  expect(outcomes).toEqual([{ answer: {} }, { answer: {} }]);
  expect(questions).toHaveLength(1);
  for (const { body } of acts) expect(JSON.stringify(questions[0]?.content)).toContain(body.terms);
  expect(JSON.stringify(questions[0]?.terms).match(/12\.34/g)).toHaveLength(4);
  const bodies = await Promise.all(sent.map(async (request) => (await request.json()) as { terms: string }));
  // They are sent together, so any of them may be signed first.
  const decided = bodies.map(({ terms }) => terms).toSorted();
  expect(decided).toEqual(acts.map(({ body }) => body.terms).toSorted());
});

test('a decision about another return than the shown one keeps all of them from being asked', async () => {
  const ask = vi.fn(async () => await Promise.resolve(true));
  const [first, second] = TAXPAYERS.map(filedBy) as [ReturnJson, ReturnJson];
  const acts = [decisionOn(first), decisionOn(second, returnTermsDigest(first))];
  await expect(session().confirmAndDecide(acts, ask, en, work())).rejects.toThrow(OtherTerms);
  expect(ask).not.toHaveBeenCalled();
  expect(sent).toEqual([]);
});

test('decisions that the officer does not agree to are not sent', async () => {
  const acts = TAXPAYERS.map((code) => decisionOn(filedBy(code)));
  const refused = session().confirmAndDecide(acts, async () => await Promise.resolve(false), en, work());
  await expect(refused).rejects.toMatchObject({ fault: 'not-confirmed' });
  expect(sent).toEqual([]);
});
