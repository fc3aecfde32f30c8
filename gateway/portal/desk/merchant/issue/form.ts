import type {
  BuyerJson,
  DraftInput,
  InvoiceJson,
  InvoiceType,
  LineInput,
  LineJson,
  ZeroRate,
} from '@fapiao-ledger/core';

/** Whether amounts are entered without tax or with tax. */
type Entry = 'net' | 'gross';

/** One line as it is entered. A discount becomes a line of its own on the invoice. */
export interface FormLine {
  readonly id: string;
  readonly item: string;
  readonly taxClass: string;
  readonly specification: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unitPrice: string;
  /** Amount without or with tax, as `entry` says; derived from quantity and unit price when empty. */
  readonly amount: string;
  readonly discount: string;
  /** Rate and zero-rate flag, such as "0.13" or "0/EXEMPT". */
  readonly rate: string;
}

/** An invoice as it is entered. Empty texts are absent fields. */
export interface IssueForm {
  readonly id: string;
  readonly type: InvoiceType;
  readonly entry: Entry;
  readonly buyerType: BuyerJson['type'];
  readonly buyerCode: string;
  readonly buyerName: string;
  readonly lines: readonly FormLine[];
  readonly remark: string;
  /** The seller's own id of the invoice, such as an order number. */
  readonly ref: string;
  readonly lane: string;
}

export const EMPTY_LINE: Omit<FormLine, 'id'> = {
  item: '',
  taxClass: '',
  specification: '',
  unit: '',
  quantity: '',
  unitPrice: '',
  amount: '',
  discount: '',
  rate: '0.13',
};

export function emptyForm(lane: string): IssueForm {
  return {
    id: crypto.randomUUID(),
    type: 'ORDINARY',
    entry: 'net',
    buyerType: 'ENTERPRISE',
    buyerCode: '',
    buyerName: '',
    lines: [{ ...EMPTY_LINE, id: crypto.randomUUID() }],
    remark: '',
    ref: '',
    lane,
  };
}

/** A line of the draft, and the line of the form that it comes from. */
interface PlacedLine {
  readonly line: LineInput;
  readonly formLine: number;
}

/** Returns the lines of the draft in order: each line, and its discount behind it. */
export function placedLines({ lines, entry }: IssueForm): readonly PlacedLine[] {
  return lines.flatMap((line, formLine) => {
    const { discount } = line;
    const main = lineInput(line, entry);
    if (discount === '') return [{ line: main, formLine }];
    const { taxClass, item, rate, zeroRate } = main;
    const amount = { [entry]: negated(discount) };
    const reduced = {
      kind: 'DISCOUNT',
      taxClass,
      item,
      rate,
      ...(zeroRate && { zeroRate }),
      ...amount,
    } as const;
    return [
      { line: { ...main, kind: 'DISCOUNTED' }, formLine },
      { line: reduced, formLine },
    ];
  });
}

function lineInput(line: FormLine, entry: Entry): LineInput {
  const { item, taxClass, specification, unit, quantity, unitPrice, amount } = line;
  const [rate = '', flag] = line.rate.split('/');
  return {
    taxClass,
    item,
    ...given({ specification, unit, quantity, unitPrice: entry === 'net' ? unitPrice : '' }),
    ...(amount === '' ? {} : { [entry]: amount }),
    rate,
    ...(flag === undefined ? {} : { zeroRate: flag as ZeroRate }),
  };
}

function negated(amount: string): string {
  return amount.startsWith('-') ? amount : `-${amount}`;
}

function given<T extends Readonly<Record<string, string>>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>;
}

/** Returns the form as an incomplete draft, whose amounts core completes. */
export function draftInput(form: IssueForm, seller: string): DraftInput {
  const { type, remark, ref } = form;
  return {
    type,
    seller,
    buyer: buyerOf(form),
    lines: placedLines(form).map(({ line }) => line),
    ...given({ remark, ref }),
  };
}

function buyerOf({ buyerType, buyerCode, buyerName }: IssueForm): BuyerJson {
  if (buyerType === 'PERSON') return { type: 'PERSON' };
  if (buyerType === 'BODY') return { type: 'BODY', name: buyerName, ...given({ code: buyerCode }) };
  return { type: 'ENTERPRISE', code: buyerCode, name: buyerName };
}

/** Returns a form with the content of an earlier invoice, for another one like it. */
export function formLike(
  invoice: Pick<InvoiceJson, 'type' | 'buyer' | 'lines' | 'remark'>,
  lane: string,
): IssueForm {
  const { type, buyer, lines, remark = '' } = invoice;
  return {
    ...emptyForm(lane),
    type,
    buyerType: buyer.type,
    buyerCode: 'code' in buyer ? (buyer.code ?? '') : '',
    buyerName: 'name' in buyer ? buyer.name : '',
    lines: lines.flatMap((line, index) => formLine(line, lines[index + 1])),
    remark,
  };
}

function formLine(line: LineJson, following: LineJson | undefined): readonly FormLine[] {
  if (line.kind === 'DISCOUNT') return [];
  const {
    item,
    taxClass,
    specification = '',
    unit = '',
    quantity = '',
    unitPrice = '',
    net,
    rate,
    zeroRate,
  } = line;
  const isPriced = quantity !== '' && unitPrice !== '';
  return [
    {
      ...{ id: crypto.randomUUID(), item, taxClass, specification, unit, quantity, unitPrice },
      amount: isPriced ? '' : net,
      discount: following?.kind === 'DISCOUNT' ? following.net.replace(/^-/, '') : '',
      rate: rateKey({ rate, zeroRate }),
    },
  ];
}

/** Returns the choice of a rate and its flag, as `FormLine.rate` has it. */
export function rateKey({
  rate,
  zeroRate,
}: {
  readonly rate: string;
  readonly zeroRate?: ZeroRate | undefined;
}): string {
  return zeroRate === undefined ? rate : `${rate}/${zeroRate}`;
}
