import { createHash } from 'node:crypto';
import {
  addFen,
  fen,
  formatYuan,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  type LineJson,
  parseYuan,
  present,
  readDecimal,
  readRate,
  redContent,
  roundedProduct,
  sumFen,
  taxOnNet,
} from '@fapiao-ledger/core';

export const SELLER_CODE = '91110108551385082Q';
export const BUYER_CODE = '914403001922038216';

type Wares = Pick<LineJson, 'item' | 'taxClass' | 'rate'> &
  Partial<Pick<LineJson, 'specification' | 'unit' | 'zeroRate'>> & {
    readonly quantity: string;
    readonly unitPrice: string;
  };

const WARES: readonly Wares[] = [
  {
    item: '*计算机外部设备*激光打印机',
    specification: 'LP-2400DN',
    unit: '台',
    quantity: '2',
    unitPrice: '1327.50',
    rate: '0.13',
    taxClass: '1090512990000000000',
  },
  {
    item: '*纸制品*复印纸 A4 80g',
    specification: '500张/包 8包/箱',
    unit: '箱',
    quantity: '15',
    unitPrice: '168.1333333333333',
    rate: '0.13',
    taxClass: '1060105010000000000',
  },
  {
    item: '*运输服务*国内道路货物运输服务',
    unit: '次',
    quantity: '1',
    unitPrice: '4587.00',
    rate: '0.09',
    taxClass: '3010102020100000000',
  },
  {
    item: '*信息技术服务*软件运行维护服务',
    specification: '2026年第一季度',
    unit: '月',
    quantity: '3',
    unitPrice: '18867.6666667',
    rate: '0.06',
    taxClass: '3040203000000000000',
  },
  {
    item: '*蔬菜*新鲜叶菜',
    unit: '千克',
    quantity: '120.5',
    unitPrice: '4.80',
    rate: '0',
    zeroRate: 'EXEMPT',
    taxClass: '1010115010000000000',
  },
  {
    item: '*电子元件*片式多层陶瓷电容器',
    specification: 'GRM188R71H104KA93D 100nF ±10% 50V',
    unit: '千只',
    quantity: '40',
    unitPrice: '23.9000',
    rate: '0.13',
    taxClass: '1090511010000000000',
  },
  {
    item: '*餐饮服务*会议餐费',
    unit: '人次',
    quantity: '36',
    unitPrice: '75.50',
    rate: '0.06',
    taxClass: '3070401000000000000',
  },
];

/** The n-th line of a plausible invoice of any length: varied texts and rates, taxes without a drift that adds up. */
export function sampleLine(index: number): LineJson {
  const wares = WARES[index % WARES.length] as Wares;
  return pricedLine({ kind: 'NORMAL', ...wares });
}

/** A line whose net and tax follow from quantity, price and rate. */
export function pricedLine(line: Omit<LineJson, 'net' | 'tax'>): LineJson {
  const quantity = readDecimal(line.quantity ?? '');
  const unitPrice = readDecimal(line.unitPrice ?? '');
  const rate = readRate(line.rate);
  if (quantity === undefined || unitPrice === undefined || rate === undefined)
    throw new Error('not a priced line');
  const net = fen(roundedProduct(quantity, unitPrice));
  return { ...line, net: formatYuan(net), tax: formatYuan(taxOnNet(net, rate)) };
}

/** An issued invoice with `lineCount` lines; `change` replaces fields, totals follow from the lines. */
export function sampleInvoice(lineCount: number, change: Partial<InvoiceJson> = {}): InvoiceJson {
  const lines = change.lines ?? Array.from({ length: lineCount }, (_, index) => sampleLine(index));
  const net = sumFen(lines.map((line) => parseYuan(line.net)));
  const tax = sumFen(lines.map((line) => parseYuan(line.tax)));
  return {
    number: '26442000000012345678',
    profile: 'DIGITAL',
    checkCode: '70914325881206547391',
    type: 'ORDINARY',
    issuedAt: '2026-03-01T08:00:00Z',
    date: '2026-03-01',
    seller: {
      code: SELLER_CODE,
      name: '深圳市南山区示范办公设备有限公司',
      contact: '深圳市南山区科技园科苑路15号 0755-26000000',
      bank: '示范银行深圳科技园支行 7559 0000 1234 5678',
    },
    buyer: { type: 'ENTERPRISE', code: BUYER_CODE, name: '广东省示范制造集团股份有限公司' },
    holder: BUYER_CODE,
    remark: '合同号：SZ-2026-0301；收货地址：深圳市龙岗区坂田街道示范路 8 号 3 栋。',
    ruleSet: { version: '2026-01-01', hash: hexOf('rules') },
    transactionId: hexOf('transaction'),
    ...change,
    lines,
    totals: { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(addFen(net, tax)) },
  };
}

/** The red-letter invoice that reverses lines of an invoice whole, by its first form. */
export function redLetterOf(
  invoice: InvoiceJson,
  reason = '02',
  places: readonly number[] = invoice.lines.map((_, index) => index + 1),
): InvoiceJson {
  const lines = places.map((line) => {
    const { quantity, net, tax } = present(invoice.lines[line - 1], `line ${line}`);
    return { line, ...(quantity === undefined ? {} : { quantity }), net, tax };
  });
  const net = sumFen(lines.map((line) => parseYuan(line.net)));
  const tax = sumFen(lines.map((line) => parseYuan(line.tax)));
  const totals = { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(addFen(net, tax)) };
  const form = { number: invoice.number, sequence: 1, reason, startedBy: 'SELLER', lines, totals } as const;
  const { remark: _remark, ...issued } = invoice;
  return {
    ...issued,
    ...redContent(form, invoice, invoice.holder),
    seller: invoice.seller,
    holder: invoice.holder,
    number: '26442000000012349999',
  };
}

/** A status of an invoice that is booked, reversed in part from the booking, and used for deduction. */
export function reversedStatus(invoice: InvoiceJson, reds = ['26442000000012349999']): InvoiceStatusJson {
  const [red = ''] = reds;
  const reversal = {
    forms: reds.length,
    at: '2026-03-01T08:20:00Z',
    reds,
    totals: { net: '100.00', tax: '13.00', gross: '113.00' },
    lines: [{ line: 1, net: '100.00', tax: '13.00' }],
  };
  const booking = { company: BUYER_CODE, amount: invoice.totals.gross, at: '2026-03-01T08:10:00Z' };
  return {
    ...initialStatus(invoice),
    state: 'REDEEMED',
    rest: '0.00',
    redemptions: [{ ...booking, reversed: [{ red, amount: '113.00' }] }],
    use: { purpose: 'DEDUCTION', period: '2026-03', at: '2026-03-01T08:15:00Z' },
    reversal,
  };
}

function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
