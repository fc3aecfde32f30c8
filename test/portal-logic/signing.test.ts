import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Json } from '@fapiao-ledger/core';
import { isLowS, requestText, statementText } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newKey } from '../../gateway/portal/shared/identity/key.ts';
import type { PortalIdentity } from '../../gateway/portal/shared/identity/portal-identity.ts';
import { type Question, Session, type SessionOptions } from '../../gateway/portal/shared/session.ts';
import type { Act } from '../../gateway/portal/shared/signing/act.ts';
import type { OpenRequest } from '../../gateway/portal/shared/signing/open-request.ts';
import { type ShownSection, type ShownTable, shownOf } from '../../gateway/portal/shared/signing/shown.ts';
import { OtherTerms, ownTerms } from '../../gateway/portal/shared/signing/terms.ts';
import { en } from '../../gateway/portal/shared/words/en.ts';
import { zhCn } from '../../gateway/portal/shared/words/zh-cn.ts';
import { redForm } from './red-form.ts';

/** Returns every text of a section, as a person reads it. */
function textsOf({ label, facts, tables, sections }: ShownSection): readonly string[] {
  return [
    label,
    ...facts.flatMap((fact) => [fact.label, fact.value]),
    ...tables.flatMap((table) => [table.label, ...cellsOf(table)]),
    ...sections.flatMap(textsOf),
  ];
}

function cellsOf({ columns, rows }: ShownTable): readonly string[] {
  return [
    ...columns.map(({ label }) => label),
    ...rows.flatMap(({ cells }) => cells.map(({ value }) => value)),
  ];
}

function leavesOf(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null)
    return [typeof value === 'string' ? value : JSON.stringify(value)];
  return Object.values(value).flatMap((part) => leavesOf(part as Json));
}

describe('what is shown before signing', () => {
  test('has every value of any body, also of fields that it has no label for', () => {
    const body = fc.dictionary(
      fc.oneof(fc.constantFrom('number', 'drafts', 'lines', 'reason', 'type', 'toString'), fc.string()),
      fc.jsonValue({ maxDepth: 4 }),
    );
    fc.assert(
      fc.property(body, fc.constantFrom(en, zhCn), (value, words) => {
        const shown = textsOf(shownOf('issue', value as Json, words).content).join('\0');
        for (const leaf of leavesOf(value as Json)) expect(shown).toContain(leaf);
      }),
    );
  });

  test('counts many invoices itself', () => {
    const draft = (gross: string, name: string) => ({
      buyer: { type: 'ENTERPRISE', name },
      totals: { net: '1.00', tax: '0.00', gross },
    });
    const drafts = [draft('10.10', '甲'), draft('0.20', '乙'), draft('-0.30', '甲')];
    expect(shownOf('issue', { drafts }, en).summary).toEqual(['3 invoices, 10.00 yuan', '2 buyers']);
  });
});

