import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, type Json } from '@fapiao-ledger/chaincode/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../cli/src/client/gateway-error.ts';
import { Openings } from '../../cli/src/drafts/openings.ts';
import { Reporter } from '../../cli/src/output/reporter.ts';
import { problemOf } from '../../cli/src/problem.ts';
import { RequestJournal, requestDigest } from '../../cli/src/requests/journal.ts';
import { sendOnce } from '../../cli/src/requests/send-once.ts';
import { temporaryFolder } from '../support/processes.ts';

const UNKNOWN = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');
const REFUSED = new DomainError('CREDIT_EXCEEDED', 'no credit');
const QUIET = new Reporter(process, true);

let identity: string;
let sent: { id: string; terms: Json }[];

beforeEach(async () => {
  identity = join(await temporaryFolder(), 'shop.json');
  sent = [];
});

/** Asks for something with the answer that a gateway would give. */
async function ask(
  content: Json,
  answer: unknown,
  options: { requestId?: string; terms?: Json } = {},
): Promise<unknown> {
  const means = { journal: new RequestJournal(identity), reporter: QUIET };
  const settle = async (): Promise<Json> => options.terms ?? null;
  const asked = { operation: 'redeem', content, requestId: options.requestId, settle } as const;
  return await sendOnce(means, asked, async (id, terms) => {
    sent.push({ id, terms });
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

async function openRequests(): Promise<readonly string[]> {
  return await readdir(identity.replace('.json', '.requests'));
}

describe('a request whose outcome is not known', () => {
  it('is repeated under its id and with its terms when the same is asked again', async () => {
    await expect(ask({ number: '1' }, UNKNOWN, { terms: { amount: '100.00' } })).rejects.toBe(UNKNOWN);
    await expect(ask({ number: '1' }, 'done', { terms: { amount: '0.00' } })).resolves.toBe('done');
    expect(sent[1]).toEqual(sent[0]);
    expect(await openRequests()).toEqual([]);
  });

  it('is not mixed up with another request', async () => {
    await expect(ask({ number: '1' }, UNKNOWN)).rejects.toThrow();
    await ask({ number: '2' }, 'done');
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
  });

  it('stays open while repetitions are refused, for only the ledger remembers the first attempt', async () => {
    await expect(ask({}, UNKNOWN)).rejects.toThrow();
    await expect(ask({}, REFUSED)).rejects.toBe(REFUSED);
    await ask({}, 'done');
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('tells its id in the problem', async () => {
    const error: unknown = await ask({}, UNKNOWN).catch((thrown: unknown) => thrown);
    expect(problemOf(error)).toMatchObject({
      code: 'LEDGER_OUTCOME_UNKNOWN',
      requestId: sent[0]?.id,
      exitCode: 4,
    });
  });

  it('belongs to the process that still waits for it: two tills may issue equal invoices at once', async () => {
    const journal = new RequestJournal(identity);
    const request = {
      requestId: 'request-of-another-till',
      operation: 'redeem',
      digest: requestDigest({}),
      terms: null,
      sentAt: '2026-03-01T08:00:00.000Z',
    } as const;
    await journal.open({ ...request, pid: process.pid });
    await ask({}, 'done');
    expect(sent[0]?.id).not.toBe(request.requestId);
    await journal.open(request);
    await ask({}, 'done');
    expect(sent[1]?.id).toBe(request.requestId);
  });
});

describe('a request whose outcome is known', () => {
  it.each([
    ['done', 'done'],
    ['refused', REFUSED],
  ])('is forgotten: %s', async (_desc, answer) => {
    await ask({}, answer).catch(() => undefined);
    await ask({}, 'done');
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(await openRequests()).toEqual([]);
  });

  it('has the id that the user gives', async () => {
    await ask({}, 'done', { requestId: 'till-1:000001' });
    expect(sent[0]?.id).toBe('till-1:000001');
  });
});

describe('openings', () => {
  const drafts: Json[] = [
    { buyer: { type: 'PERSON', name: '测试购买人' } },
    { buyer: { type: 'BODY', name: 'x' } },
  ];

  it('seal names before they travel, and give the same salts to the same request', async () => {
    const [first, again, other] = [
      await new Openings(identity).seal(drafts, 'request-1'),
      await new Openings(identity).seal(drafts, 'request-1'),
      await new Openings(identity).seal(drafts, 'request-2'),
    ];
    expect(JSON.stringify(first)).not.toContain('测试购买人');
    expect(again).toEqual(first);
    expect(other[0]).not.toEqual(first[0]);
    expect(first[1]).toBe(drafts[1]);
  });

  it('are found by commitment afterwards, past a line that a crash cut short', async () => {
    const openings = new Openings(identity);
    await openings.seal(drafts, 'request-1');
    await writeFile(openings.file, '{"name": "hal', { flag: 'a' });
    const found = await openings.byCommitment();
    expect([...found.values()]).toMatchObject([{ name: '测试购买人' }]);
  });
});
