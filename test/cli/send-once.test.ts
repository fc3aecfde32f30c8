import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Submission } from '@fapiao-ledger/client';
import { digestOfRequest, GatewayError } from '@fapiao-ledger/client';
import { DomainError, type Json, type Request, VerificationError } from '@fapiao-ledger/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Openings } from '../../cli/src/drafts/openings.ts';
import { THIS_RUN } from '../../cli/src/files/running.ts';
import { Reporter } from '../../cli/src/output/reporter.ts';
import { problemOf } from '../../cli/src/problem.ts';
import { RequestJournal, requestDigest } from '../../cli/src/requests/journal.ts';
import { sendOnce } from '../../cli/src/requests/send-once.ts';
import type { Settled, Settlement } from '../../cli/src/requests/settlement.ts';
import { temporaryFolder } from '../support/processes.ts';

const UNKNOWN = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');
const UNPROVEN = new VerificationError('ANSWER_UNPROVEN', 'not so');
const REFUSED = new DomainError('CREDIT_EXCEEDED', 'no credit');

let identity: string;
let sent: { id: string; terms: Json }[];
let givenUp: string[];
/** All text that the user got. */
let output: string[];

beforeEach(async () => {
  identity = join(await temporaryFolder(), 'shop.json');
  [sent, givenUp, output] = [[], [], []];
});

interface Options {
  readonly requestId?: string;
  readonly terms?: Json;
  /** Record of the ledger when a refused request is canceled; absent: the outcome cannot be known. */
  readonly record?: 'burned' | 'done' | 'other content';
  /** Whether the gateway told another outcome than the ledger. */
  readonly isOther?: boolean;
  /** Whether it fails before a statement leaves. */
  readonly isUnsigned?: boolean;
}

/** Sends a request that ends with the given answer or failure. */
async function ask(content: Json, answer: unknown, options: Options = {}): Promise<unknown> {
  const settlement: Settlement = {
    submit: async <T>({ request, leaving }: Submission): Promise<Settled<T>> => {
      if (options.isUnsigned !== true) await leaving?.('2026-03-01T10:00:00Z');
      sent.push({ id: request.requestId, terms: request.body as Json });
      if (answer instanceof Error) throw answer;
      return { answer: answer as T, isConfirmed: options.isOther !== true };
    },
    recordBehind: async (_requestId, error) => await Promise.reject(error as Error),
    giveUp: async (requestId) => {
      givenUp.push(requestId);
      if (options.record === undefined) throw UNKNOWN;
      if (options.record === 'burned') return { replacedBy: 'a-cancel' };
      const request = requestOf(requestId, sent.at(-1)?.terms ?? null);
      return {
        digest: options.record === 'done' ? await digestOfRequest(request) : 'f'.repeat(64),
        result: 'done after all',
      };
    },
  };
  const reporter = new Reporter(shellOf(output), false);
  return await sendOnce<Json, unknown>(
    { journal: new RequestJournal(identity), reporter, settlement },
    {
      operation: 'redeem',
      content,
      requestId: options.requestId,
      settle: async () => options.terms ?? null,
      submission: async (id, terms) => ({ request: requestOf(id, terms), path: '/x', body: null }),
      answerOf: (result) => result,
    },
  );
}

function requestOf(requestId: string, body: Json): Request {
  return { operation: 'redeem', actor: 'X', requestId, body };
}

function shellOf(texts: string[]): ConstructorParameters<typeof Reporter>[0] {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      texts.push(chunk.toString('utf8'));
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  return { stdout: stream, stderr: stream };
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

  it('tells until when it may take effect', async () => {
    await expect(ask({}, UNKNOWN)).rejects.toThrow();
    expect(output.join('')).toMatch(
      /may still take effect until 2026-03-01 18:00:00 .* the same command repeats it safely/,
    );
  });

  it('stays open while it is unknown whether a refusal holds', async () => {
    await expect(ask({}, REFUSED)).rejects.toBe(REFUSED);
    expect(output.join('')).toContain('the same command repeats it safely');
    await ask({}, 'done');
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('is none when no statement has left', async () => {
    await expect(ask({}, REFUSED, { isUnsigned: true })).rejects.toBe(REFUSED);
    await ask({}, 'done');
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(givenUp).toEqual([]);
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
    for (const waiter of [THIS_RUN, { pid: process.ppid, run: 'of another till' }]) {
      await journal.open({ ...request, waiter });
      await ask({}, 'done');
      expect(sent.at(-1)?.id).not.toBe(request.requestId);
    }
    for (const before of [{}, { waiter: { pid: THIS_RUN.pid, run: 'that was killed' } }]) {
      await journal.open({ ...request, ...before });
      await ask({}, 'done');
      expect(sent.at(-1)?.id).toBe(request.requestId);
    }
  });

  it.each([
    ['is a folder', async (file: string) => void (await mkdir(file, { recursive: true }))],
    ['is no JSON', async (file: string) => await writeFile(file, '{"requestId":')],
  ])('is not sent a second time when the note of one %s', async (_desc, spoil) => {
    await expect(ask({ number: '1' }, UNKNOWN)).rejects.toBe(UNKNOWN);
    const file = `${identity.replace(/\.json$/, '')}.requests/${sent[0]?.id}.json`;
    await rm(file);
    await spoil(file);
    await expect(ask({ number: '1' }, 'done')).rejects.toThrow(`${file}: this note of a request`);
    expect(sent).toHaveLength(1);
  });
});

describe('a request whose outcome is known', () => {
  it.each([
    ['done', 'done', {}],
    ['refused, and burned', REFUSED, { record: 'burned' }],
    ['refused, for its id had another content', REFUSED, { record: 'other content' }],
    ['not done, whatever the gateway said', UNPROVEN, { record: 'burned' }],
  ] as const)('is forgotten: %s', async (_desc, answer, options) => {
    await ask({}, answer, options).catch(() => undefined);
    await ask({}, 'done');
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(await openRequests()).toEqual([]);
  });

  it('fails as it was refused when the ledger has burned it', async () => {
    await expect(ask({}, REFUSED, { record: 'burned' })).rejects.toBe(REFUSED);
    expect(givenUp).toEqual([sent[0]?.id]);
  });

  it('is done when the ledger says so, and the gateway that refused it is told of', async () => {
    await expect(ask({}, REFUSED, { record: 'done' })).resolves.toBe('done after all');
    expect(output.join('')).toContain('refused request');
    expect(output.join('')).toContain('do not trust this gateway');
    expect(await openRequests()).toEqual([]);
  });

  it('is done when endorsers were slow to know it', async () => {
    await expect(ask({}, UNPROVEN, { record: 'done' })).resolves.toBe('done after all');
    expect(output.join('')).not.toContain('do not trust');
  });

  it('stays open when the gateway told another outcome: the same command tells the ledger’s', async () => {
    await expect(ask({}, 'numbers', { isOther: true })).rejects.toMatchObject({ code: 'ANSWER_UNPROVEN' });
    await expect(ask({}, 'done')).resolves.toBe('done');
    expect(sent[1]?.id).toBe(sent[0]?.id);
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
