import type { ReversedLineJson } from '@fapiao-ledger/core';

/** What is left of a line. */
export interface ModelLine {
  readonly kind: 'NORMAL' | 'DISCOUNTED' | 'DISCOUNT';
  readonly rate: number;
  readonly price?: number;
  quantity?: number;
  net: number;
  tax: number;
}

/** A part of a line that a red-letter invoice takes. */
export interface Part {
  readonly line: number;
  readonly quantity: number | undefined;
  readonly net: number;
  readonly tax: number;
}

interface WantedParts {
  readonly reason: string;
  /** All that is left when absent. */
  readonly lines?: readonly ReversedLineJson[];
  /** Whether a part of the invoice was reversed before. */
  readonly isTouched: boolean;
}

const HOUR = 3_600;
const WHOLE_ONLY = ['01'];
const WITH_QUANTITIES = ['01', '02', '03'];
const REASONS = ['01', '02', '03', '04'];

/** Returns the parts that a form takes, or undefined where they break a rule. */
export function partsOf(
  lines: readonly ModelLine[],
  { reason, lines: wanted, isTouched }: WantedParts,
): readonly Part[] | undefined {
  if (!REASONS.includes(reason)) return undefined;
  const isWholeOnly = WHOLE_ONLY.includes(reason);
  if (isWholeOnly && (wanted !== undefined || isTouched)) return undefined;
  if (wanted === undefined) return wholeOf(lines, WITH_QUANTITIES.includes(reason));
  const parts = wanted.map(({ line, quantity, net, tax }) => ({
    line,
    quantity: quantity === undefined ? undefined : Math.round(Number(quantity) * 10),
    net: fenOfText(net),
    tax: fenOfText(tax),
  }));
  return areLegal(lines, parts, reason) ? parts : undefined;
}

function wholeOf(lines: readonly ModelLine[], withQuantities: boolean): readonly Part[] {
  return lines.flatMap(({ quantity = 0, net, tax }, index) => {
    if (net === 0 && tax === 0) return [];
    return [{ line: index + 1, quantity: withQuantities && quantity > 0 ? quantity : undefined, net, tax }];
  });
}

function areLegal(lines: readonly ModelLine[], parts: readonly Part[], reason: string): boolean {
  const inOrder = parts.every(({ line }, index) => line > (parts[index - 1]?.line ?? 0));
  if (!inOrder || !parts.every((part) => isLegal(lines[part.line - 1], part, reason))) return false;
  const left = lines.map((line, index) => {
    const part = parts.find((each) => each.line === index + 1);
    return { net: line.net - (part?.net ?? 0), tax: line.tax - (part?.tax ?? 0) };
  });
  const isGone = left.every(({ net, tax }) => net === 0 && tax === 0);
  const areSound = [parts, ...(isGone ? [] : [left])].every(
    (amounts) => sumOf(amounts, 'net') > 0 && sumOf(amounts, 'tax') >= 0,
  );
  return areSound && arePairsLegal(lines, left);
}

function arePairsLegal(lines: readonly ModelLine[], left: readonly { net: number; tax: number }[]): boolean {
  return lines.every((line, index) => {
    if (line.kind !== 'DISCOUNTED') return true;
    return (['net', 'tax'] as const).every((field) => {
      const before = line[field] + (lines[index + 1] as ModelLine)[field];
      const after = (left[index] as ModelLine)[field] + (left[index + 1] as ModelLine)[field];
      return isBetween(before - after, before);
    });
  });
}

function isLegal(line: ModelLine | undefined, part: Part, reason: string): boolean {
  if (line === undefined || part.net === 0) return false;
  const isLast = part.net === line.net;
  if (!isBetween(part.net, line.net) || !isBetween(part.tax, line.tax)) return false;
  if (line.tax !== 0 && isLast !== (part.tax === line.tax)) return false;
  if (!isLast && Math.abs(part.net * line.rate - part.tax * 10_000) > 60_000) return false;
  const wantsQuantity = WITH_QUANTITIES.includes(reason) && (line.quantity ?? 0) > 0;
  if (wantsQuantity !== (part.quantity !== undefined)) return false;
  return part.quantity === undefined || isQuantityLegal(line, part, part.quantity);
}

function isQuantityLegal(line: ModelLine, { net }: Part, quantity: number): boolean {
  const { quantity: left = 0, price = 0 } = line;
  if (quantity <= 0 || quantity > left || (quantity === left) !== (net === line.net)) return false;
  return quantity === left || Math.abs(quantity * price - net * 10) <= 10;
}

function isBetween(amount: number, whole: number): boolean {
  return whole < 0 ? amount <= 0 && amount >= whole : amount >= 0 && amount <= whole;
}

export function sumOf(
  amounts: readonly { readonly net: number; readonly tax: number }[],
  field: 'net' | 'tax',
): number {
  return amounts.reduce((sum, each) => sum + each[field], 0);
}

/** Returns the fen of an amount in text. */
export function fenOfText(text: string): number {
  return Math.round(Number(text) * 100);
}

/** Returns the month in Shanghai of a moment, in months since year 0. */
export function monthAt(at: number): number {
  const date = new Date((at + 8 * HOUR) * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Returns months since year 0 as text, such as "2026-03". */
export function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Returns the months since year 0 of a text such as "2026-03". */
export function monthIn(text: string): number {
  const [year, month] = text.split('-').map(Number) as [number, number];
  return year * 12 + month - 1;
}
