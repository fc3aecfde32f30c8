import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { InvoiceSummary, StatisticsGroup, SumsAnswer } from '@fapiao-ledger/client';
import { parseCsv } from '@fapiao-ledger/client/drafts';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totalOf } from '../../cli/src/lists/total.ts';
import { widthOf } from '../../cli/src/output/wrap.ts';
import { CommandWorld, MONTHS } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';

const FORMULA = '=HYPERLINK("http://x.example","示范")';
const CORPORATION = { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' };
const LINE = { taxClass: '3040201010000000000', item: '*信息技术服务*系统维护', net: '100.00', rate: '0.06' };
const GOODS = { taxClass: '1090513990000000000', item: '*计算机外部设备*打印机', net: '10.00', rate: '0.13' };
/** More than the gateway puts on one page. */
const MANY = 203;
const ALL = MANY + 2;

interface Listed {
  readonly height: string;
  readonly invoices: readonly InvoiceSummary[];
  readonly isMore: boolean;
}

interface AddedUp {
  readonly groups: readonly StatisticsGroup[];
  readonly total: SumsAnswer & { readonly invoices: number };
}

let world: CommandWorld;
let locked: string;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.enter('corporation', BUYER, '--kind', 'GENERAL', '--name', CORPORATION.name);
  const many = Array.from({ length: MANY }, () => ({ buyer: CORPORATION, lines: [LINE] }));
  const [first = ''] = await world.issue('shop', many);
  locked = first;
  await world.issue('shop', [
    { buyer: { type: 'BODY', name: FORMULA }, lines: [LINE, GOODS] },
    { buyer: { type: 'PERSON' }, lines: [GOODS] },
  ]);
  await world.done(world.as('corporation', 'lock', locked, '--company', BUYER, '--json'));
});

afterAll(async () => {
  await world.stop();
});

async function list(who: string, ...args: readonly string[]): Promise<Listed> {
  return (await world.done(world.as(who, ...args, '--json'))) as Listed;
}

async function numbersOf(who: string, ...args: readonly string[]): Promise<readonly string[]> {
  return (await list(who, ...args)).invoices.map(({ number }) => number);
}

/** A gateway with given answers; without one it breaks the connection. */
async function impostorOf(
  answer: (path: string) => unknown,
): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const document = answer(request.url ?? '');
    if (document === undefined) request.socket.destroy();
    else response.end(JSON.stringify(document));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function fieldOf(text: string, column: string): readonly string[] {
  const [head, ...records] = parseCsv(text.replace('\uFEFF', ''));
  const index = head?.cells.indexOf(column) ?? -1;
  return records.map(({ cells }) => cells[index] ?? '');
}

describe('fapiao list', () => {
  it('shows the newest, and says that there are more', async () => {
    const { invoices, isMore } = await list('shop', 'list', '--limit', '3');
    expect(invoices).toHaveLength(3);
    expect(isMore).toBe(true);
    const { stdout } = await world.as('shop', 'list', '--limit', '3');
    expect(stdout).toContain('3 invoices, gross');
    expect(stdout).toContain('there are more');
  });

  it('shows all of them once, over several pages', async () => {
    const { invoices, isMore } = await list('shop', 'list', '--all');
    const numbers = invoices.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(ALL);
    expect(numbers).toEqual([...numbers].sort().reverse());
    expect(isMore).toBe(false);
    expect(await numbersOf('shop', 'list', '--limit', '202')).toEqual(numbers.slice(0, 202));
  });

  it('shows them by role', async () => {
    expect(await numbersOf('corporation', 'list', '--as', 'buyer', '--all')).toHaveLength(MANY);
    expect(await numbersOf('corporation', 'list', '--as', 'holder', '--all')).toHaveLength(MANY);
    expect(await numbersOf('corporation', 'list', '--as', 'company')).toEqual([locked]);
    expect(await numbersOf('corporation', 'list')).toEqual([]);
  });

  it.each([
    ['state', ['--state', 'LOCKED'], 1],
    ['smallest gross', ['--min', '106.01'], 1],
    ['largest gross', ['--max', '105.99'], 1],
    ['first day', ['--from', '2999-01-01'], 0],
    ['last day', ['--to', '2999-01-01'], ALL],
    ['rate', ['--rate', '0.13'], 2],
    ['type', ['--type', 'SPECIAL'], 0],
    ['several at once', ['--rate', '0.13', '--max', '105.99'], 1],
  ])('narrows by %s', async (_desc, args, count) => {
    expect(await numbersOf('shop', 'list', '--all', ...args)).toHaveLength(count);
  });

  it('lines up, Chinese names and others, and adds up to what is shown', async () => {
    const { stdout } = await world.as('shop', 'list', '--limit', '3');
    const lines = stdout.trimEnd().split('\n');
    const table = lines.slice(0, lines.indexOf(''));
    const [head = '', ...rows] = table;
    const column = widthOf(head.slice(0, head.indexOf('state')));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(widthOf(row.slice(0, row.search(/(OPEN|LOCKED)$/)))).toBe(column);
    expect(stdout).toContain('a person');
    // 10.00 + 1.30, 110.00 + 7.30, 100.00 + 6.00
    expect(lines.at(-1)).toContain('3 invoices, gross 234.60;');
    expect((await world.as('shop', 'list', '--state', 'RED')).stdout).toBe('no invoices\n');
  });

  it.each([
    ['both a limit and all', ['--limit', '5', '--all'], '--all'],
    ['a limit of nothing', ['--limit', '0'], '--limit'],
    ['an unknown state', ['--state', 'LOST'], '--state'],
    ['an unknown role', ['--as', 'thief'], '--as'],
    ['a day that is none', ['--from', '2026-02-30'], 'a date looks like 2026-03-01'],
    ['a rate that is none', ['--rate', '6%'], 'a tax rate is a fraction'],
  ])('refuses %s', async (_desc, args, words) => {
    const ran = await world.as('shop', 'list', ...args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '', stderr: expect.stringContaining(words) });
  });
});

