import { join } from 'node:path';
import type { IssueAnswer } from '@fapiao-ledger/client';
import { digestOfRequest, GatewayClient } from '@fapiao-ledger/client';
import type { DraftJson, Json } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import type { ReceiptSource } from '@fapiao-ledger/receipt';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientIdentity } from '../../cli/src/identity/identity-file.ts';
import { Reporter } from '../../cli/src/output/reporter.ts';
import { issuedBy } from '../../cli/src/requests/issued-by.ts';
import { RequestJournal } from '../../cli/src/requests/journal.ts';
import { Outcomes } from '../../cli/src/requests/outcomes.ts';
import { sendOnce } from '../../cli/src/requests/send-once.ts';
import { ProvedSettlement } from '../../cli/src/requests/settlement.ts';
import { BUYER } from '../support/draft.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import {
  GatewayBetween,
  type Relay,
  type RelayedAnswer,
  type RelayedRequest,
} from '../support/gateway-between.ts';
import type { IssuedBody, MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let between: GatewayBetween;
let journal: RequestJournal;
/** Behavior of the gateway in between, set by each test. */
let relay: Relay;

beforeAll(async () => {
  gateway = await TestGateway.start({ clock: new ManualClock(new Date()) });
  between = await GatewayBetween.open(gateway.url, async (request, passOn) => relay(request, passOn));
});

afterAll(async () => {
  await between.close();
  await gateway.close();
});

beforeEach(async () => {
  seller = await gateway.seller();
  journal = new RequestJournal(join(await temporaryFolder(), 'shop.json'));
  relay = honest;
});

afterEach(() => {
  relay = honest;
});

const honest: Relay = async (request, passOn) => passOn(request);

const isIssue = ({ method, path }: RelayedRequest): boolean => method === 'POST' && path === '/v1/invoices';
const isCancel = ({ path }: RelayedRequest): boolean => path === '/v1/cancellations';
const isProof = ({ method, path }: RelayedRequest): boolean =>
  method === 'GET' && path.startsWith('/v1/requests/');
const refusal: RelayedAnswer = { status: 409, body: { code: 'CREDIT_EXCEEDED', detail: 'no credit' } };

const pause = async (): Promise<void> => await Promise.resolve();

function outcomesOf(actor = seller.code): Outcomes {
  const { trust } = gateway.home;
  return new Outcomes({ client: clientThrough(), trust, actor, now: () => new Date(gateway.home.now()) });
}

function clientThrough(): GatewayClient {
  const { code, certificate, key } = seller;
  return new GatewayClient({
    gateway: new URL(between.address),
    channel: gateway.channel,
    timeoutMs: 60_000,
    identity: clientIdentity({ file: '', mspId: 'PlatformMSP', code, role: 'taxpayer', certificate, key }),
    ledger: async () => await Promise.resolve(gateway.home.ledger),
    pause,
  });
}

/** Issues one draft as the command line does. */
async function issue(requestId: string, remark = 'first'): Promise<IssueAnswer> {
  const actor = seller.code;
  const client = clientThrough();
  const settlement = new ProvedSettlement({ client, outcomes: outcomesOf(), actor, pause });
  const drafts = [draftOf(actor, enterprise(BUYER), { remark }) as DraftJson & Json];
  return await sendOnce<null, IssueAnswer>(
    { journal, settlement, reporter: new Reporter(process, true) },
    {
      operation: 'issue',
      content: drafts,
      requestId,
      settle: async () => await Promise.resolve(null),
      submission: async (id) => {
        const request = { operation: 'issue', actor, requestId: id, body: { drafts } } as const;
        return await Promise.resolve({ request, path: '/invoices', body: { invoices: drafts } });
      },
      answerOf: issuedBy,
    },
  );
}

describe('an outcome', () => {
  it('is told as the ledger’s endorsers have it', async () => {
    const { invoices } = await issue('request-1');
    expect(await outcomesOf().recordOf('request-1')).toMatchObject({
      result: { first: invoices[0]?.number },
    });
    expect(await outcomesOf().recordOf('request-2')).toBeUndefined();
    expect(await journal.findById('request-1')).toBeUndefined();
  });

  it('is what the ledger did, though the gateway tells of a refusal', async () => {
    relay = async (request, passOn) => {
      const truth = await passOn(request);
      return isIssue(request) ? refusal : truth;
    };
    const { invoices } = await issue('request-1');
    const pending = await seller.get<{ invoice: { number: string } }>(`/v1/invoices/${invoices[0]?.number}`);
    expect(pending.status).toBe(200);
    expect(await journal.findById('request-1')).toBeUndefined();
  });

  it('is none forever once a refusal is believed: what the gateway kept back comes too late', async () => {
    const pending: (() => Promise<RelayedAnswer>)[] = [];
    relay = async (request, passOn) => {
      if (!isIssue(request)) return await passOn(request);
      pending.push(() => passOn(request));
      return refusal;
    };
    await expect(issue('request-1')).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' });
    expect(await journal.findById('request-1')).toBeUndefined();
    relay = honest;
    await issue('request-2');
    expect(await pending[0]?.()).toMatchObject({ status: 409, body: { code: 'REQUEST_REPLACED' } });
  });

  it('is not a success that the ledger knows nothing of', async () => {
    const invoices = [{ number: '26442000000999999999', checkCode: '1'.repeat(20) }];
    const body = { requestId: 'request-1', transactionId: '', issuedAt: '', invoices } satisfies IssuedBody;
    relay = async (request, passOn) => (isIssue(request) ? { status: 201, body } : await passOn(request));
    await expect(issue('request-1')).rejects.toMatchObject({ code: 'ANSWER_UNPROVEN' });
    expect(await outcomesOf().recordOf('request-1')).toHaveProperty('replacedBy');
    expect(await journal.findById('request-1')).toBeUndefined();
  });

  it('has the ledger’s numbers: with others the request stays open, and the same command tells those', async () => {
    relay = async (request, passOn) => {
      const { status, body } = await passOn(request);
      if (!isIssue(request)) return { status, body };
      const issued = body as IssuedBody;
      return {
        status,
        body: { ...issued, invoices: [{ ...issued.invoices[0], number: '26442000000999999999' }] },
      };
    };
    await expect(issue('request-1')).rejects.toMatchObject({ code: 'ANSWER_UNPROVEN' });
    expect(await journal.findById('request-1')).toMatchObject({ requestId: 'request-1' });
    relay = honest;
    const { invoices } = await issue('request-1');
    expect(await outcomesOf().recordOf('request-1')).toMatchObject({
      result: { first: invoices[0]?.number },
    });
  });

  it.each<[string, (before: RelayedAnswer) => RelayedAnswer]>([
    ['know nothing of it yet', (before) => before],
    ['differ', () => ({ status: 502, body: { code: 'LEDGER_ENDORSEMENT', detail: 'the answers differ' } })],
  ])('is waited for while endorsers %s', async (_desc, make) => {
    const before = await seller.get('/v1/requests/request-1');
    let count = 0;
    relay = async (request, passOn) => {
      if (isProof(request)) count += 1;
      return isProof(request) && count < 5 ? make(before) : await passOn(request);
    };
    const { invoices } = await issue('request-1');
    expect(invoices).toHaveLength(1);
    expect(await outcomesOf().recordOf('request-1')).toMatchObject({
      result: { first: invoices[0]?.number },
    });
  });

  it.each([
    ['cancel', isCancel],
    ['prove', isProof],
  ])('stays open when the gateway does not %s it', async (_desc, isKept) => {
    relay = async (request, passOn) => {
      if (isIssue(request)) return refusal;
      return isKept(request) ? undefined : await passOn(request);
    };
    await expect(issue('request-1')).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' });
    expect(await journal.findById('request-1')).toMatchObject({ notAfter: expect.stringMatching(/Z$/) });
  });
});

describe('what a gateway says of a request', () => {
  /** Answers questions about requests with this, and all others honestly. */
  const answering =
    (make: (truth: ReceiptSource) => unknown): Relay =>
    async (request, passOn) => {
      const truth = await passOn(request);
      if (!isProof(request)) return truth;
      return { status: 200, body: make(truth.body as ReceiptSource) };
    };

  const unproven = { code: 'ANSWER_UNPROVEN', kind: 'verification' };

  it.each<[string, (truth: ReceiptSource) => unknown]>([
    ['without endorsements', ({ attestation }) => ({ attestation: { ...attestation, endorsements: [] } })],
    [
      'by one organization of those needed',
      ({ attestation }) => ({
        attestation: { ...attestation, endorsements: attestation.endorsements.slice(0, 1) },
      }),
    ],
    ['of another kind', () => ({ attestation: { payload: '', endorsements: [] } })],
    ['of nothing', () => ({})],
    ['of null', () => null],
  ])('is not believed %s', async (_desc, make) => {
    relay = answering(make);
    await expect(outcomesOf().recordOf('request-1')).rejects.toMatchObject(unproven);
  });

  it('is not believed about another request, another actor or another ledger', async () => {
    const others = await gateway.seller();
    const other = await others.get('/v1/requests/request-1');
    relay = answering(() => other.body);
    await expect(outcomesOf().recordOf('request-1')).rejects.toThrow(`it is about ${others.code}`);
    const own = await seller.get('/v1/requests/request-2');
    relay = answering(() => own.body);
    await expect(outcomesOf().recordOf('request-1')).rejects.toThrow('it is about request request-2');
    relay = honest;
    const trust = { ...gateway.home.trust, ledger: '0'.repeat(64) };
    const now = (): Date => new Date(gateway.home.now());
    const elsewhere = new Outcomes({ client: clientThrough(), trust, actor: seller.code, now });
    await expect(elsewhere.recordOf('request-1')).rejects.toThrow('it is of ledger');
  });

  it('is not believed about another time', async () => {
    for (const seconds of [-301, 301]) {
      const { trust } = gateway.home;
      const now = (): Date => new Date(gateway.home.now() + seconds * 1_000);
      const outcomes = new Outcomes({ client: clientThrough(), trust, actor: seller.code, now });
      await expect(outcomes.recordOf('request-1')).rejects.toThrow('which is not now');
    }
  });

  it('is not believed with any one byte changed', async () => {
    await issue('request-1');
    const { body } = await seller.get<ReceiptSource>('/v1/requests/request-1');
    const texts = [
      body.attestation.payload,
      ...body.attestation.endorsements.map(({ signature }) => signature),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(texts.length - 1),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (which, at, bits) => {
          const text = texts[which] as string;
          const changed = Buffer.from(text, 'base64');
          const place = at % changed.length;
          changed[place] = (changed[place] as number) ^ bits;
          const forged = JSON.stringify(body).replace(text, changed.toString('base64'));
          relay = answering(() => JSON.parse(forged));
          await expect(outcomesOf().recordOf('request-1')).rejects.toMatchObject(unproven);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the digest of what was signed', async () => {
    await issue('request-1');
    const drafts = [draftOf(seller.code, enterprise(BUYER), { remark: 'first' }) as DraftJson & Json];
    const request = {
      operation: 'issue',
      actor: seller.code,
      requestId: 'request-1',
      body: { drafts },
    } as const;
    expect(await outcomesOf().recordOf('request-1')).toMatchObject({
      digest: await digestOfRequest(request),
    });
  });
});
