import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DraftJson, type Json, redFormDigest } from '@fapiao-ledger/core';
import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet, personId } from '../support/drafts.ts';
import { NOW } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { Paying } from '../support/paying.ts';
import { keyCall, newKey, registerTill } from '../support/scoped-keys.ts';
import { Seeded } from '../support/seeded.ts';
import { issueCall, type Participant, pageCallOf } from '../support/signed-calls.ts';
import type { Script, Verdict } from './determinism-run.ts';

const RUN = fileURLToPath(new URL('determinism-run.ts', import.meta.url));
const CALLS = 700;
const RED_LETTER_CALLS = 250;
/** Special invoices of each kind: not used, with a form that waits, with a form that is confirmed. */
const FORMS = 30;
/** How many calls the script has of each function. */
const called: Record<string, number> = {};
const folder = mkdtempSync(join(tmpdir(), 'fapiao-determinism-'));

beforeAll(async () => {
  await prepare();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PLACES = [
  { TZ: 'UTC', LANG: 'C', order: 'given' },
  { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', order: 'reversed' },
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', order: 'reversed' },
  { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8', order: 'given' },
];

test(`${CALLS + RED_LETTER_CALLS} transactions have the same read-write sets in every time zone, locale and key order`, async () => {
  const verdicts = await Promise.all(PLACES.map(verdictAt));
  for (const [name, calls] of Object.entries(called)) {
    const committed = verdicts[0]?.committed[name];
    expect(committed, name).toBeGreaterThan(calls / 10);
    expect(committed, name).toBeLessThan(calls);
  }
  for (const verdict of verdicts) expect(verdict).toEqual(verdicts[0]);
});

async function verdictAt({ TZ, LANG, order }: (typeof PLACES)[number]): Promise<Verdict> {
  const copy = join(folder, `copy-${TZ.replace('/', '-')}`);
  cpSync(join(folder, 'ledger'), copy, { recursive: true });
  // Copies that are open at the same time are told apart by nothing but where their heights are kept.
  const state = `${copy}-state`;
  cpSync(process.env.XDG_STATE_HOME as string, state, { recursive: true });
  const env = { ...process.env, TZ, LANG, LC_ALL: LANG, XDG_STATE_HOME: state };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [RUN, copy, join(folder, 'script.json'), order],
    { env },
  );
  return JSON.parse(stdout) as Verdict;
}

/** A ledger with a seller, a company and an employee, and calls that go well and calls that do not. */
async function prepare(): Promise<void> {
  const clock = new ManualClock(NOW);
  const ledger = await openEmbeddedLedger({ folder: join(folder, 'ledger'), clock });
  const authorities = embeddedAuthorities(ledger);
  const world = await LedgerWorld.open(ledger.client(), authorities, { now: () => clock.now() });
  const seller = await world.register(enterpriseCode(1), 'GENERAL');
  const company = await world.register(enterpriseCode(2), 'GENERAL');
  const employee = await world.register(personId(1), 'PERSON');
  await world.openLane(seller, { credit: '2000000.00' });
  const { invoices } = await world.issue(
    seller,
    Array.from({ length: 60 }, () =>
      draftOf(seller.code, enterprise(company.code), { holder: employee.code }),
    ),
  );
  const numbers = invoices.map(({ number }) => number);
  const calls = [
    ...(await randomCalls(world, { seller, company, employee }, numbers)),
    ...(await redLetterCalls(world, { seller, company })),
  ];
  const script: Script = { now: NOW.toISOString(), identities: world.keys, calls };
  writeFileSync(join(folder, 'script.json'), JSON.stringify(script));
  await ledger.close();
}

async function randomCalls(
  world: LedgerWorld,
  { seller, company, employee }: Record<'seller' | 'company' | 'employee', Participant>,
  numbers: readonly string[],
): Promise<Script['calls']> {
  const random = new Seeded();
  const pages = [numbers[0] as string];
  const located = { page: numbers[0] as string };
  const till = await registerTill(world, seller, { name: 'till', scopes: ['issue'], amountMax: '5000.00' });
  const names = Array.from({ length: 8 }, (_, index) => `key-${index}`);
  const keys = names.map(() => newKey().publicKey);
  const paying = new Paying(world);
  const provider = await paying.register('V-PAY');
  await paying.grant(seller, provider.code, { amountMax: '5000.00' });
  const paid = () => {
    const drafts = randomDrafts(random, seller.code, company.code);
    const gross = drafts.reduce((sum, { totals }) => sum + Math.round(Number(totals.gross) * 100), 0);
    const amount = random.chance(0.8) ? (gross / 100).toFixed(2) : '1.00';
    return { payment: paying.paymentTo(seller.code, `order-${random.whole(1, 40)}`, amount), drafts };
  };
  const makers: (() => Promise<ContractCall> | ContractCall)[] = [
    () => {
      const { payment, drafts } = paid();
      const request = paying.request(seller, provider, payment, drafts);
      return pageCallOf(world.ledger, { seller: seller.code, lane: 'main' }, [request]);
    },
    () => paying.call(provider, 'confirm-payment', { payment: { ...paid().payment } }),
    () => {
      const terms = { provider: random.pick([provider.code, 'V-NONE']), lane: 'main', amountMax: '5000.00' };
      return paying.call(seller, 'grant-mandate', { ...terms, until: paying.instant(86_400) });
    },
    () => issueCall(world, random.pick([seller, till]), randomDrafts(random, seller.code, company.code)),
    () => {
      const body = { name: random.pick(names), publicKey: random.pick(keys), scopes: ['circulate', 'issue'] };
      return keyCall(world, seller, 'register-key', body);
    },
    () => keyCall(world, seller, 'revoke-key', { name: random.pick(names) }),
    () => {
      const invoice = [{ number: random.pick(numbers) }];
      return world.changeCall(employee, 'lock', { company: company.code, invoices: invoice }, { pages });
    },
    () => {
      const part = [{ number: random.pick(numbers), amount: `${random.whole(1, 3000)}.07` }];
      return world.changeCall(company, 'redeem', { invoices: part }, { pages });
    },
    () => world.changeCall(company, 'unlock', { invoices: [{ number: random.pick(numbers) }] }, { pages }),
    () => world.bureauCall('FreezeInvoice', { number: random.pick(numbers), reason: '核查' }, { located }),
    () => world.bureauCall('ReleaseInvoice', { number: random.pick(numbers) }, { located }),
  ];
  const calls: Script['calls'][number][] = [];
  for (let count = 0; count < CALLS; count += 1) calls.push(counted(await random.pick(makers)()));
  return calls;
}

function parse({ contract, function: fn, args, transient = {} }: ContractCall): Script['calls'][number] {
  return {
    as: contract === 'bureau' ? 'officer' : 'operator',
    name: `${contract}:${fn}`,
    argument: JSON.parse(args[0] as string) as Json,
    transient: Object.fromEntries(
      Object.entries(transient).map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')]),
    ),
  };
}

/** Returns a call for the script, and counts it. */
function counted(call: ContractCall): Script['calls'][number] {
  const parsed = parse(call);
  called[parsed.name] = (called[parsed.name] ?? 0) + 1;
  return parsed;
}

/** Calls about the use of special invoices, and about the forms of such as are used: some wait, some are confirmed and wait for a lane. */
async function redLetterCalls(
  world: LedgerWorld,
  { seller, company }: Record<'seller' | 'company', Participant>,
): Promise<Script['calls']> {
  const random = new Seeded();
  const draft = draftOf(seller.code, enterprise(company.code), { type: 'SPECIAL' });
  const { invoices, page } = await world.issue(
    seller,
    Array.from({ length: FORMS * 3 }, () => draft),
  );
  const numbers = invoices.map(({ number }) => number);
  const [unused, waiting, confirmed] = [0, 1, 2].map((part) =>
    numbers.slice(part * FORMS, (part + 1) * FORMS),
  ) as [string[], string[], string[]];
  const pages = [page];
  const use = { purpose: 'DEDUCTION', period: world.month };
  const terms = new Map<string, string>();
  for (const number of [...waiting, ...confirmed]) {
    await world.change(company, 'confirm-use', { ...use, invoices: [{ number }] }, { pages });
    const { form } = await world.redLetter(seller, 'start-red-letter', startOf(number, 'none'), { pages });
    terms.set(number, redFormDigest(form));
  }
  const named = (number: string): { number: string; sequence: number; terms: string } => ({
    number,
    sequence: 1,
    terms: terms.get(number) as string,
  });
  for (const number of confirmed)
    await world.redLetter(company, 'confirm-red-letter', named(number), { pages });
  const formOf = (number: string): { number: string; sequence: number } => ({ number, sequence: 1 });
  const makers: (() => Promise<ContractCall>)[] = [
    () => world.redLetterCall(seller, 'start-red-letter', startOf(random.pick(unused), 'main'), { pages }),
    () => world.redLetterCall(company, 'confirm-red-letter', named(random.pick(waiting)), { pages }),
    () => world.redLetterCall(company, 'refuse-red-letter', formOf(random.pick(waiting)), { pages }),
    () => world.redLetterCall(seller, 'withdraw-red-letter', formOf(random.pick(waiting)), { pages }),
    () =>
      world.redLetterCall(
        seller,
        'issue-red-letter',
        { ...formOf(random.pick(confirmed)), lane: 'main' },
        { pages },
      ),
    () =>
      world.changeCall(
        company,
        'confirm-use',
        { ...use, invoices: [{ number: random.pick(unused) }] },
        { pages },
      ),
    () => world.changeCall(company, 'revoke-use', { invoices: [{ number: random.pick(unused) }] }, { pages }),
  ];
  const calls: Script['calls'][number][] = [];
  for (let count = 0; count < RED_LETTER_CALLS; count += 1) calls.push(counted(await random.pick(makers)()));
  return calls;
}

function startOf(number: string, lane: string): { number: string; reason: string; lane: string } {
  return { number, reason: '02', lane };
}

/** Now and then one is another seller's, and is refused. */
function randomDrafts(random: Seeded, seller: string, buyer: string): DraftJson[] {
  return Array.from({ length: random.whole(1, 3) }, () =>
    draftOf(random.chance(0.1) ? buyer : seller, enterprise(buyer), {
      lines: Array.from({ length: random.whole(1, 4) }, () =>
        lineOfNet(`${random.whole(1, 2000)}.${random.whole(10, 99)}`),
      ),
      remark: random.pick(['İı', '合同', 'ﬁ', '𠮷野', 'Straße']),
    }),
  );
}
