import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError } from '@fapiao-ledger/client';
import type { Row } from '@fapiao-ledger/client/drafts';
import { DomainError, type Json, ValidationError } from '@fapiao-ledger/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Run, THIS_RUN } from '../../cli/src/files/running.ts';
import { type ImportMeans, importDrafts, type PageRequest } from '../../cli/src/imports/import-drafts.ts';
import { ImportReport } from '../../cli/src/imports/import-report.ts';
import { SELLER } from '../support/draft.ts';
import { ROWS as rows } from '../support/import-rows.ts';
import { temporaryFolder } from '../support/processes.ts';

describe('an import', () => {
  type Drafts = readonly Json[];
  type Answer = { readonly number: string; readonly checkCode: string }[];

  const lines = rows.map(({ line }) => line);
  const lost = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');

  let file: string;
  /** Drafts by request id, as a ledger remembers them. */
  let ledger: Map<string, Drafts>;
  /** Requests that never take effect, by the request that replaced them. */
  let burned: Map<string, string>;
  let pages: PageRequest[];

  beforeEach(async () => {
    file = join(await temporaryFolder(), 'report.jsonl');
    [ledger, burned, pages] = [new Map(), new Map(), []];
  });

  const report = async (text = 'x', seller = SELLER): Promise<ImportReport> =>
    await ImportReport.open(file, { name: 'drafts.jsonl', content: text, seller });

  const idsOf = (drafts: Drafts): readonly number[] => drafts.map((draft) => (draft as { id: number }).id);
  const issuedOnLedger = (): readonly number[] => [...ledger.values()].flatMap(idsOf);
  const sorted = (numbers: Iterable<number>): readonly number[] =>
    [...numbers].sort((one, other) => one - other);

  /** Issues as a ledger does: a known request gets its first answer, drafts in `refused` are refused. */
  function issue(requestId: string, drafts: Drafts, refused: readonly number[] = []): Answer {
    const faults = idsOf(drafts).flatMap((id, index) =>
      refused.includes(id)
        ? [{ code: 'RATE_NOT_ALLOWED', path: `/invoices/${index}/lines/0/rate`, message: '' } as const]
        : [],
    );
    const { replaces } = pages.findLast((page) => page.requestId === requestId) as PageRequest;
    if (ledger.has(requestId)) return answerTo(requestId);
    if (burned.has(requestId)) throw new DomainError('REQUEST_REPLACED', '');
    if (replaces !== undefined && ledger.has(replaces)) throw new DomainError('REPLACED_REQUEST_USED', '');
    if (faults.length > 0) throw new ValidationError(faults);
    ledger.set(requestId, drafts);
    if (replaces !== undefined) burned.set(replaces, requestId);
    return answerTo(requestId);
  }

  function answerTo(requestId: string): Answer {
    return idsOf(ledger.get(requestId) ?? []).map((id) => ({ number: String(id), checkCode: '' }));
  }

  type Means = Partial<Omit<ImportMeans, 'send'>> & {
    readonly send?: (id: string, drafts: Drafts) => Promise<Answer>;
    readonly all?: readonly Row[];
  };

  async function run({ send, all = rows, ...means }: Means = {}): Promise<ImportReport> {
    const its = await report();
    await its.begin();
    const issues = send ?? (async (id: string, drafts: Drafts) => await Promise.resolve(issue(id, drafts)));
    await importDrafts(all, {
      report: its,
      pageMax: 4,
      check: () => undefined,
      settled: () => undefined,
      send: async (page) => {
        pages.push(page);
        return { answer: await issues(page.requestId, page.drafts), isConfirmed: true };
      },
      giveUp: async ({ requestId, drafts }, error) => {
        const issued = ledger.get(requestId);
        if (issued !== undefined) {
          if (JSON.stringify(issued) !== JSON.stringify(drafts)) throw error;
          return await Promise.resolve(answerTo(requestId));
        }
        burned.set(requestId, burned.get(requestId) ?? 'a-cancel');
        return undefined;
      },
      taken: async ({ requestId }) =>
        await Promise.resolve(ledger.has(requestId) ? answerTo(requestId) : undefined),
      contradicted: () => undefined,
      ...means,
    });
    return its;
  }

  it('begins when no other run issues, with all that others have done', async () => {
    const [own, other] = [await report(), await report()];
    await other.sent({ requestId: 'page-1', lines: [1] });
    await other.allIssued('page-1', [{ line: 1, number: '1', checkCode: '' }]);
    const begun = async (run: Run): Promise<void> =>
      await appendFile(file, `${JSON.stringify({ event: 'begun', ...run })}\n`);
    // The process was killed, and this process has its number now.
    await begun({ pid: THIS_RUN.pid, run: 'killed' });
    await own.begin();
    expect(own.isSettled(1)).toBe(true);
    await own.end();
    await begun({ pid: process.ppid, run: 'of another' });
    const late = await report();
    await expect(late.begin()).rejects.toThrow(`another import, process ${process.ppid}: wait for its end`);
    await appendFile(file, `${JSON.stringify({ event: 'ended', run: 'of another' })}\n`);
    await late.begin();
  });

  it('issues every draft once, in order', async () => {
    const { issued } = await run();
    expect(issuedOnLedger()).toEqual(lines);
    expect(issued.get(7)).toMatchObject({ line: 7, number: '7' });
    await run();
    expect(issuedOnLedger()).toHaveLength(20);
  });

  it.each([true, false])(
    'keeps a page below 1.5 MB of UTF-8, whether its rows are JSON or not',
    async (isJson) => {
      const remark = '票'.repeat(200_000);
      const all = rows.map(({ line }) => {
        const draft = { id: line, remark };
        return { line, text: isJson ? JSON.stringify(draft) : '', isJson, read: () => draft };
      });
      await run({ all });
      expect(issuedOnLedger()).toEqual(lines);
      expect(pages.map(({ drafts }) => drafts.length)).toEqual(new Array(10).fill(2));
    },
  );

  it('has three pages under way at once, and no more', async () => {
    const released = Promise.withResolvers<undefined>();
    let begun = 0;
    const send = async (id: string, drafts: Drafts): Promise<Answer> => {
      begun += 1;
      await released.promise;
      return issue(id, drafts);
    };
    const importing = run({ send });
    await expect.poll(() => begun).toBe(3);
    // As long as noting a fourth page would take.
    for (let turn = 0; turn < 5; turn += 1) await writeFile(`${file}.other`, 'x', { flush: true });
    expect(begun).toBe(3);
    released.resolve(undefined);
    expect((await importing).issued.size).toBe(20);
  });

  it('counts every draft as settled once, refused ones too', async () => {
    let count = 0;
    const check = (draft: Json): void => {
      if ((draft as { id: number }).id % 5 === 0)
        throw new ValidationError([{ code: 'FIELD_REQUIRED', path: '/lines', message: '' }]);
    };
    const { issued, refused } = await run({
      check,
      settled: (more) => (count += more),
      send: async (id, drafts) => await Promise.resolve(issue(id, drafts, [2, 19])),
    });
    expect([issued.size, refused.size, count]).toEqual([14, 6, 20]);
  });

  it('lets refused drafts fall out of their pages, with pointers into themselves', async () => {
    const send = async (id: string, drafts: Drafts): Promise<Answer> =>
      await Promise.resolve(issue(id, drafts, [2, 3, 9]));
    const { issued, refused } = await run({ send });
    expect(sorted(issued.keys())).toEqual(lines.filter((line) => ![2, 3, 9].includes(line)));
    expect(sorted(issuedOnLedger())).toEqual(sorted(issued.keys()));
    expect(refused.get(9)?.faults).toMatchObject([{ code: 'RATE_NOT_ALLOWED', path: '/lines/0/rate' }]);
  });

  it('sends the others of a refused page as a page that replaces it, with no rows of another', async () => {
    await run({ send: async (id, drafts) => await Promise.resolve(issue(id, drafts, [2, 7])) });
    const replacing = pages.filter(({ replaces }) => replaces !== undefined);
    expect(replacing.map(({ drafts }) => idsOf(drafts)).sort()).toEqual([
      [1, 3, 4],
      [5, 6, 8],
    ]);
    for (const { replaces, drafts } of replacing) {
      const refused = pages.find(({ requestId }) => requestId === replaces);
      expect(idsOf(refused?.drafts ?? [])).toEqual(expect.arrayContaining([...idsOf(drafts)]));
      expect(burned.has(String(replaces))).toBe(true);
    }
  });

  it('gives a page up before it replaces the page that had taken its place, and one of which nothing is left', async () => {
    const refuses = new Map([
      [1, [1]],
      [2, [2]],
      [3, [3, 4]],
    ]);
    let sent = 0;
    const send = async (id: string, drafts: Drafts): Promise<Answer> => {
      if (!idsOf(drafts).some((draft) => draft <= 4)) return issue(id, drafts);
      sent += 1;
      return await Promise.resolve(issue(id, drafts, refuses.get(sent)));
    };
    const { issued, refused } = await run({ send });
    expect([sorted(refused.keys()), issued.size]).toEqual([[1, 2, 3, 4], 16]);
    const dead = pages.filter(({ drafts }) => idsOf(drafts).some((draft) => draft <= 4));
    expect(dead).toHaveLength(3);
    for (const { requestId } of dead) expect(burned.get(requestId)).toBe('a-cancel');
  });

  it.each([
    ['that it was refused', [2]],
    ['that all of it was refused', [1, 2, 3, 4]],
  ])('notes a page as issued of which the gateway had told %s', async (_desc, refused) => {
    let isFirst = true;
    const lies: string[] = [];
    const send = async (id: string, drafts: Drafts): Promise<Answer> => {
      const answer = await Promise.resolve(issue(id, drafts));
      const isLie = isFirst;
      isFirst = false;
      return isLie ? issueFalsely(drafts, refused) : answer;
    };
    const its = await run({ send, contradicted: (id) => void lies.push(id) });
    expect([its.issued.size, its.refused.size, its.open]).toEqual([20, 0, []]);
    expect(sorted(issuedOnLedger())).toEqual(lines);
    expect(lies).toEqual([pages[0]?.requestId]);
    const again = await report();
    expect([again.issued.size, again.refused.size, again.open]).toEqual([20, 0, []]);
  });

  function issueFalsely(drafts: Drafts, refused: readonly number[]): never {
    throw new ValidationError(
      idsOf(drafts).flatMap((id, index) =>
        refused.includes(id)
          ? [{ code: 'RATE_NOT_ALLOWED', path: `/invoices/${index}`, message: '' } as const]
          : [],
      ),
    );
  }

  it('ends, with the page left open, when the answer has another number of invoices', async () => {
    const send = async (id: string, drafts: Drafts): Promise<Answer> =>
      await Promise.resolve([...issue(id, drafts), { number: '99', checkCode: '' }]);
    await expect(run({ send })).rejects.toThrow('have another request under this id');
    expect((await report()).issued.size).toBe(0);
  });

  it('ends when the gateway tells forever that pages have been replaced', async () => {
    const replaced = new DomainError('REQUEST_REPLACED', '');
    await expect(run({ send: async () => await Promise.reject(replaced) })).rejects.toBe(replaced);
    // A second run gives those pages up and ends at the next ones.
    await expect(run({ send: async () => await Promise.reject(replaced) })).rejects.toBe(replaced);
    expect((await run()).issued.size).toBe(20);
    expect(sorted(issuedOnLedger())).toEqual(lines);
  });

  it('ends, with the page left open, when it cannot be given up', async () => {
    const giveUp = async (): Promise<never> => await Promise.reject(lost);
    const send = async (id: string, drafts: Drafts): Promise<Answer> =>
      await Promise.resolve(issue(id, drafts, [1, 2, 3, 4]));
    await expect(run({ send, giveUp })).rejects.toBe(lost);
    const { open, refused } = await report();
    expect([open.map((page) => page.lines), refused.size]).toEqual([[[1, 2, 3, 4]], 0]);
  });

  it.each([[[1]], [[2]], [[1, 2, 3]], [[2, 4, 5]]])(
    'issues nothing twice when answers %j are lost and it is started again',
    async (failing) => {
      let count = 0;
      const send = async (id: string, drafts: Drafts): Promise<Answer> => {
        const answer = await Promise.resolve(issue(id, drafts));
        count += 1;
        if (failing.includes(count)) throw lost;
        return answer;
      };
      await expect(run({ send })).rejects.toBe(lost);
      const { issued } = await run();
      expect(issued.size).toBe(20);
      expect(sorted(issuedOnLedger())).toEqual(lines);
    },
  );

  it('writes down the answers of the pages under way before it ends with a failure', async () => {
    const send = async (id: string, drafts: Drafts): Promise<Answer> => {
      if (idsOf(drafts).includes(1)) throw lost;
      await new Promise(setImmediate);
      return issue(id, drafts);
    };
    await expect(run({ send })).rejects.toBe(lost);
    const { issued, open } = await report();
    expect(open.map((page) => page.lines)).toEqual([[1, 2, 3, 4]]);
    expect(sorted(issued.keys())).toEqual(sorted(issuedOnLedger()));
    expect(issued.size).toBeGreaterThan(0);
  });

  it('goes on from any entry at which it was killed', async () => {
    const send = async (id: string, drafts: Drafts): Promise<Answer> =>
      await Promise.resolve(issue(id, drafts, [6, 9, 10, 11, 12]));
    await run({ send });
    const entries = (await readFile(file, 'utf8')).split(/(?<=\n)/);
    const [everything, everythingBurned] = [ledger, burned];
    expect(entries.length).toBeGreaterThan(12);
    for (const count of entries.keys()) {
      const text = entries.slice(0, count + 1).join('');
      await writeFile(file, `${text}${count % 2 === 0 ? '' : '{"event":"issu'}`);
      // What was sent until then may have been issued, whether its answer was written down or not.
      ledger = new Map([...everything].filter(([id]) => text.includes(id)));
      burned = new Map(
        [...everythingBurned].filter(
          ([id, by]) => text.includes(id) && (ledger.has(by) || by === 'a-cancel'),
        ),
      );
      const { issued, refused } = await run({ send });
      expect([issued.size, refused.size]).toEqual([15, 5]);
      expect(sorted(issuedOnLedger())).toEqual(lines.filter((line) => line !== 6 && (line < 9 || line > 12)));
    }
  });

  describe('of drafts with own ids', () => {
    const own = rows.map((row) => ({ ...row, ref: `order-${String(row.line).padStart(2, '0')}` }));
    const everyId = (): readonly number[] => sorted(issuedOnLedger());

    /** Runs an import under the report of another file. */
    const runAs = async (name: string, means: Means = {}): Promise<ImportReport> => {
      file = file.replace(/[^/]*$/, name);
      return await run({ all: own, ...means });
    };

    it('sends the same requests under another report, and issues nothing twice', async () => {
      await runAs('one');
      const ids = new Set(pages.map(({ requestId }) => requestId));
      const { issued } = await runAs('two');
      expect(everyId()).toEqual(lines);
      expect(issued.get(7)).toMatchObject({ number: '7' });
      expect(new Set(pages.map(({ requestId }) => requestId))).toEqual(ids);
    });

    it('takes what the ledger has under an id with other seals', async () => {
      await runAs('one');
      const reused = async (): Promise<never> =>
        await Promise.reject(new DomainError('REQUEST_ID_REUSED', ''));
      const { issued } = await runAs('two', { send: reused });
      expect(everyId()).toEqual(lines);
      expect(issued.size).toBe(20);
    });

    it('takes another id when all of a request were canceled', async () => {
      const wrong = async (id: string, drafts: Drafts): Promise<Answer> =>
        await Promise.resolve(issue(id, drafts, lines));
      expect((await runAs('one', { send: wrong })).refused.size).toBe(20);
      const { issued } = await runAs('two');
      expect(issued.size).toBe(20);
      expect(everyId()).toEqual(lines);
    });

    it('ends when a gateway says forever that its requests were canceled', async () => {
      const replaced = new DomainError('REQUEST_REPLACED', '');
      await expect(runAs('one', { send: async () => await Promise.reject(replaced) })).rejects.toBe(replaced);
      expect(pages.length).toBeLessThan(30);
    });

    it('does not believe an id reused where the ledger does not say so', async () => {
      const reused = new DomainError('REQUEST_ID_REUSED', '');
      const untold = async (_page: PageRequest, error: unknown): Promise<never> =>
        await Promise.reject(error as Error);
      await expect(
        runAs('one', { send: async () => await Promise.reject(reused), taken: untold }),
      ).rejects.toBe(reused);
      expect(issuedOnLedger()).toEqual([]);
    });
  });

  it('does not go on from the report of another seller, nor of another content', async () => {
    const its = await report();
    await its.begin();
    await its.end();
    await expect(report('x', 'other')).rejects.toThrow('report of another import');
    await expect(report('other')).rejects.toThrow('nothing was issued: remove the report');
  });

  it('warns that importing a corrected file would issue the other drafts twice', async () => {
    await run({ send: async (id, drafts) => await Promise.resolve(issue(id, drafts, [2])) });
    await expect(report('corrected')).rejects.toThrow(
      /19 drafts were issued or sent: .* twice\. Correct the refused drafts in drafts\.jsonl\.refused\.jsonl/,
    );
  });

  it('counts drafts without an answer among those that may be issued twice', async () => {
    const send = async (): Promise<never> => await Promise.reject(lost);
    await expect(run({ send })).rejects.toBe(lost);
    await expect(report('corrected')).rejects.toThrow('issued or sent');
  });

  it('ends, to be continued, when the account and not a draft is refused', async () => {
    const refusal = new GatewayError('LEDGER_BUSY', 'busy');
    const busy = async (): Promise<never> => await Promise.reject(refusal);
    await expect(run({ send: busy })).rejects.toBe(refusal);
    expect((await run()).issued.size).toBe(20);
  });
});
