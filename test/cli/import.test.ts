import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Json, ValidationError } from '@fapiao-ledger/chaincode/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../cli/src/client/gateway-error.ts';
import { parseCsv } from '../../cli/src/imports/csv.ts';
import { readCsvDrafts } from '../../cli/src/imports/csv-drafts.ts';
import { importDrafts } from '../../cli/src/imports/import-drafts.ts';
import { ImportReport } from '../../cli/src/imports/import-report.ts';
import { readRows } from '../../cli/src/imports/rows.ts';
import { SELLER } from '../support/draft.ts';
import { temporaryFolder } from '../support/processes.ts';

describe('CSV', () => {
  it.each([
    [
      'plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'the line ends of Windows',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quoted cells', '"a,1","b ""x""","c\nd"', [['a,1', 'b "x"', 'c\nd']]],
    [
      'empty cells at the end',
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['empty lines', 'a\n\n\nb\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('reads %s', (_desc, text, want) => {
    expect(parseCsv(text).map(({ cells }) => cells)).toEqual(want);
  });

  it('names records by the line on which they start', () => {
    expect(parseCsv('a\n"b\nc"\nd').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it.each(['a\n"b', 'a"b', '"a"b'])('refuses stray quotes: %j', (text) => {
    expect(() => parseCsv(text)).toThrow(ValidationError);
  });

  it('joins records of one invoice', () => {
    const text =
      'invoice,buyerType,buyerName,taxClass,item,rate,net\n1,BODY,x,9,a,0.06,1.00\n1,,,9,b,0.06,2.00\n2,BODY,y,9,c,0.06,3.00';
    expect(readCsvDrafts(text)).toMatchObject([
      {
        line: 2,
        draft: { buyer: { type: 'BODY', name: 'x' }, lines: [{ item: 'a' }, { item: 'b', net: '2.00' }] },
      },
      { line: 4, draft: { buyer: { name: 'y' }, lines: [{ item: 'c' }] } },
    ]);
  });

  it.each([
    ['an unknown column', 'buyerType,taxClass,item,rate,colour', '"colour"'],
    ['a missing column', 'buyerType,taxClass,item', '"rate"'],
    ['more cells than columns', 'buyerType,taxClass,item,rate\n1,2,3,4,5', 'line 2'],
  ])('refuses %s', (_desc, text, words) => {
    expect(() => readCsvDrafts(text)).toThrow(words);
  });
});

describe('JSON Lines', () => {
  it('keeps bad lines apart from good ones', () => {
    const { rows, bad } = readRows('x.jsonl', '{"a": 1}\n\n{"a": 1.5}\n{"a": 2}');
    expect(rows).toEqual([
      { line: 1, draft: { a: 1 } },
      { line: 4, draft: { a: 2 } },
    ]);
    expect(bad).toMatchObject([{ line: 3, faults: [{ code: 'JSON_INVALID' }] }]);
  });
});

describe('an import', () => {
  const rows = Array.from({ length: 10 }, (_, index) => ({ line: index + 1, draft: { id: index + 1 } }));
  const lost = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');

  let file: string;
  /** Drafts by request id, as a ledger remembers them. */
  let ledger: Map<string, readonly Json[]>;

  beforeEach(async () => {
    file = join(await temporaryFolder(), 'report.jsonl');
    ledger = new Map();
  });

  const report = async (text = 'x', seller = SELLER): Promise<ImportReport> =>
    await ImportReport.open(file, { name: 'drafts.jsonl', text, seller });

  /** Issues as a ledger would: a request that it knows gets the first answer, drafts in `refused` are refused. */
  function send(
    requestId: string,
    drafts: readonly Json[],
    refused: readonly number[] = [],
  ): { number: string; checkCode: string }[] {
    const ids = drafts.map((draft) => (draft as { id: number }).id);
    const faults = ids.flatMap((id, index) =>
      refused.includes(id)
        ? [{ code: 'RATE_NOT_ALLOWED', path: `/invoices/${index}/lines/0/rate`, message: '' } as const]
        : [],
    );
    if (faults.length > 0) throw new ValidationError(faults);
    if (!ledger.has(requestId)) ledger.set(requestId, drafts);
    return ids.map((id) => ({ number: String(id), checkCode: '' }));
  }

  async function run(refused: readonly number[] = []): Promise<ImportReport> {
    const its = await report();
    const means = { report: its, pageMax: 4, settled: () => undefined };
    await importDrafts(rows, { ...means, send: async (id, drafts) => send(id, drafts, refused) });
    return its;
  }

  const issuedOnLedger = (): readonly number[] =>
    [...ledger.values()].flat().map((draft) => (draft as { id: number }).id);

  it('issues every draft once, in order', async () => {
    const { issued } = await run();
    expect(issuedOnLedger()).toEqual(rows.map(({ line }) => line));
    expect(issued.get(7)).toMatchObject({ line: 7, number: '7' });
    await run();
    expect(issuedOnLedger()).toHaveLength(10);
  });

  it('lets refused drafts fall out of their pages, with pointers into themselves', async () => {
    const { issued, refused } = await run([2, 3, 9]);
    expect([...issued.keys()].sort((one, other) => one - other)).toEqual([1, 4, 5, 6, 7, 8, 10]);
    expect(issuedOnLedger()).toHaveLength(7);
    expect(refused.get(9)?.faults).toMatchObject([{ code: 'RATE_NOT_ALLOWED', path: '/lines/0/rate' }]);
  });

  it.each([1, 2, 3])(
    'issues nothing twice when answer %i is lost and it is started again',
    async (failing) => {
      let count = 0;
      const means = { report: await report(), pageMax: 4, settled: () => undefined };
      const cut = async (
        id: string,
        drafts: readonly Json[],
      ): Promise<{ number: string; checkCode: string }[]> => {
        const answer = send(id, drafts);
        count += 1;
        if (count === failing) throw lost;
        return answer;
      };
      await expect(importDrafts(rows, { ...means, send: cut })).rejects.toBe(lost);
      const { issued } = await run();
      expect(issued.size).toBe(10);
      expect(issuedOnLedger()).toEqual(rows.map(({ line }) => line));
    },
  );

  it('goes on after a crash that cut the report short', async () => {
    await run([5]);
    await writeFile(file, '{"event":"issu', { flag: 'a' });
    const again = await run();
    expect(again.issued.size).toBe(9);
    expect(again.refused.size).toBe(1);
  });

  it('does not go on from the report of another file or seller', async () => {
    await report();
    await expect(report('other')).rejects.toThrow('report of another import');
    await expect(report('x', 'other')).rejects.toThrow('report of another import');
  });

  it('ends, to be continued, when the account and not a draft is refused', async () => {
    const refusal = new GatewayError('LEDGER_BUSY', 'busy');
    const means = { report: await report(), pageMax: 4, settled: () => undefined };
    const busy = async (): Promise<never> => await Promise.reject(refusal);
    await expect(importDrafts(rows, { ...means, send: busy })).rejects.toBe(refusal);
    expect((await run()).issued.size).toBe(10);
  });
});
