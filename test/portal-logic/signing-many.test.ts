import { createHash, createPublicKey, verify } from 'node:crypto';
import { type Json, requestText, statementText } from '@fapiao-ledger/core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newKey } from '../../gateway/portal/shared/identity/key.ts';
import type { PortalIdentity } from '../../gateway/portal/shared/identity/portal-identity.ts';
import { type Question, Session } from '../../gateway/portal/shared/session.ts';
import type { ManyAct } from '../../gateway/portal/shared/signing/act.ts';
import type { OpenRequest } from '../../gateway/portal/shared/signing/open-request.ts';
import { en } from '../../gateway/portal/shared/words/en.ts';

const LEDGER = { id: 'ab'.repeat(32), contract: 'fapiao', channel: 'fapiao' };
const CODE = '91440300708461136T';

/** Numbers of ten invoices. */
const NUMBERS = Array.from({ length: 10 }, (_, index) => `2644000000000000000${index}`);

const booking = (): ManyAct<'redeem'> => ({
  operation: 'redeem',
  body: { invoices: NUMBERS.map((number, index) => ({ number, amount: `${index + 1}.00` })) },
});

/** Returns the invoice that a path names. */
function numberIn(path: string): string {
  return /[0-9]{20}/.exec(path)?.[0] ?? '';
}

describe('an act on several invoices', () => {
  let identity: PortalIdentity;
  let publicKey: string;

  beforeAll(async () => {
    const made = await newKey();
    publicKey = made.publicKey;
    identity = {
      ...{ id: `${CODE}/1`, code: CODE, role: 'taxpayer', mspId: 'PlatformMSP' },
      ...{ certificate: '', keyEpoch: '0123456789abcdef', key: made.key, ledger: LEDGER, addedAt: 0 },
    };
  });
  afterEach(() => vi.unstubAllGlobals());

  /** A session at a gateway that answers by the number in the path, and what it sent and kept. */
  function sessionAt(answer: (number: string) => Response) {
    const sent: Request[] = [];
    const kept = new Map<string, OpenRequest>();
    vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
      sent.push(new Request(url, init));
      return await Promise.resolve(answer(numberIn(url.pathname)));
    });
    const store = {
      keepRequest: async (request: OpenRequest) =>
        void (await Promise.resolve(kept.set(request.requestId, request))),
      forgetRequest: async (id: string) => void (await Promise.resolve(kept.delete(id))),
      openRequests: async () => await Promise.resolve([...kept.values()]),
    };
    const session = new Session({ gateway: new URL('http://127.0.0.1:1/'), identity, store });
    return { session, sent, kept };
  }

  const refusal = (): Response =>
    Response.json(
      { code: 'INVOICE_REDEEMED', title: '', status: 409, detail: '' },
      { status: 409, headers: { 'content-type': 'application/problem+json' } },
    );
  const work = () => ({ signal: new AbortController().signal, report: () => undefined });
  const agree = async (): Promise<boolean> => await Promise.resolve(true);

  test('is one question about all of it, and one statement for each invoice', async () => {
    const { session, sent, kept } = sessionAt(() => Response.json({}));
    const asked: Question[] = [];
    const act = booking();
    const outcomes = await session.confirmAndSignEach(
      act,
      async (question) => {
        asked.push(question);
        // What happens to the act while the question is open changes nothing.
        Object.assign(act.body.invoices[0] as object, { amount: '99.00' });
        return await Promise.resolve(true);
      },
      en,
      work(),
    );
    expect(outcomes.map(({ number }) => number)).toEqual(NUMBERS);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.summary).toEqual(['10 invoices, 55.00 yuan']);
    const rows = asked[0]?.content.tables[0]?.rows.map(({ cells }) => cells.map(({ value }) => value));
    expect(rows).toEqual(NUMBERS.map((number, index) => [number, `${index + 1}.00`]));
    for (const request of sent) {
      const number = numberIn(request.url);
      const amount = `${NUMBERS.indexOf(number) + 1}.00`;
      expect(await request.json()).toEqual({ amount });
      expect(isSigned(request, { invoices: [{ number, amount }] })).toBe(true);
    }
    expect(sent.map(({ url }) => numberIn(url)).sort()).toEqual(NUMBERS);
    expect(kept.size).toBe(0);
  });

  test('signs nothing without agreement', async () => {
    const { session, sent } = sessionAt(() => Response.json({}));
    const refused = session.confirmAndSignEach(
      booking(),
      async () => await Promise.resolve(false),
      en,
      work(),
    );
    await expect(refused).rejects.toMatchObject({ fault: 'not-confirmed' });
    expect(sent).toEqual([]);
  });

  test('goes on after a refusal, and not after an unknown outcome', async () => {
    const lost = NUMBERS[5];
    const { session, kept } = sessionAt((number) => {
      if (number === lost) return Response.json(['nonsense']);
      return number === NUMBERS[1] ? refusal() : Response.json({});
    });
    const outcomes = await session.confirmAndSignEach(booking(), agree, en, work());
    expect(outcomes.filter(({ error }) => error !== undefined).map(({ number }) => number)).toEqual([
      NUMBERS[1],
      lost,
    ]);
    expect(outcomes.length).toBeLessThan(NUMBERS.length);
    expect([...kept.values()].map(({ body }) => body)).toEqual([
      { invoices: [{ number: lost, amount: '6.00' }] },
    ]);
    // The one whose outcome is open is not signed a second time beside the first.
    const again = session.confirmAndSignEach(booking(), agree, en, work());
    await expect(again).rejects.toMatchObject({ fault: 'still-open' });
  });

  test('sends nothing more once it is cancelled', async () => {
    const { session, sent } = sessionAt(() => Response.json({}));
    const cancel = new AbortController();
    const outcomes = await session.confirmAndSignEach(booking(), agree, en, {
      signal: cancel.signal,
      report: ({ done }) => {
        if (done > 0) cancel.abort();
      },
    });
    expect(outcomes).toHaveLength(sent.length);
    expect(sent.length).toBeLessThan(NUMBERS.length);
  });

  function isSigned({ headers }: Request, body: object): boolean {
    const value = (name: string): string => headers.get(name) ?? '';
    const request = {
      actor: CODE,
      operation: 'redeem',
      requestId: value('idempotency-key'),
      body: body as Json,
    } as const;
    const digest = createHash('sha256').update(requestText(request)).digest('hex');
    const terms = {
      ledger: LEDGER.id,
      contract: 'fapiao',
      keyEpoch: '0123456789abcdef',
      notAfter: value('fapiao-not-after'),
    };
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(
      'sha256',
      Buffer.from(statementText(terms, digest)),
      key,
      Buffer.from(value('fapiao-signature'), 'base64'),
    );
  }
});
