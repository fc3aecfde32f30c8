import { readFileSync } from 'node:fs';
import {
  canonicalJson,
  type Json,
  type RedFormJson,
  RULE_SET_2026,
  RULE_SET_2026_12,
  readDraftBlocks,
  redFormDigest,
  returnTermsDigest,
  shanghaiDate,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContractMetadata, METADATA_FILE } from '../metadata/metadata.ts';
import { newYearAfter } from '../support/calendar.ts';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { arrange, ownCall } from '../support/own-acts.ts';
import { Paying } from '../support/paying.ts';
import { file, fileCall, termsOf } from '../support/return-acts.ts';
import { FUNCTION_RIGHTS } from '../support/rights.ts';
import { keyCall, newKey, registerTill } from '../support/scoped-keys.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';

/** A month that is over. */
const PAST = '2026-01';

let world: World;
let calls: Readonly<Record<string, ContractCall>>;
let callers: Readonly<Record<string, Identity>>;

beforeAll(async () => {
  world = await embeddedWorld();
  const seller = await world.register(enterpriseCode(1), 'GENERAL');
  const company = await world.register(enterpriseCode(2), 'GENERAL');
  const holder = await world.register(personId(1), 'PERSON');
  await world.openLane(seller, { credit: '1000000.00', numbers: 100 });
  callers = {
    officer: world.officer,
    operator: world.operator,
    taxpayer: seller.identity,
    auditor: await world.enrol('AuditorMSP', { role: 'auditor' }),
    'false taxpayer': await world.enrol('PlatformMSP', { role: 'taxpayer', 'taxpayer.id': seller.code }),
    'no role': await world.enrol('PlatformMSP', {}),
    'false officer': await world.enrol('PlatformMSP', { role: 'officer' }),
    'other operator': await world.enrol('AuditorMSP', { role: 'operator' }),
  };
  calls = await everyCall(seller, holder, company);
});

afterAll(async () => {
  await world.close();
});

