import {
  canonicalJson,
  type Json,
  type Operation,
  type PolicyJson,
  type RedFormJson,
  RULE_SET_2026_12,
  redFormDigest,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import type { ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { draftOf, enterprise, enterpriseCode, personId } from './drafts.ts';
import type { LedgerWorld } from './ledger-world.ts';
import { arrange } from './own-acts.ts';
import { Paying } from './paying.ts';
import { decide, file, termsOf } from './return-acts.ts';
import { registerTill, revokeTill } from './scoped-keys.ts';
import { issueCall, type Participant, type Signing, signedAct } from './signed-calls.ts';

/** A committed call, its caller, and its answer. */
export interface RecordedAct {
  readonly identity: Identity;
  readonly call: ContractCall;
  readonly result: string;
}

/** A ledger with a history that replays would bring back. */
export interface ReplayStory {
  readonly world: LedgerWorld;
  /** Signed and never sent, before the key of its signer was registered anew. */
  readonly kept: readonly Omit<RecordedAct, 'result'>[];
  readonly shop: Participant;
  /** Suspended, reinstated, suspended. */
  readonly suspended: Participant;
  /** A taxpayer whose key was replaced, registered anew, and replaced by the first one again. */
  readonly mover: Participant;
  /** An invoice that was frozen, released, frozen; transferred and back; locked, redeemed in part, locked. */
  readonly invoices: readonly [string, string, string];
}

/** Calls by certificate instead of statement: a ledger is founded once, and a platform divides credit freely. */
const UNSIGNED = ['AllotLane', 'FoundLedger'];

/** The same client, which reports every statement that it has committed. */
export function recording(client: LedgerClient, record: (act: RecordedAct) => void): LedgerClient {
  const submit: LedgerClient['submit'] = async (identity, call) => {
    const committed = await client.submit(identity, call);
    if (!UNSIGNED.includes(call.function)) record({ identity, call, result: committed.result });
    return committed;
  };
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = name === 'submit' ? submit : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Performs every act of the bureau and of taxpayers at least once, and reverts the effect of an earlier act by a later
 * one: the replay of the earlier one would show.
 *
 * @param serial from which codes of taxpayers are made that the ledger does not know
 */
export async function tellReplayStory(world: LedgerWorld, serial: number): Promise<ReplayStory> {
  const register = (offset: number): Promise<Participant> =>
    world.register(enterpriseCode(serial + offset), 'GENERAL');
  const [shop, company, suspended, spare] = [
    await register(0),
    await register(1),
    await register(2),
    await register(3),
  ];
  const employee = await world.register(personId(serial), 'PERSON');
  await decidePolicy(world, serial);
  await arrange(world, shop, 'elect-levy', { row: 'L03', since: world.month });
  await arrange(world, shop, 'end-levy', {});
  for (const strict of [true, false, true]) await arrange(world, shop, 'set-strict-refs', { strict });
  await world.openLane(shop, { credit: '1000000.00' });
  for (const net of ['99000000.00', '1000000.00']) await grantCredit(world, shop, net);
  for (const status of ['SUSPENDED', 'ACTIVE', 'SUSPENDED'])
    await world.bureau('AmendTaxpayer', { code: suspended.code, status });
  await world.bureau('ReturnNumbers', { seller: shop.code, year: '2020', lanes: ['main'] });
  const invoices = await circulate(world, { shop, company, employee });
  await reverseInvoice(world, { shop, company });
  const keptByTill = await changeKeys(world, shop);
  await fileReturns(world, company);
  await payAndRefund(world, { shop, company }, serial);
  const moved = await moveKeys(world, await register(4), spare);
  const keptByOfficer = await changeOfficers(world, spare, { shop, serial });
  return {
    world,
    shop,
    suspended,
    invoices,
    mover: moved.mover,
    kept: [...moved.kept, keptByOfficer, keptByTill],
  };
}

async function grantCredit(world: LedgerWorld, { code: seller }: Participant, net: string): Promise<void> {
  await world.bureau('GrantCredit', { seller, month: world.month, net });
}

/** Publishes a rule set, whose elections may end at once, from the first free day, which is today the first time. Closes one more month of long ago. */
async function decidePolicy(world: LedgerWorld, serial: number): Promise<void> {
  const { ruleSets, closedThrough = '2020-00' } = await ask<PolicyJson>(world, 'bureau:ReadPolicy');
  const today = new Date(world.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const latest = ruleSets.map(({ ruleSet }) => ruleSet.validFrom).at(-1) ?? '';
  const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  await world.bureau('PublishRuleSet', {
    ...RULE_SET_2026_12,
    version: `replay-${serial}`,
    validFrom: latest < today ? today : dayAfter(latest),
    levyMonths: 0,
  } as unknown as Json);
  const month = String(Number(closedThrough.slice(5)) + 1).padStart(2, '0');
  await world.bureau('ClosePeriod', { month: `${closedThrough.slice(0, 4)}-${month}` });
  await world.bureau('SetCheckPage', { checkPage: `https://check.example/${serial}` });
}

async function circulate(
  world: LedgerWorld,
  { shop, company, employee }: Record<'shop' | 'company' | 'employee', Participant>,
): Promise<ReplayStory['invoices']> {
  const drafts = [1, 2, 3].map(() => draftOf(shop.code, enterprise(company.code), { holder: employee.code }));
  const issued = await world.issue(shop, drafts);
  const [frozen, passed, locked] = issued.invoices.map(({ number }) => number) as [string, string, string];
  await world.freeze(frozen, '核查');
  await world.release(frozen);
  await world.freeze(frozen, '再次核查');
  await world.lock(employee, company.code, passed);
  await world.unlock(company, passed);
  await world.transfer(employee, company.code, passed);
  await world.transfer(company, employee.code, passed);
  await world.lock(employee, company.code, locked);
  await world.redeem(company, locked, '1.00');
  await world.lock(employee, company.code, locked);
  return [frozen, passed, locked];
}

/** Confirms and revokes the use of an invoice, and starts forms: one is refused, one withdrawn, one confirmed and issued. */
async function reverseInvoice(
  world: LedgerWorld,
  { shop, company }: Record<'shop' | 'company', Participant>,
): Promise<void> {
  const draft = draftOf(shop.code, enterprise(company.code), { type: 'SPECIAL' });
  const { invoices } = await world.issue(shop, [draft]);
  const number = invoices[0]?.number as string;
  const use = { purpose: 'DEDUCTION', period: world.month, invoices: [{ number }] };
  await world.change(company, 'confirm-use', use);
  await world.change(company, 'revoke-use', { invoices: [{ number }] });
  await world.change(company, 'confirm-use', use);
  const start = async (): Promise<RedFormJson> =>
    (await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'none' })).form;
  const named = ({ sequence }: RedFormJson): { number: string; sequence: number } => ({ number, sequence });
  await world.redLetter(company, 'refuse-red-letter', named(await start()));
  await world.redLetter(shop, 'withdraw-red-letter', named(await start()));
  const form = await start();
  await world.redLetter(company, 'confirm-red-letter', { ...named(form), terms: redFormDigest(form) });
  await world.redLetter(shop, 'issue-red-letter', { ...named(form), lane: 'main' });
}

/** Files a return of a month long ago, which differs, and files it again; then it is accepted. */
async function fileReturns(world: LedgerWorld, company: Participant): Promise<void> {
  const terms = termsOf('2020-01', { input: '1.00' });
  const differs = { figure: 'input', filed: '1.00', computed: '0.00' };
  await decide(world, (await file(world, company, terms)).filed, differs);
  await decide(world, (await file(world, company, termsOf('2020-01'))).filed);
}

/** Registers providers, of which one is revoked; confirms payments, of which one issues and is refunded. */
async function payAndRefund(
  world: LedgerWorld,
  { shop, company }: Record<'shop' | 'company', Participant>,
  serial: number,
): Promise<void> {
  const paying = new Paying(world);
  const provider = await paying.register(`V-PAY-${serial}`);
  const leaving = await paying.register(`V-LEAVING-${serial}`);
  await world.bureau('RevokeProvider', { code: leaving.code });
  for (const amountMax of ['10000.00', '1.00', '10000.00'])
    await paying.grant(shop, provider.code, { amountMax });
  await paying.confirm(provider, paying.paymentTo(shop.code, 'unused', '1.00'));
  const order = paying.paymentTo(shop.code, 'order', '4449.00');
  const drafts = [draftOf(shop.code, enterprise(company.code))];
  const { first: number } = await paying.issue(shop, provider, order, drafts);
  const refund = { payment: order.id, refund: 'refund', amount: order.amount, number, reason: '01' };
  await paying.refund(provider, refund);
  await paying.act(shop, 'revoke-mandate', { provider: provider.code });
}

/** Replaces a key, registers it anew, and replaces it by the first one: each time a statement is kept back. */
async function moveKeys(
  world: LedgerWorld,
  first: Participant,
  spare: Participant,
): Promise<Pick<ReplayStory, 'mover' | 'kept'>> {
  const { code } = first;
  await world.openLane(first, { credit: '100000.00' });
  const kept: Omit<RecordedAct, 'result'>[] = [];
  let mover = first;
  for (const { identity, taxpayer } of [spare, spare, first]) {
    const drafts = [draftOf(code, { type: 'PERSON' })];
    kept.push({ identity: world.operator, call: issueCall(world, mover, drafts) });
    await world.issue(mover, drafts);
    const change = { code, publicKey: taxpayer.publicKey };
    const { keyEpoch } = await world.bureau<TaxpayerJson>('AmendTaxpayer', change);
    mover = { ...mover, identity, keyEpoch };
  }
  await world.submit(world.operator, world.cancelCall(mover, 'request-given-up'));
  return { mover, kept };
}

/** Registers a further key and revokes it; registers it again under its name, and keeps back what it signed before. */
async function changeKeys(world: LedgerWorld, shop: Participant): Promise<Omit<RecordedAct, 'result'>> {
  const till = await registerTill(world, shop, { name: 'till-1' });
  const drafts = [draftOf(shop.code, { type: 'PERSON' })];
  await world.issue(till, drafts);
  const kept = { identity: world.operator, call: issueCall(world, till, drafts) };
  await revokeTill(world, shop, 'till-1');
  await registerTill(world, shop, { name: 'till-1', publicKey: till.key.publicKey });
  return kept;
}

/** Registers an officer and revokes it; registers another one's key twice, and keeps back what it signed before. */
async function changeOfficers(
  world: LedgerWorld,
  { identity, taxpayer: { publicKey } }: Participant,
  { shop, serial }: { readonly shop: Participant; readonly serial: number },
): Promise<Omit<RecordedAct, 'result'>> {
  const register = async (code: string): Promise<Signing> => {
    const { keyEpoch } = await world.bureau<{ keyEpoch: string }>('RegisterOfficer', { code, publicKey });
    return { code, keyEpoch, identity };
  };
  const leaving = await register(`O-LEAVING-${serial}`);
  const grant = { seller: shop.code, profile: 'DIGITAL', prefix: `${world.month.slice(2, 4)}442`, count: 7 };
  await world.submit(world.officer, callBy(world, leaving, 'GrantSegment', grant));
  await world.bureau('RevokeOfficer', { code: leaving.code });
  const staying = await register(`O-STAYING-${serial}`);
  const most = { seller: shop.code, month: world.month, net: '99000000.00' };
  const kept = { identity: world.officer, call: callBy(world, staying, 'GrantCredit', most) };
  await register(staying.code);
  return kept;
}

/** Performs an act of the bureau by an officer who is not the world's own. */
export function callBy(world: LedgerWorld, signing: Signing, name: string, body: Json): ContractCall {
  const operation = name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase() as Operation;
  const argument = canonicalJson(signedAct(world, signing, operation, body));
  return { contract: 'bureau', function: name, args: [argument] };
}

/** The caller, and its client. */
export type Asking = Pick<LedgerWorld, 'client' | 'operator'>;

/** Calls a function by its whole name, "bureau:ReadPolicy". */
export async function ask<T>({ client, operator }: Asking, name: string, argument?: Json): Promise<T> {
  const [contract, fn] = name.split(':') as [ContractCall['contract'], string];
  const args = argument === undefined ? [] : [canonicalJson(argument)];
  return JSON.parse(await client.evaluate(operator, { contract, function: fn, args })) as T;
}
