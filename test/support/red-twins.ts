import {
  type Fen,
  formatYuan,
  type InvoiceJson,
  initialStatus,
  type LaneJson,
  type LineJson,
  parseYuan,
  shanghaiDate,
  takeFromLane,
} from '@fapiao-ledger/core';
import { segmentOf } from './allowance.ts';
import { BUYER as COMPANY, draftOf, lineOf } from './draft.ts';
import { seller } from './issuing.ts';
import { POLICY_2026, type RedLedger } from './red-ledger.ts';
import type { ModelInvoice, RedModel } from './red-model.ts';
import { fenOfText, type ModelLine, monthAt, monthText } from './red-model-parts.ts';

/** A ledger, and the model that must agree with it. */
export interface RedTwins {
  ledger: RedLedger;
  readonly model: RedModel;
}

/** Noon in Shanghai, 27 June 2026: a month ends soon. */
const START = Date.UTC(2026, 5, 27, 4) / 1_000;

/** Lines with a quantity, a discount, fractions, a zero rate, and a tax that has used its tolerance. */
const TEMPLATES: readonly (readonly LineJson[])[] = [
  [
    lineOf({ quantity: '10', unitPrice: '100.00', net: '1000.00', tax: '130.00' }),
    lineOf({ net: '500.00', rate: '0.06', tax: '30.00' }),
    lineOf({ kind: 'DISCOUNTED', net: '200.00', tax: '26.00' }),
    lineOf({ kind: 'DISCOUNT', net: '-50.00', tax: '-6.50' }),
  ],
  [lineOf({ quantity: '0.3', unitPrice: '33.33', net: '10.00', tax: '1.36' })],
  [
    lineOf({ net: '0.03', tax: '0.00' }),
    lineOf({ net: '20.00', rate: '0', tax: '0.00', zeroRate: 'EXEMPT' }),
    lineOf({ kind: 'DISCOUNTED', quantity: '2.5', unitPrice: '40.00', tax: '13.00' }),
    lineOf({ kind: 'DISCOUNT', net: '-100.00', tax: '-13.06' }),
    lineOf({ net: '1.00', tax: '0.13' }),
  ],
  [lineOf({ net: '0.01', tax: '0.00' })],
];

/** Returns a ledger with two lanes of the seller, one of them with two numbers, and two invoices. */
export function beginRed(holder: string): RedTwins {
  const twins: RedTwins = {
    ledger: { at: START, policy: POLICY_2026, invoices: [], lanes: {}, suspended: [] },
    model: { at: START, invoices: [], lanes: new Map(), suspended: new Set(), filed: -1 },
  };
  for (const lane of [MAIN, SMALL]) allot(twins, lane);
  sell(twins, { template: 0, isOfCompany: true, isSpecial: true, holder });
  sell(twins, { template: 2, isOfCompany: false, isSpecial: false, holder });
  return twins;
}

const MAIN = 'main';
export const SMALL = 'small';
const CAP = '4000.00';

/** Gives a lane numbers, and credit of the month that runs: anew, or more of what it has. @param numbers none: the lane is dry */
export function allot(twins: RedTwins, lane: string, numbers = lane === SMALL ? 2 : 1_000): void {
  const { model, ledger } = twins;
  const month = monthAt(model.at);
  const date = shanghaiDate(model.at);
  const next = 1 + 10_000 * (ledger.invoices.length + (lane === SMALL ? 500 : 0)) + model.at - START;
  const segment = segmentOf({ prefix: `${date.slice(2, 4)}441`, next, last: next + numbers - 1 });
  const before = ledger.lanes[lane];
  const isSame = before?.month === date.slice(0, 7);
  const made: LaneJson = isSame
    ? { ...before, cap: formatYuan((parseYuan(before.cap) + parseYuan(CAP)) as Fen), segment }
    : { seller: seller.code, lane, month: date.slice(0, 7), cap: CAP, used: '0.00', segment };
  twins.ledger = { ...ledger, lanes: { ...ledger.lanes, [lane]: made } };
  const known = model.lanes.get(lane);
  if (isSame && known !== undefined) Object.assign(known, { numbers, cap: known.cap + fenOfText(CAP) });
  else model.lanes.set(lane, { month, numbers, cap: fenOfText(CAP), used: 0, restored: 0 });
}

/** The company files its returns of all months that are over. */
export function fileMonths(twins: RedTwins): void {
  const { model, ledger } = twins;
  model.filed = Math.max(model.filed, monthAt(model.at) - 1);
  twins.ledger = { ...ledger, filedThrough: monthText(model.filed) };
}

interface Sale {
  readonly template: number;
  readonly isOfCompany: boolean;
  readonly isSpecial: boolean;
  readonly holder: string;
}

/** Issues an invoice from the main lane, where it has credit and numbers of the month. */
export function sell(twins: RedTwins, { template, isOfCompany, isSpecial, holder }: Sale): void {
  const { model, ledger } = twins;
  const lines = TEMPLATES[template] ?? [];
  const draft = draftOf(lines);
  const lane = model.lanes.get(MAIN);
  const main = ledger.lanes[MAIN];
  const net = fenOfText(draft.totals.net);
  const month = monthAt(model.at);
  if (lane === undefined || main === undefined || lane.month !== month || lane.numbers === 0) return;
  if (lane.cap - lane.used + lane.restored < net) return;
  const date = shanghaiDate(model.at);
  const taken = takeFromLane(main, { date, count: 1, net: BigInt(net) });
  lane.numbers -= 1;
  lane.used += net;
  const invoice = {
    ...draft,
    type: isSpecial ? 'SPECIAL' : 'ORDINARY',
    number: taken.first,
    date,
    seller: { code: seller.code, name: seller.name },
    buyer: isOfCompany ? { type: 'ENTERPRISE', code: COMPANY, name: '示例公司' } : { type: 'PERSON' },
    holder,
  } as InvoiceJson;
  twins.ledger = {
    ...ledger,
    lanes: { ...ledger.lanes, [MAIN]: taken.lane },
    invoices: [...ledger.invoices, { invoice, status: initialStatus(invoice) }],
  };
  model.invoices.push(modelOf({ lines, isOfCompany, isSpecial, holder, month }));
}

function modelOf({
  lines,
  ...facts
}: Pick<ModelInvoice, 'isOfCompany' | 'isSpecial' | 'holder' | 'month'> & {
  readonly lines: readonly LineJson[];
}): ModelInvoice {
  const modelled = lines.map(modelLine);
  return {
    ...facts,
    lock: undefined,
    isFrozen: false,
    use: undefined,
    rest: modelled.reduce((sum, { net, tax }) => sum + net + tax, 0),
    bookings: [],
    lines: modelled,
    reds: [],
    forms: 0,
    form: undefined,
  };
}

function modelLine({ kind, rate, net, tax, quantity, unitPrice }: LineJson): ModelLine {
  return {
    kind,
    rate: Math.round(Number(rate) * 10_000),
    net: fenOfText(net),
    tax: fenOfText(tax),
    ...(quantity === undefined || unitPrice === undefined
      ? {}
      : { quantity: Math.round(Number(quantity) * 10), price: fenOfText(unitPrice) }),
  };
}
