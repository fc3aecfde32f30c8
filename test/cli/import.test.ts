import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Json, ValidationError } from '@fapiao-ledger/chaincode/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../cli/src/client/gateway-error.ts';
import { readTable } from '../../cli/src/files/read-text.ts';
import { parseCsv } from '../../cli/src/imports/csv.ts';
import { readCsvDrafts } from '../../cli/src/imports/csv-drafts.ts';
import { type ImportMeans, importDrafts } from '../../cli/src/imports/import-drafts.ts';
import { ImportReport } from '../../cli/src/imports/import-report.ts';
import { keepRefused, refusedText } from '../../cli/src/imports/refused-file.ts';
import type { RowFile } from '../../cli/src/imports/row.ts';
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
    expect(readCsvDrafts(text).rows.map(({ line, read }) => ({ line, draft: read() }))).toMatchObject([
      {
        line: 2,
        draft: { buyer: { type: 'BODY', name: 'x' }, lines: [{ item: 'a' }, { item: 'b', net: '2.00' }] },
      },
      { line: 4, draft: { buyer: { name: 'y' }, lines: [{ item: 'c' }] } },
    ]);
  });

  it('names the fields of an invoice by their lines and columns in the file', () => {
    const text =
      'invoice,buyerType,buyerCode,taxClass,item,rate\n1,BODY,x,9,a,0.06\n1,,,9,"b\nc",0.06\n1,,,9,d,0.06';
    const [row] = readCsvDrafts(text).rows;
    const placed = [
      '/buyer/code',
      '/remark',
      '/lines/1/item',
      '/lines/2/rate',
      '/lines/3/rate',
      '/totals',
      '',
    ];
    expect(placed.map((path) => row?.placeOf?.(path))).toEqual([
      'line 2, column buyerCode',
      'line 2, column remark',
      'line 3, column item',
      'line 5, column rate',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['an unknown column', 'buyerType,taxClass,item,rate,colour', '"colour"'],
    ['a column twice', 'buyerType,taxClass,item,rate,item', '"item" stands twice'],
    ['a missing column', 'buyerType,taxClass,item', '"rate"'],
    ['more cells than columns', 'buyerType,taxClass,item,rate\n1,2,3,4,5', 'line 2'],
  ])('refuses %s', (_desc, text, words) => {
    expect(() => readCsvDrafts(text)).toThrow(words);
  });
});

describe('a table', () => {
  it.each([
    ['UTF-8', 'utf-8', Buffer.from('a,深圳')],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from('\uFEFFa,深圳')],
    ['GBK', 'gb18030', Buffer.from('612cc9eedbda', 'hex')],
  ])('is read in %s', async (_desc, encoding, bytes) => {
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(file, bytes);
    expect(await readTable(file, process)).toEqual({ text: 'a,深圳', encoding });
  });

  it('in another encoding is refused with what to do', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(file, Buffer.from([0x22, 0xe9, 0x22]));
    await expect(readTable(file, process)).rejects.toThrow('save it as CSV UTF-8');
  });
});

describe('JSON Lines', () => {
  it('are read line by line, and a bad one spoils only itself', () => {
    const [first, bad, last] = readRows('x.jsonl', '{"a": 1}\n\n{"a": 1.5}\n{"a": 2}').rows;
    expect([first?.line, bad?.line, last?.line]).toEqual([1, 3, 4]);
    expect([first?.read(), last?.read()]).toEqual([{ a: 1 }, { a: 2 }]);
    expect(() => bad?.read()).toThrow(ValidationError);
  });
});

describe('refused drafts', () => {
  const HEAD = 'invoice,buyerType,buyerName,taxClass,item,rate,net';
  const name = (file: RowFile): readonly unknown[] =>
    file.rows.map(({ read }) => (read() as { buyer: { name: string } }).buyer.name);

  it('are written as they were, each a draft of its own', () => {
    const text = [
      `\uFEFF${HEAD}`,
      '7,BODY,"a, ""b""\nc",9,x,0.06,1.00',
      '7,,,9,y,0.06,2.00',
      '8,BODY,sound,9,x,0.06,3.00',
      '7,BODY,other,9,x,0.06,4.00',
      '',
    ].join('\r\n');
    const file = readCsvDrafts(text.replace('\uFEFF', ''));
    expect(file.rows.map(({ line }) => line)).toEqual([2, 5, 6]);
    const apart = refusedText(file, new Set([2, 6]));
    expect(apart.startsWith(`\uFEFF${HEAD}\r\n7,BODY,"a, ""b""\nc",9,x`)).toBe(true);
    const again = readCsvDrafts(apart.slice(1));
    expect(name(again)).toEqual(['a, "b"\nc', 'other']);
    expect(again.rows[0]?.read()).toEqual(file.rows[0]?.read());
    expect(refusedText(again, new Set(again.rows.map(({ line }) => line)))).toBe(apart);
  });

  it('are JSON Lines when they were', () => {
    const file = readRows('x.jsonl', '{"a": 1}\n\n{"a": 1.5}\n{"a": 2}');
    expect(refusedText(file, new Set([3, 4]))).toBe('{"a": 1.5}\n{"a": 2}\n');
  });

  it('that have been corrected are not overwritten', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    const apart = `${file}.refused.csv`;
    expect(await keepRefused(file, 'wrong')).toEqual({ file: apart, isCorrected: false });
    expect(await keepRefused(file, 'wrong')).toEqual({ file: apart, isCorrected: false });
    await writeFile(apart, 'right');
    expect(await keepRefused(file, 'wrong', 'x.csv.refused.csv')).toEqual({ file: apart, isCorrected: true });
    expect(await readFile(apart, 'utf8')).toBe('right');
  });

  it('go under the next name that no other import has left a file or a report of', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(`${file}.refused.csv`, 'of last month');
    await writeFile(`${file}.refused-2.csv.report.jsonl`, '{}\n');
    expect(await keepRefused(file, 'new')).toEqual({
      file: `${file}.refused-3.csv`,
      isCorrected: false,
      passedOver: `${file}.refused.csv`,
    });
    expect(await readFile(`${file}.refused.csv`, 'utf8')).toBe('of last month');
    expect(await readFile(`${file}.refused-3.csv`, 'utf8')).toBe('new');
  });
});

