import { type ErrorCode, FapiaoError, ValidationError } from '@fapiao-ledger/core';
import type fc from 'fast-check';
import { expect } from 'vitest';
import { requireAgreement, requireUserSigned } from './red-agreement.ts';
import { performRed, type RedAct, type Reversible, reversibleAt } from './red-ledger.ts';
import { foretell, invoiceAt, type ModelInvoice, stateOf } from './red-model.ts';
import type { RedTwins } from './red-twins.ts';

/** What the sequences have met: acts with their outcomes, and the circumstances of confirmations of use. */
export const met = new Set<string>();

/** Performs an act on ledger and model, which must come to the same. */
export function actOn(twins: RedTwins, act: RedAct, by: string): void {
  const { of } = act;
  const reversible = reversibleAt(twins.ledger, of);
  const before = JSON.stringify(reversible);
  const foretold = foretell(twins.model, act);
  const outcome = outcomeOf(twins, act);
  if (outcome !== foretold)
    expect({ act, before, outcome: outcome ?? 'done' }).toEqual({ act, before, outcome: foretold ?? 'done' });
  const name = act.isFormer === true ? `${act.act} former` : act.act;
  met.add(`${name} ${outcome ?? 'done'}${circumstancesOf(act, reversible)}`);
  const after = `${by} on ${before}`;
  requireAgreement(twins, of, after);
  requireUserSigned(reversible, reversibleAt(twins.ledger, of), after);
  if (twins.ledger.invoices.length > of + 1)
    requireAgreement(twins, twins.ledger.invoices.length - 1, 'the last');
}

/** In which state of the last form, and beside which bookings, a use is confirmed or revoked. */
function circumstancesOf({ act }: RedAct, { status, form }: Reversible): string {
  if (act !== 'use' && act !== 'revoke') return '';
  const lastForm = form?.red === undefined ? (form?.state ?? 'no form') : 'issued';
  return ` with ${lastForm}, ${status.redemptions.length > 0 ? 'booked' : 'not booked'}`;
}

/** An act on an invoice, whose content depends on what is there. */
export class Act implements fc.Command<RedTwins, RedTwins> {
  readonly #name: string;
  readonly #place: number;
  readonly #fits: Fits;
  readonly #actOn: (twins: RedTwins, of: number) => RedAct;

  constructor(name: string, place: number, fits: Fits, actOn: (twins: RedTwins, of: number) => RedAct) {
    this.#name = name;
    this.#place = place;
    this.#fits = fits;
    this.#actOn = actOn;
  }

  check(): boolean {
    return true;
  }

  run(twins: RedTwins): void {
    const of = placeOf(twins, this.#place, this.#fits);
    actOn(twins, this.#actOn(twins, of), String(this));
  }

  toString(): string {
    return `${this.#name} of ${this.#place}`;
  }
}

export type Fits = (invoice: ModelInvoice) => boolean;

/** An invoice that an act may change, mostly: any other has one answer. */
export function placeOf({ model }: RedTwins, drawn: number, fits: Fits): number {
  const places = model.invoices.map((_, place) => place);
  const fitting = drawn % 6 === 0 ? [] : places.filter((place) => fits(invoiceAt(model, place)));
  const chosen = fitting.length === 0 ? places : fitting;
  return chosen[drawn % chosen.length] as number;
}

export const isLive: Fits = (invoice) => stateOf(invoice) !== 'RED' && !invoice.isFrozen;
export const isFrozen: Fits = (invoice) => invoice.isFrozen;
export const hasForm: Fits = ({ form }) =>
  form !== undefined && !form.isIssued && ['AWAITS_BUYER', 'AWAITS_SELLER', 'CONFIRMED'].includes(form.state);

/** A change of the world: time passes, the bureau acts, the seller issues. */
export class Happening implements fc.Command<RedTwins, RedTwins> {
  readonly #name: string;
  readonly #happen: (twins: RedTwins) => void;

  constructor(name: string, happen: (twins: RedTwins) => void) {
    this.#name = name;
    this.#happen = happen;
  }

  check(): boolean {
    return true;
  }

  run(twins: RedTwins): void {
    this.#happen(twins);
  }

  toString(): string {
    return this.#name;
  }
}

function outcomeOf(twins: RedTwins, act: RedAct): ErrorCode | 'FAULTS' | undefined {
  try {
    twins.ledger = performRed(twins.ledger, act);
  } catch (error) {
    if (error instanceof ValidationError) return 'FAULTS';
    if (error instanceof FapiaoError) return error.code;
    throw error;
  }
  return undefined;
}