describe('fapiao bureau invoices', () => {
  it.each([
    ['nothing', [], ALL],
    ['seller', ['--seller', SELLER], ALL],
    ['buyer', ['--buyer', BUYER], MANY],
    ['holder', ['--holder', BUYER], MANY],
    ['company', ['--company', BUYER], 1],
    ['region', ['--region', '44'], ALL],
    ['another region', ['--region', '110000'], 0],
    ['state and smallest gross', ['--state', 'OPEN', '--min', '106.01'], 1],
  ])('narrows by %s', async (_desc, args, count) => {
    expect(await numbersOf('officer', 'bureau', 'invoices', '--all', ...args)).toHaveLength(count);
  });

  it('finds one by its number, with both names', async () => {
    const { stdout, exitCode } = await world.as('officer', 'bureau', 'invoices', '--number', locked);
    expect(exitCode).toBe(0);
    for (const words of [
      locked,
      '深圳示范软件有限公司',
      CORPORATION.name,
      'LOCKED',
      '1 invoice, gross 106.00',
    ])
      expect(stdout).toContain(words);
  });

  it('is not for taxpayers', async () => {
    expect(await world.as('shop', 'bureau', 'invoices')).toMatchObject({ exitCode: 3, stdout: '' });
  });
});

describe('fapiao bureau statistics', () => {
  async function addedUp(...args: readonly string[]): Promise<AddedUp> {
    return (await world.done(world.as('officer', 'bureau', 'statistics', ...args, '--json'))) as AddedUp;
  }

  it.each(['month', 'province', 'city', 'county', 'rate', 'taxpayer', 'rate,month,province'])(
    'by %s add up to what all invoices add up to',
    async (by) => {
      const { groups, total } = await addedUp('--by', by);
      expect(total).toMatchObject({ net: '20420.00', tax: '1226.60', gross: '21646.60', invoices: ALL });
      expect(totalOf(groups)).toMatchObject({ net: total.net, tax: total.tax, gross: total.gross });
      expect(total.count).toBe(by.includes('rate') ? ALL + 1 : ALL);
    },
  );

  it('names regions and sellers, and prints the totals below', async () => {
    const by = ['--by', 'province,taxpayer'];
    const { stdout } = await world.as('officer', 'bureau', 'statistics', ...by);
    expect(stdout).toMatch(
      /44 Guangdong +91440300708461136T 深圳示范软件有限公司 +205 +20420.00 +1226.60 +21646.60\n/,
    );
    expect(stdout).toMatch(/\ntotal +205 +20420.00 +1226.60 +21646.60\n$/);
  });

  it('says why counts by rate exceed the invoices', async () => {
    const { stdout } = await world.as('officer', 'bureau', 'statistics', '--by', 'rate');
    expect(stdout).toMatch(/\n +6% +204 /);
    expect(stdout).toContain('205 invoices; one with lines at several rates counts at each of them');
  });

  it('add up over pages, and warn when those are of different heights', async () => {
    const sums = { count: 1, net: '90000000000000.01', tax: '0.00', gross: '90000000000000.01' };
    const total = { ...sums, count: 2 };
    const impostor = await impostorOf((path) =>
      path.includes('cursor=')
        ? { height: '8', groups: [{ month: '2026-02', ...sums }], total }
        : { height: '7', groups: [{ month: '2026-01', ...sums }], total, next: 'more' },
    );
    const ran = await world.as('officer', 'bureau', 'statistics', '--gateway', impostor.address);
    impostor.close();
    expect(ran).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('issued meanwhile'),
    });
    expect(ran.stdout).toMatch(/\ntotal +2 +180000000000000.02 +0.00 +180000000000000.02\n$/);
  });

  it.each([
    ['months', ['--from', String(MONTHS[0]), '--to', String(MONTHS.at(-1))], ALL],
    ['months to come', ['--from', '2999-01'], 0],
    ['region', ['--region', '4403'], ALL],
    ['seller', ['--seller', BUYER], 0],
    ['rate', ['--rate', '0.13'], 2],
    ['type', ['--type', 'SPECIAL'], 0],
  ])('narrow by %s', async (_desc, args, count) => {
    expect((await addedUp(...args)).total.count).toBe(count);
  });

  it.each(['color', 'month,month', ''])('refuse to group by %j', async (by) => {
    const ran = await world.as('officer', 'bureau', 'statistics', `--by=${by}`);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
  });
});