describe('an import', () => {
  type Drafts = readonly Json[];
  type Answer = { readonly number: string; readonly checkCode: string }[];

  const rows = Array.from({ length: 20 }, (_, index) => ({
    line: index + 1,
    text: String(index + 1),
    read: () => ({ id: index + 1 }),
  }));
  const lines = rows.map(({ line }) => line);
  const lost = new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'no answer');

  let file: string;
  /** Drafts by request id, as a ledger remembers them. */
  let ledger: Map<string, Drafts>;

  beforeEach(async () => {
    file = join(await temporaryFolder(), 'report.jsonl');
    ledger = new Map();
  });

  const report = async (text = 'x', seller = SELLER): Promise<ImportReport> =>
    await ImportReport.open(file, { name: 'drafts.jsonl', text, seller });

  const idsOf = (drafts: Drafts): readonly number[] => drafts.map((draft) => (draft as { id: number }).id);
  const issuedOnLedger = (): readonly number[] => [...ledger.values()].flatMap(idsOf);
  const sorted = (numbers: Iterable<number>): readonly number[] =>
    [...numbers].sort((one, other) => one - other);

  /** Issues as a ledger would: a request that it knows gets the first answer, drafts in `refused` are refused. */
  function issue(requestId: string, drafts: Drafts, refused: readonly number[] = []): Answer {
    const faults = idsOf(drafts).flatMap((id, index) =>
      refused.includes(id)
        ? [{ code: 'RATE_NOT_ALLOWED', path: `/invoices/${index}/lines/0/rate`, message: '' } as const]
        : [],
    );
    if (faults.length > 0) throw new ValidationError(faults);
    if (!ledger.has(requestId)) ledger.set(requestId, drafts);
    return idsOf(ledger.get(requestId) ?? []).map((id) => ({ number: String(id), checkCode: '' }));
  }

  async function run(means: Partial<ImportMeans> = {}): Promise<ImportReport> {
    const its = await report();
    await importDrafts(rows, {
      report: its,
      pageMax: 4,
      check: () => undefined,
      settled: () => undefined,
      seal: async (_id, drafts) => await Promise.resolve(drafts),
      send: async (id, drafts) => await Promise.resolve(issue(id, drafts)),
      ...means,
    });
    return its;
  }

  it('issues every draft once, in order', async () => {
    const { issued } = await run();
    expect(issuedOnLedger()).toEqual(lines);
    expect(issued.get(7)).toMatchObject({ line: 7, number: '7' });
    await run();
    expect(issuedOnLedger()).toHaveLength(20);
  });

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
      await Promise.resolve(issue(id, drafts, [6]));
    await run({ send });
    const entries = (await readFile(file, 'utf8')).split(/(?<=\n)/);
    const everything = ledger;
    expect(entries.length).toBeGreaterThan(12);
    for (const count of entries.keys()) {
      const text = entries.slice(0, count + 1).join('');
      await writeFile(file, `${text}${count % 2 === 0 ? '' : '{"event":"issu'}`);
      // What was sent until then may have been issued, whether or not its answer was written down.
      ledger = new Map([...everything].filter(([id]) => text.includes(id)));
      const { issued, refused } = await run({ send });
      expect([issued.size, refused.size]).toEqual([19, 1]);
      expect(sorted(issuedOnLedger())).toEqual(lines.filter((line) => line !== 6));
    }
  });

  it('does not go on from the report of another seller, nor of another content', async () => {
    await report();
    await expect(report('x', 'other')).rejects.toThrow('report of another import');
    await expect(report('other')).rejects.toThrow('nothing was issued: remove the report');
  });

  it('warns whoever imports a corrected file that the others would be issued twice', async () => {
    await run({ send: async (id, drafts) => await Promise.resolve(issue(id, drafts, [2])) });
    await expect(report('corrected')).rejects.toThrow(
      /19 drafts were issued or sent: .* twice\. Correct what was refused in drafts\.jsonl\.refused\.jsonl/,
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
