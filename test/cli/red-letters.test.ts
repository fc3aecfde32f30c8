import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type RedFormJson,
  type RedFormSummary,
  type RedLetterResult,
  redFormDigest,
} from '@fapiao-ledger/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import { GatewayBetween, type Relay, type RelayedRequest } from '../support/gateway-between.ts';
import type { Ran } from '../support/processes.ts';

const LINES = [
  { taxClass: '1010101010000000000', item: '*谷物*大米', quantity: '10', unitPrice: '100.00', rate: '0.13' },
  { taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '500.00', rate: '0.06' },
];
const DRAFT = { buyer: { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' }, lines: LINES };

let world: CommandWorld;
let between: GatewayBetween;
/** Behavior of the gateway in between, set by each test. */
let relay: Relay;
/** Paths of the requests that wrote, as the gateway in between received them. */
const written: RelayedRequest[] = [];

const honest: Relay = async (request, passOn) => await passOn(request);

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.enter('buyer', BUYER, '--kind', 'GENERAL', '--name', '深圳示范采购有限公司');
  await world.done(world.anonymous('trust', 'fetch', '--json'));
  relay = honest;
  between = await GatewayBetween.open(world.gateway.address, async (request, passOn) => {
    if (request.method === 'POST') written.push(request);
    return await relay(request, passOn);
  });
});

afterEach(() => {
  relay = honest;
  written.splice(0);
});

afterAll(async () => {
  await between.close();
  await world.stop();
});

async function issued(): Promise<string> {
  return (await world.issue('shop', [DRAFT]))[0] as string;
}

async function booked(): Promise<string> {
  const number = await issued();
  await world.done(world.as('buyer', 'lock', number, '--company', BUYER, '--json'));
  await world.done(world.as('buyer', 'redeem', number, '--amount', '100.00', '--json'));
  return number;
}

async function result(ran: Promise<Ran>): Promise<RedLetterResult> {
  return (await world.done(ran)) as RedLetterResult;
}

async function started(): Promise<RedFormJson> {
  const number = await booked();
  return (await result(world.as('shop', 'reverse', number, '--reason', 'return', '--json'))).form;
}

/** Returns what verify says of the receipt of an invoice, also by the gateway. */
async function verified(number: string): Promise<string> {
  await world.done(world.as('shop', 'receipt', number, '--json'));
  const ran = await world.anonymous('verify', `${number}.pdf`, '--gateway', world.gateway.address);
  expect(ran.exitCode).toBe(0);
  return ran.stdout;
}

/** Runs a command through the gateway in between. */
async function through(who: string, ...args: readonly string[]): Promise<Ran> {
  return await world.as(who, ...args, '--gateway', between.address);
}

describe('the inbox of forms', () => {
  it('lists what awaits the caller, shows it to its sides, and writes it to a file', async () => {
    const form = await started();
    const listed = async (who: string, ...filter: string[]): Promise<readonly (readonly unknown[])[]> => {
      const { forms } = (await world.done(world.as(who, 'red-letter', 'list', ...filter, '--json'))) as {
        forms: readonly RedFormSummary[];
      };
      return forms.map(({ number, state, waiting }) => [number, state, waiting]);
    };
    expect(await listed('buyer', '--waiting', '--limit', '1')).toEqual([[form.number, 'AWAITS_BUYER', true]]);
    expect((await listed('shop', '--as', 'seller', '--limit', '1'))[0]).toEqual([
      form.number,
      'AWAITS_BUYER',
      false,
    ]);
    expect((await world.as('buyer', 'red-letter', 'list', '--waiting')).stdout).toMatch(/awaits you/);
    await world.done(world.as('buyer', 'red-letter', 'refuse', form.number, '--json'));
    expect(await listed('buyer', '--waiting')).toEqual([]);
    expect((await world.as('buyer', 'red-letter', 'list', '--state', 'AWAITS_SELLER')).stdout).toBe(
      'no forms\n',
    );
    await world.done(world.as('buyer', 'red-letter', 'export', '--out', 'forms.csv', '--json'));
    const text = await readFile(join(world.cwd, 'forms.csv'), 'utf8');
    expect(text).toContain(`'${form.number},1,'02,SELLER,REFUSED_BY_BUYER`);
  });
});

