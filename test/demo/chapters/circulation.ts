import { formatYuan, parseYuan, subtractFen } from '@fapiao-ledger/core';
import type { Actor } from '../actor.ts';
import { actor, check, type DemoInvoice, expectRefusal, part, required, type Stage } from '../stage.ts';

interface View {
  readonly status: { readonly state: string; readonly rest: string; readonly holder: string };
}

/** The invoice is the reimbursement: employees pass invoices on, companies lock and book them, once. */
export async function circulate(stage: Stage): Promise<void> {
  const trading = part(stage, 'trading').code;
  const company = actor(stage, 'trading');
  const [mealA, mealB, mealC] = ['A', 'B', 'C'].map((letter) =>
    heldBy(stage, `employee${letter}`, 'ENTERPRISE'),
  );
  const personal = heldBy(stage, 'employeeA', 'PERSON');
  const [first, second, third] = [
    required(mealA, 'meal A'),
    required(mealB, 'meal B'),
    required(mealC, 'meal C'),
  ];

  await actor(stage, 'employeeA').lock(first.number, trading);
  stage.say('  ✓ employee A claims a meal: locked for the company');
  await expectRefusal(stage, 'INVOICE_LOCKED', 'the same meal is claimed a second time', () =>
    actor(stage, 'employeeA').lock(first.number, trading),
  );
  await redeemWhole(stage, first);
  await expectRefusal(stage, 'INVOICE_REDEEMED', 'the company books the same meal again', () =>
    company.redeem(first.number, first.gross),
  );

  await expectRefusal(stage, 'NOT_THE_HOLDER', 'a stranger transfers an invoice of another holder', () =>
    actor(stage, 'employeeC').transfer(second.number, trading),
  );
  await actor(stage, 'employeeB').transfer(second.number, trading);
  stage.tally.transferred += 1;
  stage.say('  ✓ employee B passes the invoice to the company');
  await company.lock(second.number, trading);
  await redeemInTwoParts(stage, second);

  await expectRefusal(
    stage,
    'CLAIM_TITLE_MISMATCH',
    'an invoice is claimed at a company it is not made out to',
    () => actor(stage, 'employeeC').lock(third.number, part(stage, 'institute').code),
  );
  await actor(stage, 'employeeC').lock(third.number, trading);
  await company.unlock(third.number);
  stage.say('  ✓ a claim is given up: the invoice is open again');

  await actor(stage, 'employeeA').lock(personal.number, part(stage, 'institute').code);
  await redeemAs(stage, 'institute', personal, personal.gross);
  stage.say('  ✓ a meal made out to a person is booked at the institute');
  await collectAtTheTill(stage);
  await claimOwnInvoices(stage);
  await bureauStops(stage, third);
}

/** A customer without a code collects the invoice later: the merchant, who holds it, transfers it. */
async function collectAtTheTill(stage: Stage): Promise<void> {
  const employee = part(stage, 'employeeC').code;
  const waiting = stage.invoices.filter(
    ({ seller, title, holder }) => seller === 'snackbar' && title === 'PERSON' && holder === undefined,
  );
  await Promise.all(waiting.map(({ number }) => actor(stage, 'snackbar').transfer(number, employee)));
  stage.tally.transferred += waiting.length;
  stage.say(`  ✓ a customer collects ${waiting.length} invoices that the snack bar kept for them`);
}

/** Companies redeem the invoices that were made out to them. */
async function claimOwnInvoices(stage: Stage): Promise<void> {
  const institute = actor(stage, 'institute');
  const own = stage.invoices.filter(({ seller, lines }) => seller === 'bookshop' && lines === 1).slice(0, 20);
  const views = await Promise.all(
    own.map(({ number }) => institute.get<View>(`/v1/invoices/${number}`).catch(() => undefined)),
  );
  const held = own.filter((_, index) => views[index]?.status.holder === institute.code);
  await Promise.all(
    held.map(async (invoice) => {
      await institute.lock(invoice.number, institute.code);
      await redeemAs(stage, 'institute', invoice, invoice.gross);
    }),
  );
  stage.say(`  ✓ the institute locks and books ${held.length} invoices of its own at once`);
}

/** The bureau freezes an invoice and suspends a merchant. Both stop at once, and continue when the bureau ends it. */
async function bureauStops(stage: Stage, invoice: DemoInvoice): Promise<void> {
  const { officer } = stage;
  const { number } = invoice;
  const path = `/v1/bureau/invoices/${number}`;
  const why = { reason: '核查' };
  await officer.act(`${path}/freeze`, 'freeze', { number, ...why }, { body: why });
  await expectRefusal(stage, 'INVOICE_FROZEN', 'a frozen invoice is claimed', () =>
    actor(stage, 'employeeC').lock(invoice.number, part(stage, 'trading').code),
  );
  await officer.act(`${path}/release`, 'release', { number }, { body: {} });
  const snackbar = part(stage, 'snackbar').code;
  await amend(officer, snackbar, { status: 'SUSPENDED' });
  await expectRefusal(stage, 'TAXPAYER_SUSPENDED', 'a suspended merchant issues', () =>
    actor(stage, 'snackbar').issue([
      {
        type: 'ORDINARY',
        seller: snackbar,
        buyer: { type: 'PERSON' },
        lines: [
          {
            kind: 'NORMAL',
            taxClass: '3070401000000000000',
            item: '*餐饮服务*小吃',
            net: '10.00',
            rate: '0.01',
            tax: '0.10',
          },
        ],
        totals: { net: '10.00', tax: '0.10', gross: '10.10' },
      },
    ]),
  );
  await amend(officer, snackbar, { status: 'ACTIVE' });
  stage.say('  ✓ released and reinstated');
}

async function redeemWhole(stage: Stage, invoice: DemoInvoice): Promise<void> {
  await redeemAs(stage, 'trading', invoice, invoice.gross);
  const { status } = await actor(stage, 'trading').get<View>(`/v1/invoices/${invoice.number}`);
  check(
    status.state === 'REDEEMED' && status.rest === '0.00',
    'a booked invoice is REDEEMED with nothing left',
  );
  stage.say('  ✓ the company books it: REDEEMED');
}

async function redeemInTwoParts(stage: Stage, invoice: DemoInvoice): Promise<void> {
  const company = actor(stage, 'trading');
  const rest = formatYuan(subtractFen(parseYuan(invoice.gross), parseYuan('100.00')));
  await company.redeem(invoice.number, '100.00');
  await expectRefusal(stage, 'INVOICE_NOT_LOCKED', 'the rest is booked without a claim', () =>
    company.redeem(invoice.number, rest),
  );
  await company.lock(invoice.number, company.code);
  await redeemAs(stage, 'trading', invoice, rest);
  stage.say(`  ✓ the company books 100.00 first and ${rest} later: never more than the invoice`);
}

async function redeemAs(stage: Stage, alias: string, invoice: DemoInvoice, amount: string): Promise<void> {
  await actor(stage, alias).redeem(invoice.number, amount);
  stage.tally.redeemed += 1;
}

function heldBy(stage: Stage, holder: string, title: string): DemoInvoice {
  return required(
    stage.invoices.find((invoice) => invoice.holder === holder && invoice.title === title),
    `an invoice of ${holder}`,
  );
}

async function amend(officer: Actor, code: string, change: { readonly status: string }): Promise<void> {
  const sent = { method: 'PATCH', body: change } as const;
  await officer.act(`/v1/bureau/taxpayers/${code}`, 'amend-taxpayer', { code, ...change }, sent);
}