describe('fapiao export', () => {
  it('writes a spreadsheet of all, in which no text is run', async () => {
    const summary = await world.done(world.as('shop', 'export', '--out', 'out/all.csv', '--json'));
    expect(summary).toMatchObject({ file: 'out/all.csv', invoices: ALL, height: expect.any(String) });
    const text = await readFile(join(world.cwd, 'out', 'all.csv'), 'utf8');
    expect(text.startsWith('\uFEFFnumber,')).toBe(true);
    const numbers = await numbersOf('shop', 'list', '--all');
    expect(fieldOf(text, 'number')).toEqual(numbers.map((number) => `'${number}`));
    expect(fieldOf(text, 'buyerName')).toContain(`'${FORMULA}`);
    expect(fieldOf(text, 'gross').filter((gross) => gross === '106.00')).toHaveLength(MANY);
    expect(await readdir(join(world.cwd, 'out'))).toEqual(['all.csv']);
    expect((await stat(join(world.cwd, 'out', 'all.csv'))).mode & 0o777).toBe(0o600);
  });

  it('writes JSON Lines of what the list says, unchanged', async () => {
    await world.done(world.as('shop', 'export', '--out', 'all.jsonl', '--json'));
    const lines = (await readFile(join(world.cwd, 'all.jsonl'), 'utf8')).trimEnd().split('\n');
    const { invoices } = await list('shop', 'list', '--all');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(invoices);
  });

  it('narrows as the list does', async () => {
    const args = ['--as', 'company', '--state', 'LOCKED', '--out', 'locked.csv'];
    const ran = await world.as('corporation', 'export', ...args);
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'locked.csv  1 invoice\n', stderr: '' });
    expect(fieldOf(await readFile(join(world.cwd, 'locked.csv'), 'utf8'), 'number')).toEqual([`'${locked}`]);
  });

  it('writes an archive with the booking file of each invoice', async () => {
    const args = ['--as', 'company', '--state', 'LOCKED', '--out', 'bookings.zip'];
    const ran = await world.as('corporation', 'export', ...args);
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'bookings.zip  1 invoice\n', stderr: '' });
    const files = unzipSync(await readFile(join(world.cwd, 'bookings.zip')));
    expect(Object.keys(files)).toEqual([`${locked}.xml`]);
    const text = strFromU8(files[`${locked}.xml`] as Uint8Array);
    expect(text).toContain(`>${locked}</einv:InvoiceNumber>`);
    expect(text).toContain('<einv:WhetherEinvoiceHasBeenBooked contextRef="c">false<');
    expect(await world.as('corporation', 'export', ...args)).toMatchObject({ exitCode: 64 });
  });

  it('writes booking files only of what a company buys or books', async () => {
    for (const args of [[], ['--as', 'seller'], ['--as', 'holder']]) {
      const ran = await world.as('shop', 'export', ...args, '--out', 'sold.zip');
      expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('--as company') });
    }
    expect(await readdir(world.cwd)).not.toContain('sold.zip');
    const bought = await world.as('corporation', 'export', '--as', 'buyer', '--out', 'bought.zip');
    expect(bought).toMatchObject({ exitCode: 0, stdout: `bought.zip  ${MANY} invoices\n` });
  });

  it('of the bureau has those of all taxpayers', async () => {
    const args = ['bureau', 'export', '--buyer', BUYER, '--out', 'bureau.jsonl', '--json'];
    expect(await world.done(world.as('officer', ...args))).toMatchObject({ invoices: MANY });
  });

  it('replaces nothing unless told to, and knows what it shall write', async () => {
    await writeFile(join(world.cwd, 'kept.csv'), 'kept');
    const command = ['export', '--out', 'kept.csv'];
    expect(await world.as('shop', ...command)).toMatchObject({ exitCode: 64 });
    expect(await readFile(join(world.cwd, 'kept.csv'), 'utf8')).toBe('kept');
    expect(await world.as('shop', ...command, '--force')).toMatchObject({ exitCode: 0 });
    expect(await world.as('shop', 'export', '--out', 'all.xlsx')).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('.csv or .jsonl'),
    });
  });

  it('that breaks off in the middle leaves the file as it was', async () => {
    const page = await list('shop', 'list', '--limit', '2');
    const impostor = await impostorOf((path) =>
      path.includes('cursor=') ? undefined : { ...page, next: 'more' },
    );
    await world.done(world.as('shop', 'export', '--out', 'broken/own.jsonl', '--json'));
    const before = await readFile(join(world.cwd, 'broken', 'own.jsonl'), 'utf8');
    const args = ['export', '--out', 'broken/own.jsonl', '--force', '--gateway', impostor.address];
    expect(await world.as('shop', ...args)).toMatchObject({ exitCode: 4, stdout: '' });
    impostor.close();
    expect(await readFile(join(world.cwd, 'broken', 'own.jsonl'), 'utf8')).toBe(before);
    expect(await readdir(join(world.cwd, 'broken'))).toEqual(['own.jsonl']);
  });
});
