import { type Fen, parseYuan } from '@fapiao-ledger/core';
import { BUYER as COMPANY, SELLER } from './draft.ts';
import { actOn, Happening, isLive, placeOf } from './red-commands.ts';
import { type RedAct, reversibleAt } from './red-ledger.ts';
import { allot, type RedTwins, SMALL } from './red-twins.ts';

/**
 * Sequences about one invoice that random acts do not come upon, although each act is common: of 12,000 sequences of 120 random acts none
 * booked an invoice between a confirmation and the supply of its lane. Any act of a story may be refused; the next one is tried all the same.
 */

const RIVAL = '91110108551385082Q';
const TERM = 72 * 3_600;

interface Story {
  readonly at: number;
  /** Thousandths of the rest that the company books first. */
  readonly part: number;
}

/** A company books what is left after all others have confirmed a form, whose lane was dry. Then one of them confirms it again. */
export function bookedBetween({ at, part, again }: Story & { readonly again: string }): Happening {
  return new Happening(`a booking between, then ${again} confirms, ${at} ${part}`, (twins) => {
    const of = placeOf(twins, at, (invoice) => isLive(invoice) && !invoice.isOfCompany);
    const tell = (act: RedAct) => actOn(twins, act, `a booking between ${act.act}`);
    book(twins, of, COMPANY, part);
    allot(twins, SMALL, 0);
    tell({ of, act: 'start', actor: SELLER, reason: '02', lane: SMALL });
    tell({ of, act: 'confirm', actor: COMPANY });
    book(twins, of, RIVAL, 1_000);
    allot(twins, SMALL);
    tell({ of, act: 'confirm', actor: again });
  });
}

/** A form expires and another one is started. Then a side acts on the first, in a transaction of a time before its end. */
export function succeeded({ at, part, by }: Story & { readonly by: string }): Happening {
  return new Happening(`a form after a form, then ${by} confirms the first, ${at} ${part}`, (twins) => {
    const of = placeOf(twins, at, isLive);
    const tell = (act: RedAct) => actOn(twins, act, `a form after a form ${act.act}`);
    book(twins, of, COMPANY, part);
    tell({ of, act: 'start', actor: SELLER, reason: '02', lane: 'main' });
    twins.ledger = { ...twins.ledger, at: twins.ledger.at + TERM };
    twins.model.at += TERM;
    tell({ of, act: 'start', actor: SELLER, reason: '02', lane: 'main' });
    const lane = by === SELLER ? { lane: 'main' } : {};
    tell({ of, act: 'confirm', actor: by, isFormer: true, ...lane });
    tell({ of, act: 'supply', actor: SELLER, isFormer: true, lane: 'main' });
  });
}

function book(twins: RedTwins, of: number, company: string, part: number): void {
  const { status } = reversibleAt(twins.ledger, of);
  const amount = ((parseYuan(status.rest) * BigInt(part)) / 1_000n) as Fen;
  actOn(twins, { of, act: 'lock', actor: status.holder, company }, 'a story locks');
  actOn(twins, { of, act: 'redeem', actor: company, amount }, 'a story books');
}