/** Each function with an argument that succeeds when the right caller submits it. */
async function everyCall(
  seller: Participant,
  holder: Participant,
  company: Participant,
): Promise<Readonly<Record<string, ContractCall>>> {
  const drafts = [1, 2, 3].map(() => draftOf(seller.code, enterprise(company.code), { holder: holder.code }));
  const { invoices, requestId } = await world.issue(seller, drafts);
  const [open, locked, frozen] = invoices.map(({ number }) => number) as [string, string, string];
  await world.lock(holder, company.code, locked);
  await world.freeze(frozen, '核查');
  const awaiting = await bookedWithForm(seller, holder, company);
  const confirmed = await bookedWithForm(seller, holder, company, { lane: 'dry' });
  await world.redLetter(company, 'confirm-red-letter', {
    ...named(confirmed),
    terms: redFormDigest(confirmed),
  });
  const special = await specialTo(company, seller);
  const used = await specialTo(company, seller);
  const use = { purpose: 'DEDUCTION', period: world.month } as const;
  await world.change(company, 'confirm-use', { ...use, invoices: [{ number: used }] });
  const { key } = await registerTill(world, seller);
  const till = { name: 'till-1', publicKey: newKey().publicKey, scopes: ['issue'], lanes: ['main'] };
  const validFrom = shanghaiDate(Math.floor(world.now() / 1_000));
  await world.bureau('PublishRuleSet', { ...RULE_SET_2026_12, validFrom, levyMonths: 0 } as unknown as Json);
  const levy = { row: 'L03', since: world.month };
  await arrange(world, company, 'elect-levy', levy);
  const { filed } = await file(world, company, termsOf(PAST));
  const page = await world.pageOf(open);
  const { status: _status, keyEpoch: _keyEpoch, ...registration } = seller.taxpayer;
  const { publicKey } = seller.taxpayer;
  await world.bureau('RegisterOfficer', { code: 'O-LEAVING', publicKey });
  const year = world.month.slice(2, 4);
  const located = { page };
  const paying = await payments(seller, company);
  const actOf = (name: string, body: Json): ContractCall =>
    world.bureauCall(name.slice('bureau:'.length), body, name.includes('Invoice') ? { located } : {});
  const of = (name: string, argument: Json): ContractCall => {
    const [contract, fn] = name.split(':') as [ContractCall['contract'], string];
    return { contract, function: fn, args: [canonicalJson(argument)] };
  };
  const acts: Record<string, Json> = {
    'bureau:RegisterOfficer': { code: 'O-JOINING', publicKey },
    'bureau:RevokeOfficer': { code: 'O-LEAVING' },
    'bureau:RegisterProvider': { code: 'V-JOINING', name: '示例支付', mspId: 'PlatformMSP', publicKey },
    'bureau:RevokeProvider': { code: 'V-PAY' },
    'bureau:RegisterTaxpayer': { ...registration, code: enterpriseCode(9) } as unknown as Json,
    'bureau:AmendTaxpayer': { code: seller.code, singleLimit: '5.00' },
    'bureau:PublishRuleSet': {
      ...RULE_SET_2026,
      version: 'later',
      validFrom: newYearAfter(world.month),
    } as unknown as Json,
    'bureau:ClosePeriod': { month: '2020-01' },
    'bureau:SetCheckPage': { checkPage: 'https://check.example/' },
    'bureau:GrantCredit': { seller: seller.code, month: world.month, net: '2000000.00' },
    'bureau:GrantSegment': { seller: seller.code, profile: 'DIGITAL', prefix: `${year}442`, count: 5 },
    'bureau:ReturnNumbers': { seller: seller.code, year: '2020', lanes: ['main'] },
    'bureau:AcceptReturn': { taxpayer: company.code, period: PAST, terms: returnTermsDigest(filed) },
    'bureau:FreezeInvoice': { number: open, reason: '核查' },
    'bureau:ReleaseInvoice': { number: frozen },
  };
  const plain: Record<string, Json> = {
    'bureau:FoundLedger': { ledger: world.ledger.id, contract: world.ledger.contract, officer: 'O-FIRST' },
    'bureau:AllotLane': {
      seller: seller.code,
      lane: 'main',
      month: world.month,
      profile: 'DIGITAL',
      net: '0.00',
      numbers: 0,
    },
    'bureau:ReadOfficer': { code: world.officerCode },
    'bureau:ReadProvider': { code: 'V-PAY' },
    'invoice:ReadPayment': { provider: 'V-PAY', id: 'order' },
    'taxpayer:ReadMandates': { seller: seller.code },
    'bureau:ReadFreeze': { number: frozen },
    'bureau:ReadTaxpayer': { code: seller.code },
    'bureau:ReadCredit': { seller: seller.code, month: world.month },
    'bureau:ReadLanes': { seller: seller.code },
    'bureau:ReadNumbers': { seller: seller.code, year: world.month.slice(0, 4) },
    'taxpayer:ReadReturn': { taxpayer: company.code, period: PAST },
    'invoice:ReadInvoice': { number: locked },
    'invoice:Attest': { number: locked },
    'invoice:ReadHistory': { number: locked },
    'invoice:ReadRedForm': { number: awaiting.number, sequence: 1 },
    'invoice:ReadLane': { seller: seller.code, lane: 'main' },
    'invoice:ReadRequest': { actor: seller.code, requestId },
    'taxpayer:ReadKeys': { code: seller.code },
  };
  const invoice = (number: string): { invoices: { number: string }[] } => ({ invoices: [{ number }] });
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, argument]) => [name, of(name, argument)])),
    ...Object.fromEntries(Object.entries(acts).map(([name, body]) => [name, actOf(name, body)])),
    'taxpayer:RegisterKey': keyCall(world, seller, 'register-key', till),
    'taxpayer:RevokeKey': keyCall(world, seller, 'revoke-key', { name: key.name }),
    ...paying,
    'invoice:CancelRequest': world.cancelCall(seller, 'request-given-up'),
    'bureau:ReadPolicy': { contract: 'bureau', function: 'ReadPolicy', args: [] },
    'taxpayer:FileReturn': fileCall(world, seller, termsOf(PAST)),
    'invoice:IssueInvoices': issueCall(world, seller, drafts),
    'invoice:TransferInvoices': await world.changeCall(holder, 'transfer', {
      to: company.code,
      ...invoice(open),
    }),
    'invoice:LockInvoices': await world.changeCall(holder, 'lock', {
      company: company.code,
      ...invoice(open),
    }),
    'invoice:UnlockInvoices': await world.changeCall(company, 'unlock', invoice(locked)),
    'taxpayer:ElectLevy': ownCall(world, seller, 'elect-levy', levy),
    'taxpayer:EndLevy': ownCall(world, company, 'end-levy', {}),
    'taxpayer:SetStrictRefs': ownCall(world, company, 'set-strict-refs', { strict: true }),
    'invoice:ConfirmUse': await world.changeCall(company, 'confirm-use', { ...use, ...invoice(special) }),
    'invoice:RevokeUse': await world.changeCall(company, 'revoke-use', invoice(used)),
    'invoice:StartRedLetter': await world.redLetterCall(seller, 'start-red-letter', {
      number: open,
      reason: '01',
      lane: 'main',
    }),
    'invoice:ConfirmRedLetter': await world.redLetterCall(company, 'confirm-red-letter', {
      ...named(awaiting),
      terms: redFormDigest(awaiting),
    }),
    'invoice:IssueRedLetter': await world.redLetterCall(seller, 'issue-red-letter', {
      ...named(confirmed),
      lane: 'main',
    }),
    'invoice:RefuseRedLetter': await world.redLetterCall(company, 'refuse-red-letter', named(awaiting)),
    'invoice:WithdrawRedLetter': await world.redLetterCall(seller, 'withdraw-red-letter', named(awaiting)),
    'invoice:RedeemInvoices': await world.changeCall(company, 'redeem', {
      invoices: [{ number: locked, amount: '1.00' }],
    }),
  };
}