describe('an invoice that was entered with tax', () => {
  it('is reversed by amounts with tax, which are shown as net and tax before they are signed', async () => {
    const lines = [{ taxClass: '1010101010000000000', item: '*谷物*大米', gross: '100.00', rate: '0.13' }];
    const [number] = (await world.issue('shop', [{ ...DRAFT, lines }])) as [string];
    const part = ['reverse', number, '--reason', 'allowance', '--gross'];
    expect((await world.as('shop', ...part, '1::33.33', '--dry-run')).stdout).toContain('29.50');
    const { form } = await result(world.as('shop', ...part, '1::33.33', '--json'));
    expect(form).toMatchObject({
      lines: [{ line: 1, net: '29.50', tax: '3.83' }],
      totals: { gross: '33.33' },
    });
    const rest = await result(world.as('shop', ...part, '1::66.67', '--json'));
    expect(rest.status).toMatchObject({ state: 'RED', rest: '0.00' });
  });

  it.each([['9::1.00'], ['1:1'], ['x::1.00'], ['1::1']])('is not reversed by --gross %s', async (gross) => {
    const number = await issued();
    const ran = await world.as('shop', 'reverse', number, '--reason', 'allowance', '--gross', gross);
    expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('--gross') });
  });
});

describe('an invoice that is not booked', () => {
  it('is reversed by one command, which says so of both invoices', async () => {
    const number = await issued();
    const { red, status } = await result(world.as('shop', 'reverse', number, '--reason', 'error', '--json'));
    expect(status).toMatchObject({ state: 'RED', reversal: { reds: [red?.number] } });
    expect((await world.as('buyer', 'show', number)).stdout).toMatch(
      new RegExp(`reversed +1660.00 by ${red?.number}`),
    );
    expect((await world.as('buyer', 'show', red?.number as string)).stdout).toMatch(
      new RegExp(`reverses +${number}, form 1`),
    );
    expect((await world.as('buyer', 'history', number)).stdout).toContain('1660.00 reversed');
  });

  it('and its red-letter invoice have receipts, of which verify says what was reversed, then and now', async () => {
    const number = await issued();
    const { red } = await result(world.as('shop', 'reverse', number, '--reason', 'error', '--json'));
    const reversed = await verified(number);
    expect(reversed).toMatch(new RegExp(`reversed +1660.00 by ${red?.number}`));
    expect(reversed).toMatch(/now +RED, 0.00 left, 1660.00 reversed/);
    expect(await verified(red?.number as string)).toMatch(new RegExp(`reverses +${number}, form 1`));
  });

  it('is reversed in parts of lines, from options or a file', async () => {
    const number = await issued();
    const own = ['reverse', number, '--json'];
    const part = world.as('shop', ...own, '--reason', 'return', '--line', '1:3:300.00:39.00');
    expect((await result(part)).status.rest).toBe('1321.00');
    await writeFile(join(world.cwd, 'lines.json'), '[{"line": 2, "net": "100.00", "tax": "6.00"}]');
    const allowance = world.as('shop', ...own, '--reason', '04', '--lines', 'lines.json');
    expect((await result(allowance)).status.rest).toBe('1215.00');
    const both = await world.as(
      'shop',
      ...own,
      '--reason',
      '04',
      '--lines',
      'lines.json',
      '--line',
      '2::1.00:0.06',
    );
    expect(both.exitCode).toBe(64);
    const wrong = await world.as('shop', ...own, '--reason', '02', '--line', '1:8:800.00:104.00');
    expect([wrong.exitCode, wrong.stdout]).toEqual([2, expect.stringContaining('REVERSAL_EXCEEDS_REST')]);
  });

  it('is judged without a signature by --dry-run', async () => {
    const [first, second] = [await issued(), await issued()];
    const judged = await through(
      'shop',
      'reverse',
      first,
      second,
      '--reason',
      'error',
      '--dry-run',
      '--json',
    );
    expect(JSON.parse(judged.stdout)).toMatchObject({
      invoices: [{ form: { totals: { gross: '1660.00' } } }, { form: { state: 'UNCONDITIONAL' } }],
    });
    const wrong = await through(
      'shop',
      'reverse',
      first,
      '--reason',
      'error',
      '--line',
      '2::1.00:0.06',
      '--dry-run',
    );
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('RED_REASON')]);
    const buyer = await through('buyer', 'reverse', first, '--reason', 'return', '--dry-run');
    expect([buyer.exitCode, buyer.stderr]).toEqual([3, expect.stringContaining('RED_LETTER_BY_SELLER')]);
    expect(written).toEqual([]);
  });

  it('is reversed beside others that cannot be', async () => {
    const [first, second] = [await issued(), await issued()];
    await result(world.as('shop', 'reverse', first, '--reason', 'error', '--json'));
    const ran = await world.as('shop', 'reverse', first, second, '--reason', 'error', '--json');
    expect(ran.exitCode).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      invoices: [{ problem: { code: 'INVOICE_RED' } }, { status: { state: 'RED' } }],
    });
  });

  it.each(['5', 'refund', '001', ''])('is not reversed for the reason "%s"', async (reason) => {
    expect((await world.as('shop', 'reverse', '0'.repeat(20), '--reason', reason)).exitCode).toBe(64);
  });
});