describe('a session', () => {
  const LEDGER = { id: 'ab'.repeat(32), contract: 'fapiao', channel: 'fapiao' };
  let identity: PortalIdentity;
  let publicKey: string;

  beforeAll(async () => {
    const made = await newKey();
    publicKey = made.publicKey;
    identity = {
      ...{ id: '91440300708461136T/1', code: '91440300708461136T', role: 'taxpayer', mspId: 'PlatformMSP' },
      ...{ certificate: '', keyEpoch: '0123456789abcdef', key: made.key, ledger: LEDGER, addedAt: 0 },
    };
  });
  afterEach(() => vi.unstubAllGlobals());

  /** A session at a gateway that answers as told, and what it kept and sent. */
  function sessionAt(answer: () => Response): {
    session: Session;
    store: SessionOptions['store'];
    sent: Request[];
    kept: Map<string, OpenRequest>;
  } {
    const sent: Request[] = [];
    const kept = new Map<string, OpenRequest>();
    vi.stubGlobal('fetch', async (url: URL, init: RequestInit & { signal: AbortSignal }) => {
      sent.push(new Request(url, { ...init, redirect: 'follow' }));
      return await Promise.resolve(answer());
    });
    const store = {
      keepRequest: async (request: OpenRequest) => {
        kept.set(request.requestId, request);
        await Promise.resolve();
      },
      forgetRequest: async (id: string) => {
        kept.delete(id);
        await Promise.resolve();
      },
      openRequests: async () => await Promise.resolve([...kept.values()]),
    };
    const gateway = new URL('http://127.0.0.1:1/');
    return { session: new Session({ gateway, identity, store, ownTerms }), store, sent, kept };
  }

  const transfer = (): Act<'transfer'> => ({
    operation: 'transfer',
    body: { to: 'P000000000DEX0000A', invoices: [{ number: '26440000000000000001' }] },
  });

  test('signs the statement about what was shown, with a low s, for the pinned ledger', async () => {
    const { session, sent, kept } = sessionAt(() =>
      Response.json({ ledger: 'another', keyEpoch: 'another' }),
    );
    let question: Question | undefined;
    const ask = async (asked: Question): Promise<boolean> => {
      question = asked;
      return await Promise.resolve(true);
    };
    await session.confirmAndSign(transfer(), ask, en);
    expect(question).toMatchObject({ as: identity.code, ledger: LEDGER.id, title: 'Transfer invoices' });
    const [{ headers } = new Request('http://none')] = sent;
    const { body, operation } = transfer();
    const requestId = headers.get('idempotency-key') ?? '';
    const request = requestText({
      actor: identity.code,
      operation,
      requestId,
      body: body as unknown as Json,
    });
    const digest = createHash('sha256').update(request).digest('hex');
    const notAfter = headers.get('fapiao-not-after') ?? '';
    const terms = { ledger: LEDGER.id, contract: 'fapiao', keyEpoch: '0123456789abcdef', notAfter };
    const signature = Buffer.from(headers.get('fapiao-signature') ?? '', 'base64');
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from(statementText(terms, digest)), key, signature)).toBe(true);
    expect(isLowS(signature)).toBe(true);
    expect(kept.size).toBe(0);
  });

  test('signs what was shown, whatever the page does to the act meanwhile', async () => {
    const { session, sent } = sessionAt(() => Response.json({}));
    const act = transfer() as { body: { to: string; invoices: readonly [{ number: string }] } };
    const ask = async (): Promise<boolean> => {
      act.body.to = 'P000000000EVL0000A';
      act.body.invoices[0].number = '26440000000000000002';
      return await Promise.resolve(true);
    };
    await session.confirmAndSign(act as unknown as Act, ask, en);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/v1/invoices/26440000000000000001/transfer',
    ]);
    expect(await sent[0]?.text()).toBe('{"to":"P000000000DEX0000A"}');
  });

  test('sends nothing when the person does not agree', async () => {
    const { session, sent } = sessionAt(() => Response.json({}));
    const refused = session.confirmAndSign(transfer(), async () => await Promise.resolve(false), en);
    await expect(refused).rejects.toMatchObject({ fault: 'not-confirmed' });
    expect(sent).toEqual([]);
  });

  test('keeps a request whose answer is lost, and repeats it under its id', async () => {
    let isLost = true;
    const { session, sent, kept } = sessionAt(() => {
      if (isLost) throw new TypeError('the connection broke');
      return Response.json({});
    });
    const open = await lostAt(session, sent);
    expect(open.body).toEqual(transfer().body);
    isLost = false;
    await session.repeat(open);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    expect(kept.size).toBe(0);
  });

  /** Leaves a transfer whose answer was lost. */
  async function lostAt(session: Session, sent: readonly Request[]): Promise<OpenRequest> {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const lost = session.confirmAndSign(transfer(), async () => await Promise.resolve(true), en);
    lost.catch(() => undefined);
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(10_000);
      expect(sent).toHaveLength(4);
    });
    vi.useRealTimers();
    await expect(lost).rejects.toMatchObject({ code: 'LEDGER_OUTCOME_UNKNOWN' });
    return (await session.openRequests())[0] as OpenRequest;
  }

  test('keeps a request whose repetition is refused: the first statement may still take effect', async () => {
    const problem = { code: 'NOT_THE_HOLDER', title: '', status: 403, detail: 'no' };
    let isLost = true;
    const { session, sent, kept } = sessionAt(() => {
      if (isLost) throw new TypeError('the connection broke');
      return Response.json(problem, { status: 403 });
    });
    const open = await lostAt(session, sent);
    isLost = false;
    await expect(session.repeat(open)).rejects.toMatchObject({ code: 'NOT_THE_HOLDER' });
    expect([...kept.keys()]).toEqual([open.requestId]);
    // Past the end of the last statement a refusal settles it.
    kept.set(open.requestId, { ...open, notAfter: '2020-01-01T00:00:00Z' });
    await expect(session.repeat(open)).rejects.toMatchObject({ code: 'NOT_THE_HOLDER' });
    expect(kept.size).toBe(0);
  });

  test('asks nothing about what is signed already while its outcome is unknown', async () => {
    const { session, sent } = sessionAt(() => {
      throw new TypeError('the connection broke');
    });
    await lostAt(session, sent);
    const again = session.confirmAndSign(transfer(), () => Promise.reject(new Error('asked')), en);
    await expect(again).rejects.toMatchObject({ fault: 'still-open' });
  });

  test('repeats nothing for another ledger than it was shown for', async () => {
    const { session, sent } = sessionAt(() => {
      throw new TypeError('the connection broke');
    });
    const open = await lostAt(session, sent);
    await expect(session.repeat({ ...open, ledger: 'cd'.repeat(32) })).rejects.toMatchObject({
      fault: 'ledger-other',
    });
    expect(sent).toHaveLength(4);
  });

  test.each([
    ['nothing', null],
    ['a text', 'done'],
  ])('takes %s for no outcome', async (_, answer) => {
    const { session, kept } = sessionAt(() => Response.json(answer));
    const sending = session.confirmAndSign(transfer(), async () => await Promise.resolve(true), en);
    await expect(sending).rejects.toMatchObject({ code: 'LEDGER_OUTCOME_UNKNOWN' });
    expect(kept.size).toBe(1);
  });

  test('forgets a request that the ledger has refused', async () => {
    const problem = { code: 'NOT_THE_HOLDER', title: '', status: 403, detail: 'no' };
    const { session, kept } = sessionAt(() => Response.json(problem, { status: 403 }));
    const refused = session.confirmAndSign(transfer(), async () => await Promise.resolve(true), en);
    await expect(refused).rejects.toMatchObject({ code: 'NOT_THE_HOLDER' });
    expect(kept.size).toBe(0);
  });

  test.each([
    ['amounts', { totals: { net: '1.00', tax: '0.13', gross: '1.13' } }],
    ['reason', { reason: '02' }],
    ['invoice', { number: '26440000000000000002' }],
    ['starter', { startedBy: '91440300MA5DEX0114' }],
  ])('asks nothing about a form whose %s a gateway has altered', async (_, change) => {
    const { session, sent } = sessionAt(() => Response.json({}));
    const { form, digest } = redForm();
    const ask = vi.fn();
    const act = {
      operation: 'confirm-red-letter',
      body: { number: form.number, sequence: form.sequence, terms: digest },
      terms: { ...form, ...change },
    };
    await expect(session.confirmAndSign(act as unknown as Act, ask, en)).rejects.toThrow(OtherTerms);
    expect([ask.mock.calls, sent]).toEqual([[], []]);
  });

  test('asks nothing about a form where nothing recomputes its digest, as on a phone', async () => {
    const { store, sent } = sessionAt(() => Response.json({}));
    const phone = new Session({ gateway: new URL('http://127.0.0.1:1/'), identity, store });
    const { form, digest } = redForm();
    const ask = vi.fn();
    const body = { number: form.number, sequence: form.sequence, terms: digest };
    for (const terms of [{ terms: form }, {}]) {
      const act = { operation: 'confirm-red-letter', body, ...terms } as unknown as Act;
      await expect(phone.confirmAndSign(act, ask, en)).rejects.toThrow(OtherTerms);
    }
    const act = { ...transfer(), terms: form } as unknown as Act;
    await expect(phone.confirmAndSign(act, ask, en)).rejects.toThrow(OtherTerms);
    expect([ask.mock.calls, sent]).toEqual([[], []]);
  });
});
