import { figuresOf, type Json, RULE_SET_2026, returnTermsDigest } from '@fapiao-ledger/core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newKey } from '../../gateway/portal/shared/identity/key.ts';
import type { PortalIdentity } from '../../gateway/portal/shared/identity/portal-identity.ts';
import { type Ask, type IssueRequest, Session } from '../../gateway/portal/shared/session.ts';
import type { Act } from '../../gateway/portal/shared/signing/act.ts';
import type { OpenRequest } from '../../gateway/portal/shared/signing/open-request.ts';
import { ownTerms } from '../../gateway/portal/shared/signing/terms.ts';
import { en } from '../../gateway/portal/shared/words/en.ts';

const LEDGER = { id: 'ab'.repeat(32), contract: 'fapiao', channel: 'fapiao' };
const CODE = '91440300708461136T';
const INVOICES = [{ number: '26440000000000000001' }, { number: '26440000000000000002' }] as const;
const TO = 'P000000000DEX0000A';

const draft = (name: string) => ({ buyer: { type: 'ENTERPRISE', name }, totals: { gross: '1.00' } });
const pageOf = (requestId: string, name: string): IssueRequest =>
  ({ requestId, drafts: [draft(name)], lane: 'main' }) as unknown as IssueRequest;

const work = () => ({ signal: new AbortController().signal, report: () => undefined });
const agree: Ask = async () => await Promise.resolve(true);

let identity: PortalIdentity;

beforeAll(async () => {
  const { key } = await newKey();
  identity = {
    ...{ id: `${CODE}/1`, code: CODE, role: 'taxpayer', mspId: 'PlatformMSP', key, ledger: LEDGER },
    ...{ certificate: '', keyEpoch: '0123456789abcdef', addedAt: 0 },
  };
});
afterEach(() => vi.unstubAllGlobals());

/** Returns two sessions of one identity, as of two tabs, and what they send and keep. */
function twoTabs(answer: () => Promise<Response> = async () => await Promise.resolve(Response.json({}))) {
  const kept = new Map<string, OpenRequest>();
  const fetches = vi.fn(answer);
  vi.stubGlobal('fetch', fetches);
  const store = {
    keepRequest: async (request: OpenRequest) =>
      void (await Promise.resolve(kept.set(request.requestId, request))),
    forgetRequest: async (id: string) => void (await Promise.resolve(kept.delete(id))),
    openRequests: async () => await Promise.resolve([...kept.values()]),
  };
  const tab = (): Session =>
    new Session({ gateway: new URL('http://127.0.0.1:1/'), identity, store, ownTerms });
  return { first: tab(), second: tab(), kept, fetches };
}

function openRequest(
  operation: OpenRequest['operation'],
  body: unknown,
  requestId = 'other-tab',
): OpenRequest {
  return { requestId, identity: identity.id, ledger: LEDGER.id, operation, body: body as Json, sentAt: 0 };
}

function decision(): Act<'accept-return'> {
  const sums = { output: [], input: '12.34', transfersOut: '0.00' };
  const context = { kind: 'GENERAL', period: '2026-03', ruleSet: RULE_SET_2026, carriedIn: '0.00' } as const;
  const figures = figuresOf(sums, context);
  const filed = { taxpayer: CODE, period: '2026-03', height: '7', list: '0'.repeat(64), figures };
  const body = { taxpayer: CODE, period: '2026-03', terms: returnTermsDigest(filed) };
  return { operation: 'accept-return', body, terms: filed as unknown as NonNullable<Act['terms']> };
}

describe('what another tab sends while the question is open is not signed a second time', () => {
  const transfer: Act<'transfer'> = { operation: 'transfer', body: { to: TO, invoices: [INVOICES[0]] } };
  test.each([
    [
      'an act',
      () => openRequest('transfer', transfer.body),
      async (tab: Session, ask: Ask) => await tab.confirmAndSign(transfer, ask, en),
    ],
    [
      'an act on several invoices',
      () => openRequest('unlock', { invoices: [INVOICES[1]] }),
      async (tab: Session, ask: Ask) =>
        await tab.confirmAndSignEach({ operation: 'unlock', body: { invoices: INVOICES } }, ask, en, work()),
    ],
    [
      'decisions',
      () => openRequest('accept-return', decision().body),
      async (tab: Session, ask: Ask) => await tab.confirmAndDecide([decision()], ask, en, work()),
    ],
    [
      'drafts',
      () => openRequest('issue', { drafts: [draft('乙')] }),
      async (tab: Session, ask: Ask) =>
        await tab.confirmAndIssue([pageOf('page-1', '甲'), pageOf('page-2', '乙')], ask, en, work()),
    ],
  ] as const)('%s', async (_, open, sign) => {
    const { first, kept, fetches } = twoTabs();
    const ask: Ask = async () => {
      const request = open();
      kept.set(request.requestId, request);
      return await Promise.resolve(true);
    };
    await expect(sign(first, ask)).rejects.toMatchObject({ fault: 'still-open' });
    expect(fetches).not.toHaveBeenCalled();
    expect([...kept.keys()]).toEqual(['other-tab']);
  });
});

test('of two tabs that agree to the same act at once, only one sends it while the other is open', async () => {
  const { first, second, fetches } = twoTabs(async () => await new Promise<Response>(() => undefined));
  const act: Act<'transfer'> = { operation: 'transfer', body: { to: TO, invoices: [INVOICES[0]] } };
  // The questions of both tabs are answered at one moment.
  const both = Promise.withResolvers<boolean>();
  let asked = 0;
  const ask: Ask = async () => {
    asked += 1;
    if (asked === 2) both.resolve(true);
    return await both.promise;
  };
  const race = Promise.race([first, second].map(async (tab) => await tab.confirmAndSign(act, ask, en)));
  await expect(race).rejects.toMatchObject({ fault: 'still-open' });
  await vi.waitFor(() => expect(fetches).toHaveBeenCalled());
  expect(fetches).toHaveBeenCalledTimes(1);
});

describe('drafts under the id of an open request', () => {
  test('are not asked about with another content', async () => {
    const { first, kept, fetches } = twoTabs();
    const open = openRequest('issue', { drafts: [draft('甲')] }, 'page-1');
    kept.set('page-1', open);
    const ask = vi.fn(agree);
    const other = first.confirmAndIssue([pageOf('page-1', '乙')], ask, en, work());
    await expect(other).rejects.toMatchObject({ fault: 'still-open' });
    expect(ask).not.toHaveBeenCalled();
    expect(fetches).not.toHaveBeenCalled();
    expect(kept.get('page-1')).toBe(open);
  });

  test('are sent again with the same content', async () => {
    const { first, kept, fetches } = twoTabs(
      async () => await Promise.resolve(Response.json({ invoices: [{}] })),
    );
    kept.set('page-1', openRequest('issue', { drafts: [draft('甲')] }, 'page-1'));
    const outcomes = await first.confirmAndIssue([pageOf('page-1', '甲')], agree, en, work());
    expect(outcomes).toEqual([{ requestId: 'page-1', answer: { invoices: [{}] } }]);
    expect(fetches).toHaveBeenCalledTimes(1);
    expect(kept.size).toBe(0);
  });
});