describe('a form', () => {
  it('is shown with its terms before the digest of what was shown is signed', async () => {
    const form = await started();
    const ran = await through('buyer', 'red-letter', 'confirm', form.number);
    expect(ran.exitCode).toBe(0);
    for (const text of [form.number, '02 (return)', '1000.00', '160.00', '1660.00', redFormDigest(form)])
      expect(ran.stderr).toContain(text);
    expect(JSON.parse(written[0]?.body ?? '')).toEqual({ terms: redFormDigest(form) });
    expect(ran.stdout).toMatch(/state +RED/);
  });

  it('is confirmed under the terms that were shown before, and under no others', async () => {
    const form = await started();
    const shown = await world.done(world.as('buyer', 'red-letter', 'show', form.number, '--json'));
    expect(shown).toMatchObject({ form, terms: redFormDigest(form) });
    const other = await through(
      'buyer',
      'red-letter',
      'confirm',
      form.number,
      '1',
      '--terms',
      'a'.repeat(64),
    );
    expect([other.exitCode, written]).toEqual([5, []]);
    const terms = ['--terms', redFormDigest(form), '--json'];
    const { status } = await result(world.as('buyer', 'red-letter', 'confirm', form.number, ...terms));
    expect(status.state).toBe('RED');
  });

  it('is refused, started by the buyer, confirmed by the seller', async () => {
    const form = await started();
    const refused = await result(world.as('buyer', 'red-letter', 'refuse', form.number, '1', '--json'));
    expect(refused.form.state).toBe('REFUSED_BY_BUYER');
    const own = ['reverse', form.number, '--reason', '03', '--line', '2::500.00:30.00', '--json'];
    expect((await result(world.as('buyer', ...own))).form).toMatchObject({
      sequence: 2,
      state: 'AWAITS_SELLER',
    });
    const { status } = await result(world.as('shop', 'red-letter', 'confirm', form.number, '--json'));
    expect(status).toMatchObject({ reversal: { totals: { gross: '530.00' } } });
  });

  it('is withdrawn by its starter alone, and another start is told that it runs', async () => {
    const form = await started();
    const again = await world.as('buyer', 'reverse', form.number, '--reason', 'return');
    expect(again.stderr).toContain(`form 1 of ${SELLER} was running already`);
    const foreign = await world.as('buyer', 'red-letter', 'withdraw', form.number);
    expect([foreign.exitCode, foreign.stderr]).toEqual([3, expect.stringContaining('NOT_THE_STARTER')]);
    const early = await world.as('shop', 'red-letter', 'issue', form.number);
    expect([early.exitCode, early.stderr]).toEqual([3, expect.stringContaining('RED_FORM_AWAITS')]);
    const withdrawn = await result(world.as('shop', 'red-letter', 'withdraw', form.number, '--json'));
    expect(withdrawn.form.state).toBe('WITHDRAWN');
  });
});

