/** Names that the tables hold as small numbers. A change of a number needs a new SCHEMA_VERSION. */
import {
  type BuyerJson,
  InvariantError,
  type InvoiceState,
  type InvoiceType,
  type NumberProfile,
  type RedFormState,
  type UsePurpose,
} from '@fapiao-ledger/core';
import type { Whole } from './total-rows.js';

class Enumeration<Name extends string> {
  readonly #numbers: Readonly<Record<Name, number>>;
  readonly #names: ReadonlyMap<number, Name>;

  constructor(numbers: Readonly<Record<Name, number>>) {
    this.#numbers = numbers;
    this.#names = new Map(Object.entries<number>(numbers).map(([name, number]) => [number, name as Name]));
  }

  numberOf(name: Name): number {
    return this.#numbers[name];
  }

  nameOf(number: Whole): Name {
    const name = this.#names.get(Number(number));
    if (name === undefined) throw new InvariantError(`the read model has ${number}, which names nothing`);
    return name;
  }
}

export const PROFILES = new Enumeration<NumberProfile>({ DIGITAL: 0, SHENZHEN_2018: 1 });

export const TYPES = new Enumeration<InvoiceType>({ ORDINARY: 0, SPECIAL: 1 });

export const PURPOSES = new Enumeration<UsePurpose>({ DEDUCTION: 0, NO_DEDUCTION: 1 });

export const BUYER_TYPES = new Enumeration<BuyerJson['type']>({ ENTERPRISE: 0, BODY: 1, PERSON: 2 });

/** The states of most invoices come first, because an index has only those above COMMON_STATE_MAX. */
export const STATES = new Enumeration<InvoiceState>({ OPEN: 0, REDEEMED: 1, LOCKED: 2, FROZEN: 3, RED: 4 });

/** Last of the states in which most invoices are. */
export const COMMON_STATE_MAX = 1;

export const RED_STATES = new Enumeration<RedFormState>({
  UNCONDITIONAL: 0,
  AWAITS_BUYER: 1,
  AWAITS_SELLER: 2,
  CONFIRMED: 3,
  REFUSED_BY_BUYER: 4,
  REFUSED_BY_SELLER: 5,
  EXPIRED: 6,
  WITHDRAWN: 7,
  WITHDRAWN_AFTER_CONFIRMATION: 8,
  INVOICE_FROZEN: 9,
  TAXPAYER_SUSPENDED: 10,
});