/** Acts of a provider and of the seller that has granted it a mandate: a payment is paid for, another one can be confirmed. */
async function payments(
  seller: Participant,
  company: Participant,
): Promise<Readonly<Record<string, ContractCall>>> {
  const paying = new Paying(world);
  const provider = await paying.register('V-PAY');
  await paying.grant(seller, provider.code);
  const order = paying.paymentTo(seller.code, 'order', '4449.00');
  const drafts = [draftOf(seller.code, enterprise(company.code))];
  const { first } = await paying.issue(seller, provider, order, drafts);
  const refund = { payment: 'order', refund: 'r', amount: '4449.00', number: first, reason: '01' };
  const terms = { provider: provider.code, lane: 'main', amountMax: '1.00', until: paying.instant(60) };
  return {
    'invoice:ConfirmPayment': paying.call(provider, 'confirm-payment', {
      payment: { ...paying.paymentTo(seller.code, 'another', '1.00') },
    }),
    'invoice:ConfirmRefund': paying.call(provider, 'confirm-refund', {
      ...refund,
      refundedAt: paying.instant(-60),
    }),
    'taxpayer:GrantMandate': paying.call(seller, 'grant-mandate', terms),
    'taxpayer:RevokeMandate': paying.call(seller, 'revoke-mandate', { provider: provider.code }),
  };
}

/** The form of an invoice that the company has booked. In a lane that does not exist its invoice is not issued yet. */
async function bookedWithForm(
  seller: Participant,
  holder: Participant,
  company: Participant,
  { lane }: { readonly lane: string } = { lane: 'main' },
): Promise<RedFormJson> {
  const draft = draftOf(seller.code, enterprise(company.code), { holder: holder.code });
  const { invoices } = await world.issue(seller, [draft]);
  const number = invoices[0]?.number as string;
  await world.lock(holder, company.code, number);
  await world.redeem(company, number, '1.00');
  return (await world.redLetter(seller, 'start-red-letter', { number, reason: '01', lane })).form;
}

async function specialTo(company: Participant, seller: Participant): Promise<string> {
  const draft = draftOf(seller.code, enterprise(company.code), { type: 'SPECIAL' });
  return (await world.issue(seller, [draft])).invoices[0]?.number as string;
}

function named({ number, sequence }: RedFormJson): { number: string; sequence: number } {
  return { number, sequence };
}

test.each(
  FUNCTION_RIGHTS.map(({ what, caller, refusal }) => ({
    what,
    caller,
    want: refusal?.slice(4) ?? 'allowed',
  })),
)('$what by $caller: $want', async ({ what, caller, want }) => {
  const verdict = await world.client.endorse(callers[caller] as Identity, calls[what] as ContractCall).then(
    () => 'allowed',
    (error: { code?: string }) => error.code ?? String(error),
  );
  expect(verdict).toBe(want);
});

test('what each function takes and returns is as the contract’s metadata says', async () => {
  const { contracts, components } = JSON.parse(readFileSync(METADATA_FILE, 'utf8')) as ContractMetadata;
  const ajv = new Ajv({ schemas: components.schemas, strict: false });
  addFormats.default(ajv);
  const faultsOf = (schema: { readonly $ref?: string } | undefined, value: unknown): readonly string[] => {
    const validate = ajv.getSchema((schema?.$ref ?? '').replace('#/components/schemas/', ''));
    void validate?.(value);
    return validate === undefined
      ? ['no schema']
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  };
  const allowed = FUNCTION_RIGHTS.filter(({ refusal }) => refusal === undefined);
  for (const { what, caller } of allowed) {
    const call = calls[what] as ContractCall;
    const described = contracts[call.contract]?.transactions.find(({ name }) => name === call.function);
    for (const text of call.args) expect(faultsOf(described?.argument, JSON.parse(text)), what).toEqual([]);
    for (const [field, bytes] of Object.entries(call.transient ?? {}))
      expect(
        faultsOf(
          described?.transient?.[field],
          readDraftBlocks(bytes).map(({ values }) => values),
        ),
        what,
      ).toEqual([]);
    const { result } = await world.client.endorse(callers[caller] as Identity, call);
    expect(faultsOf(described?.returns as { $ref: string }, JSON.parse(result)), what).toEqual([]);
  }
  expect(new Set(allowed.map(({ what }) => what)).size).toBeGreaterThan(20);
});

test('the table has every function of the on-chain API, for every caller', async () => {
  const { contracts } = (
    await import('../../chaincode/contract/contract-metadata.json', { with: { type: 'json' } })
  ).default;
  const cells = (['bureau', 'invoice', 'taxpayer'] as const).flatMap((contract) =>
    contracts[contract].transactions.flatMap(({ name }) =>
      Object.keys(callers).map((caller) => `${contract}:${name} by ${caller}`),
    ),
  );
  expect(FUNCTION_RIGHTS.map(({ what, caller }) => `${what} by ${caller}`).toSorted()).toEqual(
    cells.toSorted(),
  );
});
