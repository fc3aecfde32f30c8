import type { RedLetterResult } from '@fapiao-ledger/core';
import { fapiaoJson } from '../fapiao.ts';
import {
  actor,
  check,
  type DemoInvoice,
  expectRefusal,
  identityOptions,
  required,
  type Stage,
} from '../stage.ts';

interface View {
  readonly invoice: { readonly totals: { readonly gross: string } };
  readonly status: { readonly state: string };
}

/** Red-letter invoices, by the command line: at once, with the confirmation of the company that has booked, and refused by it. */
export async function reverse(stage: Stage): Promise<void> {
  await reverseAtOnce(stage, await invoiceIn(stage, 'OPEN'));
  await reverseTogether(stage, await invoiceIn(stage, 'REDEEMED'));
  await refuse(stage, await invoiceIn(stage, 'REDEEMED'));
}

async function reverseAtOnce(stage: Stage, { number, gross }: DemoInvoice): Promise<void> {
  const { red, status } = await start(stage, number, 'error');
  const view = await viewOf(stage, required(red, 'a red-letter invoice').number);
  check(status.state === 'RED', 'an invoice that its seller reverses is RED');
  check(view.invoice.totals.gross === `-${gross}`, 'a red-letter invoice takes the whole gross back');
  stage.tally.reversed += 1;
  stage.say(`  ✓ the book shop reverses an invoice that no company has booked: ${view.invoice.totals.gross}`);
  await expectRefusal(stage, 'INVOICE_RED', 'a reversed invoice is claimed', () =>
    actor(stage, 'institute').lock(number, actor(stage, 'institute').code),
  );
}

async function reverseTogether(stage: Stage, { number }: DemoInvoice): Promise<void> {
  const { form } = await start(stage, number, 'return');
  check(form.state === 'AWAITS_BUYER', 'a booked invoice is not reversed without the company');
  const { status } = await redLetter(stage, 'confirm', number);
  check(status.state === 'RED', 'the last confirmation issues the red-letter invoice');
  check(status.redemptions.length > 0, 'a booking stays listed when it is reversed');
  stage.tally.reversed += 1;
  stage.say(
    '  ✓ goods of a booked invoice come back: the institute confirms the form, and its booking is taken back',
  );
}

async function refuse(stage: Stage, { number }: DemoInvoice): Promise<void> {
  await start(stage, number, 'return');
  const { form } = await redLetter(stage, 'refuse', number);
  const { status } = await viewOf(stage, number);
  check(form.state === 'REFUSED_BY_BUYER' && status.state === 'REDEEMED', 'a refused form changes nothing');
  stage.say('  ✗ the institute refuses a form: the invoice stays as it is booked');
}

async function start(stage: Stage, number: string, reason: string): Promise<RedLetterResult> {
  return await fapiaoJson(['reverse', number, '--reason', reason, ...identityOptions(stage, 'bookshop')]);
}

async function redLetter(stage: Stage, act: 'confirm' | 'refuse', number: string): Promise<RedLetterResult> {
  return await fapiaoJson(['red-letter', act, number, ...identityOptions(stage, 'institute')]);
}

/** Returns an invoice of the book shop's batch in a state; a receipt is made of none of them. */
async function invoiceIn(stage: Stage, state: string): Promise<DemoInvoice> {
  const batch = stage.invoices
    .filter(({ seller, lines }) => seller === 'bookshop' && lines === 1)
    .slice(2, -2);
  for (const invoice of batch)
    if ((await viewOf(stage, invoice.number)).status.state === state) return invoice;
  throw new Error(`missing: an invoice in state ${state}`);
}

async function viewOf({ officer }: Stage, number: string): Promise<View> {
  return await officer.get<View>(`/v1/invoices/${number}`);
}
