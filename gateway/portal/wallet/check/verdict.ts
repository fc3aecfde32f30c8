import type { InvoiceState } from '@fapiao-ledger/core';
import type { CheckWord } from '../words/check/index.ts';

/** The present state of an invoice, as the gateway's check returns it. */
export interface LiveState {
  readonly state: InvoiceState;
  readonly rest: string;
  readonly ruleSet: string;
  /** Gross that red-letter invoices have taken. */
  readonly reversed?: string;
  /** The invoice that this red-letter invoice reverses. */
  readonly reverses?: string;
}

/** good: can be claimed in full. warn: only in part, or not now. bad: not at all. */
export type Tone = 'good' | 'warn' | 'bad';

/** What the headline says about an invoice. */
export interface Headline {
  readonly tone: Tone;
  readonly titles: readonly CheckWord[];
  readonly text: CheckWord;
}

/** Returns the tone of a state that was true at an earlier moment: nothing is green that may have changed since. */
export function toneOfCopy(tone: Tone, isLive: boolean): Tone {
  return tone === 'good' && !isLive ? 'warn' : tone;
}

const UNKNOWN: Headline = { tone: 'warn', titles: ['UNKNOWN_STATE'], text: 'unknownText' };

/** Returns the headline about a genuine invoice: what stands against a claim comes first, and only one without a bar is good. */
export function headlineOf(live: LiveState | undefined, gross: string): Headline {
  if (live === undefined) return UNKNOWN;
  if (live.reverses !== undefined) return { tone: 'bad', titles: ['RED_LETTER'], text: 'redLetterText' };
  const parts = partsOf(live, gross);
  switch (live.state) {
    case 'FROZEN':
      return { tone: 'bad', titles: ['FROZEN', ...parts], text: 'frozenText' };
    case 'RED':
      return { tone: 'bad', titles: ['RED'], text: 'redText' };
    case 'REDEEMED':
      return { tone: 'bad', titles: ['REDEEMED'], text: 'redeemedText' };
    case 'LOCKED':
      return { tone: 'warn', titles: ['LOCKED', ...parts], text: 'lockedText' };
    case 'OPEN':
      return openHeadline(parts);
    default:
      // A later version of the gateway may know more states than this page.
      return UNKNOWN;
  }
}

function openHeadline(parts: readonly CheckWord[]): Headline {
  if (parts.length === 0) return { tone: 'good', titles: ['OPEN'], text: 'openText' };
  const text = parts.includes('PART_REDEEMED') ? 'partRedeemedText' : 'partRedText';
  return { tone: 'warn', titles: parts, text };
}

/** Returns what was taken of an invoice: booked, reversed, or both. */
function partsOf({ rest, reversed = '0.00' }: LiveState, gross: string): readonly CheckWord[] {
  const red = fenOf(reversed);
  const isBooked = fenOf(gross) - fenOf(rest) - red > 0n;
  return [...(isBooked ? (['PART_REDEEMED'] as const) : []), ...(red > 0n ? (['PART_RED'] as const) : [])];
}

/** Returns an amount of the ledger in fen: "1234.50" has exactly two decimals. The reader of core brings all error codes with it. */
function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}
