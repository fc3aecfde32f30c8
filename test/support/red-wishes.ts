import {
  type Fen,
  findRedReason,
  formatYuan,
  RED_LETTER_2024,
  type ReversedLineJson,
  restOfLines,
} from '@fapiao-ledger/core';
import type { Reversible } from './red-ledger.ts';

/** A part of what is left of a line, in thousandths: 1,000 is all of it. */
export interface WantedPart {
  readonly share: number;
  /** Fen of tax more or less than the rate asks for. */
  readonly tax: number;
  /** Whether the quantity is stated where the reason wants none, and the other way around. */
  readonly isQuantityWrong: boolean;
}

/** Returns parts of the lines of an invoice, mostly such as the rules allow. Lines without a wish are left out. */
export function partsWanted(
  { invoice, status }: Pick<Reversible, 'invoice' | 'status'>,
  reason: string,
  wanted: readonly (WantedPart | null)[],
): readonly ReversedLineJson[] {
  const hasQuantities = findRedReason(RED_LETTER_2024, reason)?.hasQuantities === true;
  return restOfLines(invoice, status.reversal).flatMap(({ line, net, tax, quantity }, index) => {
    const wish = wanted[index % wanted.length];
    const { rate, unitPrice } = invoice.lines[index] as (typeof invoice.lines)[number];
    if (wish === null || wish === undefined || (wish.share < 1_000 && net === 0n)) return [];
    const tenths = quantity === undefined ? 0 : Number(quantity.digits) * 10 ** (1 - quantity.scale);
    const isStated = hasQuantities !== wish.isQuantityWrong && tenths > 0 && unitPrice !== undefined;
    const taken = wish.share === 1_000 ? tenths : Math.max(1, Math.floor((tenths * wish.share) / 1_000));
    const amount = isStated ? Math.round(taken * Number(unitPrice) * 10) : shareOf(Number(net), wish.share);
    const part = wish.share === 1_000 ? Number(net) : amount;
    const tolerated = wish.share === 1_000 ? Number(tax) : Math.round(part * Number(rate));
    return [
      {
        line,
        ...(isStated ? { quantity: String(taken / 10) } : {}),
        net: yuan(part),
        tax: yuan(tolerated + wish.tax),
      },
    ];
  });
}

function shareOf(net: number, share: number): number {
  const part = Math.trunc((net * share) / 1_000);
  return part === 0 ? Math.sign(net) : part;
}

function yuan(amount: number): string {
  return formatYuan(BigInt(amount) as Fen);
}
