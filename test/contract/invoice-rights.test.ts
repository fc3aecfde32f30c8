import { canonicalJson, isParticipantCode, type Json } from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INVOICE_RIGHTS, type Right, STATES } from '../support/rights.ts';
import { isChange, isRedLetter, RightsWorld, TAXPAYER_CALLERS } from '../support/rights-world.ts';

/** Which function of the contract answers for a route, where it decides who may. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  'GET /v1/invoices/{number}': 'ReadInvoice',
  'GET /v1/invoices/{number}/history': 'ReadHistory',
  'GET /v1/invoices/{number}/proof': 'Attest',
  'POST /v1/invoices/{number}/transfer': 'TransferInvoices',
  'POST /v1/invoices/{number}/lock': 'LockInvoices',
  'POST /v1/invoices/{number}/unlock': 'UnlockInvoices',
  'POST /v1/invoices/{number}/redeem': 'RedeemInvoices',
  'POST /v1/invoices/{number}/red-letter': 'StartRedLetter',
  'GET /v1/invoices/{number}/red-letter/{sequence}': 'ReadRedForm',
  'POST /v1/invoices/{number}/red-letter/{sequence}/confirm': 'ConfirmRedLetter',
  'POST /v1/invoices/{number}/red-letter/{sequence}/issue': 'IssueRedLetter',
  'POST /v1/invoices/{number}/red-letter/{sequence}/refuse': 'RefuseRedLetter',
  'POST /v1/invoices/{number}/red-letter/{sequence}/withdraw': 'WithdrawRedLetter',
  'POST /v1/bureau/invoices/{number}/freeze': 'FreezeInvoice',
  'POST /v1/bureau/invoices/{number}/release': 'ReleaseInvoice',
};

let world: RightsWorld;

beforeAll(async () => {
  world = await RightsWorld.open();
  for (const caller of ['holder', 'buyer', 'elsewhere', 'suspended'])
    for (const state of STATES) await world.invoice(state, caller);
  await world.suspend();
});
afterAll(async () => await world.close());

/** Of taxpayers the contract sees statements, and nothing else; a caller that the gateway turns away has no cell here. */
const decided = INVOICE_RIGHTS.filter(
  ({ what, caller }) =>
    FUNCTIONS[what] !== undefined &&
    (['officer', 'auditor'].includes(caller) || (isStatement(what) && isTaxpayerName(caller))),
);
const rows = Object.entries(Object.groupBy(decided, ({ what, state }) => `${what}, ${state}`)) as [
  string,
  readonly Right[],
][];

describe('the contract’s answers about an invoice', () => {
  test.each(rows)('%s', async (_, rights) => {
    const answers: Record<string, string> = {};
    for (const { what, state = '', caller } of rights)
      answers[caller] = await answerTo(what, caller, await world.invoice(state, caller));
    const want = rights.map(({ caller, refusal }) => [caller, refusal?.slice(4) ?? 'allowed']);
    expect(answers).toEqual(Object.fromEntries(want));
  });
});

test('the operator reads for those it serves, and acts on no invoice by itself', async () => {
  const number = await world.invoice('form running', 'holder');
  for (const what of Object.keys(FUNCTIONS).filter((name) => name.startsWith('GET')))
    expect(await answerTo(what, 'operator', number), what).toBe('allowed');
  for (const what of Object.keys(FUNCTIONS).filter((name) => name.includes('/bureau/')))
    expect(await answerTo(what, 'operator', number), what).toBe('ROLE_REQUIRED');
});

describe('the peer accepts from no taxpayer, not even from a party,', () => {
  test.each(Object.keys(FUNCTIONS))('%s', async (what) => {
    const number = await world.invoice('locked', 'holder');
    for (const caller of TAXPAYER_CALLERS) {
      const [, call] = await callOf(what, caller, number);
      const answer = await world.gateway.home.client.endorse(world.identity(caller), call).catch(codeOf);
      expect(answer, caller).toBe('CREDENTIAL_INVALID');
    }
  });
});

/** The contract's answer, for which nothing is written. */
async function answerTo(what: string, caller: string, number: string): Promise<string> {
  const [submitter, call] = await callOf(what, caller, number);
  return await world.gateway.home.client.endorse(submitter, call).then(() => 'allowed', codeOf);
}

function codeOf(error: { code?: string }): string {
  return error.code ?? String(error);
}

/** Who submits what: a taxpayer's statement goes through the platform's operator, all else comes from the caller. */
async function callOf(what: string, caller: string, number: string): Promise<[Identity, ContractCall]> {
  const act = what.slice(what.lastIndexOf('/') + 1);
  if (isChange(act)) {
    const actor = world.client(isTaxpayer(caller) ? caller : 'holder');
    const { signed } = world.statementOf(act, number, caller);
    const submitter = world.identity(isTaxpayer(caller) ? 'operator' : caller);
    return [submitter, await world.callOf(actor, act, signed)];
  }
  if (isRedLetter(act) && isStatement(what)) {
    const actor = isTaxpayer(caller) ? caller : 'holder';
    const { signed } = await world.redLetterOf(act, number, actor);
    const submitter = world.identity(isTaxpayer(caller) ? 'operator' : caller);
    return [submitter, await world.redLetterCall(world.client(actor), act, signed)];
  }
  const isBureau = what.includes('/bureau/');
  const named = what.endsWith('{sequence}') ? { number, sequence: 1 } : { number };
  const argument = isBureau ? await bureauAct(act as 'freeze' | 'release', number) : named;
  return [
    world.identity(caller),
    {
      contract: isBureau ? 'bureau' : 'invoice',
      function: FUNCTIONS[what] as string,
      args: [canonicalJson(argument)],
    },
  ];
}

function isStatement(what: string): boolean {
  const act = what.slice(what.lastIndexOf('/') + 1);
  return what.startsWith('POST') && (isChange(act) || isRedLetter(act));
}

function isTaxpayerName(caller: string): boolean {
  return TAXPAYER_CALLERS.some((taxpayer) => taxpayer === caller);
}

/** The officer's statement, whose relay is judged. */
async function bureauAct(act: 'freeze' | 'release', number: string): Promise<Json> {
  const body = act === 'freeze' ? { number, reason: '核查' } : { number };
  return { ...(await world.actOf(world.client('officer'), act, body)), page: await world.pageOf(number) };
}

function isTaxpayer(caller: string): boolean {
  return isParticipantCode(world.client(caller).code);
}
