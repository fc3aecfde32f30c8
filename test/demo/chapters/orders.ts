import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type DraftJson,
  formatInstant,
  formatYuan,
  type Json,
  type PaymentJson,
  parseYuan,
  type RefundResult,
  sumFen,
} from '@fapiao-ledger/core';
import { Seeded } from '../../support/seeded.ts';
import { Actor, type Issued } from '../actor.ts';
import { lineOf } from '../catalogue.ts';
import { draftFor } from '../drafts.ts';
import { fapiaoJson } from '../fapiao.ts';
import {
  actor,
  check,
  expectRefusal,
  identityOptions,
  part,
  record,
  required,
  type Stage,
} from '../stage.ts';

const ORDERS = 10;
const PROVIDER = 'V-DEMOPAY';

/** A payment that the provider has received for the book shop. */
interface Order {
  readonly payment: {
    readonly id: string;
    readonly payee: string;
    readonly amount: string;
    readonly paidAt: string;
  };
  readonly draft: DraftJson;
}

/** A payment provider confirms the orders of the book shop: each becomes an invoice, with no further step of shop or buyer. */
export async function payOrders(stage: Stage): Promise<void> {
  const provider = await enterProvider(stage);
  const orders = Array.from({ length: ORDERS }, (_, index) => orderOf(stage, index));
  const numbers: string[] = [];
  for (const order of orders) {
    const issued = await pay(provider, order);
    record(stage, 'bookshop', [order.draft], issued);
    numbers.push(required(issued.invoices[0], 'the invoice of an order').number);
  }
  const paid = sumFen(orders.map(({ payment }) => parseYuan(payment.amount)));
  const issued = sumFen(await Promise.all(numbers.map(async (number) => await grossOf(stage, number))));
  check(paid === issued, `${formatYuan(paid)} were paid, and ${formatYuan(issued)} invoiced`);
  stage.say(`  ✓ ${ORDERS} orders are paid, ${formatYuan(paid)} in all, and each has its invoice at once`);
  const [first, second] = [required(orders[0], 'an order'), required(orders[1], 'an order')];
  await expectRefusal(stage, 'PAYMENT_USED', 'the provider sends an order a second time', () =>
    pay(provider, first),
  );
  await refund(stage, provider, second, required(numbers[1], 'an invoice'));
}

/** The provider makes its key by the command line, the bureau registers it, and the book shop grants a mandate. */
async function enterProvider(stage: Stage): Promise<Actor> {
  const { gateway, officerFile, folder } = stage;
  const file = join(folder, 'identities', 'payment-provider.json');
  const officer = ['--gateway', gateway.url, '--identity', officerFile];
  const shop = identityOptions(stage, 'bookshop');
  await fapiaoJson(['provider', 'new', file, '--code', PROVIDER]);
  const key = ['--name', '示例支付', '--public-key', `${file}.pub`];
  const { provider } = await fapiaoJson<{ provider: { keyEpoch: string } }>([
    'bureau',
    'provider',
    'register',
    PROVIDER,
    ...key,
    ...officer,
  ]);
  await fapiaoJson(['provider', 'install', file, '--epoch', provider.keyEpoch]);
  const until = formatInstant(Math.floor(Date.now() / 1000) + 86_400);
  const terms = ['--max', '10000.00', '--until', until, '--refund-lane', 'main'];
  await fapiaoJson(['mandate', 'grant', PROVIDER, ...terms, ...shop]);
  return await Actor.from(file, gateway.url, 'fapiao');
}

function orderOf(stage: Stage, index: number): Order {
  const shop = part(stage, 'bookshop');
  const draft = draftFor(shop, { type: 'PERSON' }, [lineOf('books', new Seeded(3_000 + index))]);
  const paidAt = formatInstant(Math.floor(Date.now() / 1000) - 30);
  const payment = { id: `order-${randomUUID()}`, payee: shop.code, amount: draft.totals.gross, paidAt };
  return { payment, draft };
}

async function pay(provider: Actor, { payment, draft }: Order): Promise<Issued> {
  const signed = { drafts: [draft], payment } as unknown as Json;
  return await provider.act('/v1/payments', 'issue-paid', signed, { body: { payment, invoices: [draft] } });
}

async function refund(stage: Stage, provider: Actor, { payment }: Order, number: string): Promise<void> {
  const { id, amount } = payment;
  const refundedAt = formatInstant(Math.floor(Date.now() / 1000) - 10);
  const body = { payment: id, refund: 'refund-1', amount, refundedAt, number, reason: '02' };
  const result = await provider.act<RefundResult>('/v1/refunds', 'confirm-refund', body, { body });
  check(result.status.state === 'RED', 'a refund of the whole amount reverses the invoice');
  const read = await actor(stage, 'bookshop').get<PaymentJson>(`/v1/payments/${PROVIDER}/${id}`);
  check(read.refunds[0]?.amount === amount, 'the payment shows its refund');
  stage.tally.reversed += 1;
  stage.say(`  ✓ the provider refunds an order: its invoice is reversed by ${amount}`);
}

async function grossOf({ officer }: Stage, number: string): Promise<ReturnType<typeof parseYuan>> {
  const { invoice } = await officer.get<{ invoice: { totals: { gross: string } } }>(`/v1/invoices/${number}`);
  return parseYuan(invoice.totals.gross);
}
