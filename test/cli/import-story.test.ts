import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import type { Ran } from '../support/processes.ts';

const NAME = '测试购买人';
const LINE = {
  taxClass: '3040201010000000000',
  item: '*信息技术服务*系统维护',
  quantity: '1',
  unitPrice: '4197.17',
  rate: '0.06',
};
const CORPORATION = { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' };

let world: CommandWorld;
let cwd: string;

async function as(who: string, ...args: readonly string[]): Promise<Ran> {
  return await world.as(who, ...args);
}

async function done(ran: Promise<Ran>): Promise<unknown> {
  return await world.done(ran);
}

beforeAll(async () => {
  world = await CommandWorld.start();
  ({ cwd } = world);
  await world.enterSeller('shop', SELLER);
});

afterAll(async () => {
  await world.stop();
});

describe('an import', () => {
  it('issues a file of drafts, tells which are refused, and issues nothing twice', async () => {
    const drafts = [
      { buyer: CORPORATION, lines: [LINE] },
      { buyer: CORPORATION, lines: [{ ...LINE, rate: '0.03' }] },
      { buyer: { type: 'PERSON', name: NAME }, lines: [LINE] },
    ];
    await writeFile(join(cwd, 'drafts.jsonl'), drafts.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const ran = await as('shop', 'import', 'drafts.jsonl', '--yes', '--complete', '--json');
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      drafts: 3,
      issued: 2,
      earlier: 0,
      refused: [{ line: 2, faults: [{ code: 'RATE_NOT_ALLOWED', path: '/lines/0/rate' }] }],
    });
    const report = await readFile(join(cwd, 'drafts.jsonl.report.jsonl'), 'utf8');
    const again = await as('shop', 'import', 'drafts.jsonl', '--yes', '--complete', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ issued: 2, earlier: 3 });
    const text = await as('shop', 'import', 'drafts.jsonl', '--yes', '--complete');
    expect(text.stdout).toContain('2 of 3 drafts issued, 1 refused\nEarlier runs have settled all drafts');
    expect(await readFile(join(cwd, 'drafts.jsonl.report.jsonl'), 'utf8')).toBe(report);
  });

  it('is the only one of its report: a second one at the same time issues nothing', async () => {
    const draft = { buyer: CORPORATION, lines: [LINE] };
    await writeFile(join(cwd, 'once.jsonl'), `${JSON.stringify(draft)}\n`.repeat(60));
    const runs = await Promise.all(
      [1, 2, 3].map(
        async () => await as('shop', 'import', 'once.jsonl', '--yes', '--complete', '--page', '10'),
      ),
    );
    // A run after the end finds nothing left to do.
    const codes = new Set(runs.map(({ exitCode }) => exitCode));
    expect([...codes].filter((code) => code !== 0 && code !== 64)).toEqual([]);
    expect(codes).toContain(0);
    const report = await readFile(join(cwd, 'once.jsonl.report.jsonl'), 'utf8');
    const numbers = [...report.matchAll(/"number":"([0-9]{20})"/g)].map(([, number]) => number);
    expect(new Set(numbers).size).toBe(60);
  });

  it('reads the CSV of a Chinese spreadsheet, and says so', async () => {
    // "示范社区", in GBK.
    const name = Buffer.from('cabeb7b6c9e7c7f8', 'hex');
    const [head, end] = ['buyerType,taxClass,item,quantity,unitPrice,rate,buyerName\r\nBODY,', '\r\n'];
    const cells = `${LINE.taxClass},x,1,13.00,0.06,`;
    await writeFile(join(cwd, 'gbk.csv'), Buffer.concat([Buffer.from(head + cells), name, Buffer.from(end)]));
    const ran = await as('shop', 'import', 'gbk.csv', '--yes');
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stderr).toContain('read as GB18030 (GBK)');
    const report = await readFile(join(cwd, 'gbk.csv.report.jsonl'), 'utf8');
    const number = /"number":"([0-9]{20})"/.exec(report)?.[1] ?? '';
    expect(await done(as('shop', 'show', number, '--json'))).toMatchObject({
      invoice: { buyer: { name: '示范社区' } },
    });
  });

  it('names --complete when it is missing, with which the refused drafts are issued', async () => {
    await writeFile(
      join(cwd, 'bare.jsonl'),
      `${JSON.stringify({ buyer: CORPORATION, lines: [{ ...LINE, unitPrice: '14.00' }] })}\n`,
    );
    const ran = await as('shop', 'import', 'bare.jsonl', '--yes');
    expect(ran.stdout).toContain('import that file.\n--complete fills in');
    const again = await done(
      as('shop', 'import', 'bare.jsonl.refused.jsonl', '--yes', '--complete', '--json'),
    );
    expect(again).toMatchObject({ issued: 1, refused: [] });
  });

  it('asks for a workbook of the usual form, and names a damaged one', async () => {
    await writeFile(join(cwd, 'book.xls'), 'x');
    const other = await as('shop', 'import', 'book.xls', '--yes');
    expect(other).toMatchObject({ exitCode: 64, stdout: '' });
    expect(other.stderr).toContain('save it as .xlsx, or its sheet as CSV UTF-8');
    await writeFile(join(cwd, 'book.xlsx'), 'PK');
    const damaged = await as('shop', 'import', 'book.xlsx', '--yes');
    expect(damaged).toMatchObject({ exitCode: 2, stdout: '' });
    expect(damaged.stderr).toContain('it is no ZIP archive');
  });

  it('sets refused drafts apart, which are imported when they are corrected', async () => {
    const lines = [
      'buyerType,buyerName,taxClass,item,quantity,unitPrice,rate',
      `BODY,示范社区,${LINE.taxClass},${LINE.item},1,11.00,0.06`,
      `BODY,示范街道,${LINE.taxClass},${LINE.item},1,12.00,0.03`,
    ];
    await writeFile(join(cwd, 'shop.csv'), lines.map((line) => `${line}\r\n`).join(''));
    const ran = await as('shop', 'import', 'shop.csv', '--yes');
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain('line 3\n  G3 rate\n    3% is not available to a');
    expect(ran.stdout).toContain('shop.csv.refused.csv: correct them there and import that file');
    const apart = join(cwd, 'shop.csv.refused.csv');
    await writeFile(apart, (await readFile(apart, 'utf8')).replace('0.03', '0.06'));
    expect(await done(as('shop', 'import', 'shop.csv.refused.csv', '--yes', '--json'))).toMatchObject({
      drafts: 1,
      issued: 1,
      refused: [],
    });
    await writeFile(join(cwd, 'shop.csv'), lines.join('\r\n').replace('0.03', '0.06'));
    const whole = await as('shop', 'import', 'shop.csv', '--yes');
    expect(whole).toMatchObject({ exitCode: 64, stdout: '' });
    expect(whole.stderr).toContain('would issue them twice');
  });

  it('sets refused drafts apart beside what another import of a file of that name has left', async () => {
    const draft = { buyer: CORPORATION, lines: [{ ...LINE, rate: '0.03' }] };
    await writeFile(join(cwd, 'month.jsonl'), `${JSON.stringify(draft)}\n`);
    await writeFile(join(cwd, 'month.jsonl.refused.jsonl'), 'of last month');
    const ran = await as('shop', 'import', 'month.jsonl', '--yes', '--complete');
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain('month.jsonl.refused-2.jsonl: correct them there and import that file');
    expect(ran.stdout).toContain('month.jsonl.refused.jsonl belongs to another import and stays as it is');
    const apart = join(cwd, 'month.jsonl.refused-2.jsonl');
    expect(JSON.parse(await readFile(apart, 'utf8'))).toEqual(draft);
    await writeFile(apart, (await readFile(apart, 'utf8')).replace('0.03', '0.06'));
    const again = await as('shop', 'import', 'month.jsonl', '--yes', '--complete');
    expect(again.stdout).toContain('month.jsonl.refused-2.jsonl exists already and was changed');
  });
});
