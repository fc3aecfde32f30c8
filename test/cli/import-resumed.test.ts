import { join } from 'node:path';
import { digestOfRequest, GatewayError, type SignableRequest, type WrittenJson } from '@fapiao-ledger/client';
import { contentDigest } from '@fapiao-ledger/client/drafts';
import { DomainError, type Json, type RequestRecord, ValidationError } from '@fapiao-ledger/core';
import { describe, expect, it } from 'vitest';
import { planImport } from '../../cli/src/imports/import-plan.ts';
import { ImportReport } from '../../cli/src/imports/import-report.ts';
import { issueRows } from '../../cli/src/imports/issue-rows.ts';
import { issuingMeans } from '../../cli/src/imports/issuing-means.ts';
import type { Settlement } from '../../cli/src/requests/settlement.ts';
import type { Session } from '../../cli/src/session.ts';
import { draftOf, SELLER } from '../support/draft.ts';
import { temporaryFolder } from '../support/processes.ts';

type Records = Map<string, RequestRecord<Json>>;

const lost = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');

function resultOf(count: number): Json {
  const page = {
    transactionId: 'tx',
    issuedAt: '2026-11-27T00:00:00Z',
    page: 'p',
    checkKey: '00'.repeat(16),
  };
  return { ...page, first: '26440000000000000001', count };
}

function draftsIn({ body }: SignableRequest): readonly Json[] {
  return (JSON.parse((body as WrittenJson).text) as { readonly drafts: readonly Json[] }).drafts;
}

/** Settles as a ledger does. `answer` is called after a request has taken effect, and may throw what a gateway says of it. */
function settlementOf(records: Records, answer: (count: number) => void): Settlement {
  const recorded = async (requestId: string, error: unknown): Promise<RequestRecord<Json>> => {
    const record = records.get(requestId);
    return await (record === undefined ? Promise.reject(error as Error) : Promise.resolve(record));
  };
  return {
    submit: async ({ request }, answerOf) => {
      const { requestId, replaces = '' } = request;
      const count = draftsIn(request).length;
      const used = records.get(replaces);
      if (used !== undefined && 'result' in used) throw new DomainError('REPLACED_REQUEST_USED', '');
      records.set(requestId, { digest: await digestOfRequest(request), result: resultOf(count) });
      answer(count);
      return { answer: answerOf(resultOf(count), request, undefined), isConfirmed: true };
    },
    giveUp: async (requestId) => {
      const record = records.get(requestId) ?? { replacedBy: 'a-cancel' };
      records.set(requestId, record);
      return await Promise.resolve(record);
    },
    recordBehind: recorded,
  };
}

/** Runs an import as the command does. */
async function run(
  file: string,
  drafts: readonly Json[],
  settlement: Settlement,
  found: readonly object[] = [],
): Promise<ImportReport> {
  const rows = drafts.map((draft, index) => {
    return { line: index + 1, text: JSON.stringify(draft), isJson: true, read: () => draft };
  });
  const session = {
    now: () => new Date(),
    taxpayer: async () => await Promise.resolve({ code: SELLER }),
    client: async () =>
      await Promise.resolve({
        ask: async () => await Promise.resolve({ found }),
        read: async () => await Promise.resolve({}),
      }),
    settlement: async () => await Promise.resolve(settlement),
    openings: async () =>
      await Promise.resolve({ seal: async (sealed: readonly Json[]) => await Promise.resolve(sealed) }),
    reporter: { isJson: true, warn: () => undefined, alarm: () => undefined },
    shell: { stderr: {} },
  } as unknown as Session;
  const source = { name: 'drafts.jsonl', content: 'x', seller: SELLER };
  const report = await ImportReport.open(file, source);
  const plan = await planImport(session, rows, report, { isCompleted: false });
  await report.begin();
  await issueRows(session, plan, report, { page: 4 });
  return report;
}

describe.each([true, false])('an import that is resumed, with own ids: %s', (isOwn) => {
  const drafts = Array.from(
    { length: 4 },
    (_, index) =>
      draftOf(undefined, isOwn ? { ref: `order-${index}` } : { remark: `${index}` }) as unknown as Json,
  );

  it('notes a page as issued that the gateway had refused for one draft, and issues nothing twice', async () => {
    const file = join(await temporaryFolder(), 'report.jsonl');
    const records: Records = new Map();
    let sent = 0;
    const lying = settlementOf(records, () => {
      sent += 1;
      const path = '/invoices/1/lines/0/rate';
      if (sent === 1) throw new ValidationError([{ code: 'RATE_NOT_ALLOWED', path, message: '' }]);
    });
    // The page that replaces the refused one is noted as sent, and its answer is lost.
    const { submit } = lying;
    const losing: Settlement = {
      ...lying,
      submit: async (submission, answerOf) =>
        await (submission.request.replaces === undefined
          ? submit(submission, answerOf)
          : Promise.reject(lost)),
    };
    await expect(run(file, drafts, losing)).rejects.toBe(lost);
    const { issued, refused, open } = await run(
      file,
      drafts,
      settlementOf(records, () => undefined),
    );
    expect([issued.size, refused.size, open]).toEqual([4, 0, []]);
    expect(records.size).toBe(1);
  });
});

it('asks in each run which drafts are invoices, so that a false word of a gateway does not last', async () => {
  const file = join(await temporaryFolder(), 'report.jsonl');
  const [records, ref]: [Records, string] = [new Map(), 'order-1'];
  const draft = draftOf(undefined, { ref }) as unknown as Json;
  const settlement = settlementOf(records, () => undefined);
  const lie = { ref, number: '26440000000000000009', content: contentDigest(draft) };
  const before = await run(file, [draft], settlement, [lie]);
  expect([before.found.size, before.issued.size, records.size]).toEqual([1, 0, 0]);
  const { found, issued } = await run(file, [draft], settlement);
  expect([found.size, issued.size, records.size]).toEqual([0, 1, 1]);
});

describe('a page that the ledger has with another digest', () => {
  const error = new GatewayError('LEDGER_BUSY', 'the refusal');
  const means = (count: number): ReturnType<typeof issuingMeans> => {
    const records: Records = new Map([['id', { digest: '0'.repeat(64), result: resultOf(count) }]]);
    const openings = { seal: async (drafts: readonly Json[]) => await Promise.resolve(drafts) };
    return issuingMeans({
      actor: SELLER,
      settlement: settlementOf(records, () => undefined),
      openings,
      lane: undefined,
    });
  };
  const own = { requestId: 'id', drafts: [draftOf(undefined, { ref: 'order-1' }) as unknown as Json] };

  it('is issued where its id follows from own ids, and else its outcome is unknown', async () => {
    expect(await means(1).giveUp(own, error)).toHaveLength(1);
    const other = { requestId: 'id', drafts: [draftOf() as unknown as Json] };
    await expect(means(1).giveUp(other, error)).rejects.toBe(error);
  });

  it('has an unknown outcome when the number of invoices is another', async () => {
    await expect(means(2).giveUp(own, error)).rejects.toBe(error);
    await expect(means(2).taken(own, error)).rejects.toBe(error);
  });
});