describe('a gateway that shows another form than the ledger has', () => {
  const altering =
    (alter: (form: RedFormJson) => RedFormJson): Relay =>
    async (request, passOn) => {
      const { status, body } = await passOn(request);
      const { form } = body as { form?: RedFormJson };
      const isForm = request.method === 'GET' && form !== undefined;
      return { status, body: isForm ? { ...(body as object), form: alter(form) } : body };
    };

  it('gets no signature for totals that are not the sums of the lines', async () => {
    const form = await started();
    relay = altering((shown) => ({ ...shown, totals: { ...shown.totals, gross: '16.60' } }));
    const ran = await through('buyer', 'red-letter', 'confirm', form.number);
    expect([ran.exitCode, ran.stderr]).toEqual([5, expect.stringContaining('do not trust this gateway')]);
    expect(written).toEqual([]);
  });

  it('gets a signature for what it showed alone, under which the ledger reverses nothing', async () => {
    const form = await started();
    const lines = [{ line: 2, net: '1.00', tax: '0.06' }];
    relay = altering((shown) => ({ ...shown, lines, totals: { net: '1.00', tax: '0.06', gross: '1.06' } }));
    const ran = await through('buyer', 'red-letter', 'confirm', form.number, '--json');
    expect([ran.exitCode, ran.stdout]).toEqual([3, expect.stringContaining('RED_FORM_TERMS')]);
    expect(JSON.parse(written[0]?.body ?? '')).not.toEqual({ terms: redFormDigest(form) });
    const now = await world.done(world.as('buyer', 'red-letter', 'show', form.number, '--json'));
    expect(now).toMatchObject({ form: { state: 'AWAITS_BUYER' } });
  });

  it('cannot put the form of another invoice in its place', async () => {
    const [form, other] = [await started(), await started()];
    relay = altering(() => other);
    const ran = await through('buyer', 'red-letter', 'confirm', form.number);
    expect([ran.exitCode, written]).toEqual([5, []]);
  });

  it('cannot call a reversal refused that the ledger has done', async () => {
    const number = await issued();
    relay = async (request, passOn) => {
      const answer = await passOn(request);
      const isStart = request.method === 'POST' && request.path.endsWith('/red-letter');
      return isStart ? { status: 409, body: { code: 'INVOICE_LOCKED', detail: 'no' } } : answer;
    };
    const ran = await through('shop', 'reverse', number, '--reason', 'error', '--json');
    expect([ran.exitCode, ran.stderr]).toEqual([0, expect.stringContaining('do not trust this gateway')]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: { state: 'RED' } });
  });

  it('that breaks the connection leaves a request that the same command repeats', async () => {
    const number = await issued();
    let isCut = true;
    relay = async (request, passOn) => {
      const answer = await passOn(request);
      return isCut && request.path.endsWith('/red-letter') ? undefined : answer;
    };
    const command = ['reverse', number, '--reason', 'error', '--timeout', '1'];
    expect((await through('shop', ...command)).exitCode).toBe(4);
    isCut = false;
    const again = await through('shop', ...command);
    expect([again.exitCode, again.stderr]).toEqual([0, expect.stringContaining('repeating request')]);
    expect((await world.as('buyer', 'show', number)).stdout).toContain('reversed');
  });
});
