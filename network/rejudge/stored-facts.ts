import {
  type InvoiceStatusJson,
  type Json,
  type LaneJson,
  ObjectReader,
  PAGE_INVOICES_MAX,
  type PaymentJson,
  type PolicyJson,
  parseStrictJson,
  RED_FORM_STATES,
  RED_FORMS_MAX,
  type Read,
  type RedFormJson,
  type RuleSetJson,
  read,
  readDocument,
  readReversedLines,
  readRuleSet,
  ruleSetHash,
  type TaxpayerJson,
} from '@fapiao-ledger/core';

/**
 * Reads the documents that judging needs. The bytes come from a copy of the blocks whose signatures are not verified here, so nothing
 * is taken for granted about their form. Documents that several pages share are read once.
 */
export class StoredFacts {
  readonly #taxpayers = new WeakMap<Uint8Array, TaxpayerJson>();
  readonly #policies = new WeakMap<Uint8Array, PolicyJson>();
  readonly #ruleSets = new WeakMap<readonly Uint8Array[], ReadonlyMap<string, RuleSetJson>>();

  /** @throws {ValidationError} every fault of the document */
  taxpayer(bytes: Uint8Array): TaxpayerJson {
    return once(this.#taxpayers, bytes, () => documentIn(bytes, TAXPAYER));
  }

  /** @throws {ValidationError} every fault of the document */
  policy(bytes: Uint8Array): PolicyJson {
    return once(this.#policies, bytes, () => documentIn(bytes, POLICY));
  }

  /** Returns rule sets by their hash, which is computed here. @throws {ValidationError} every fault of the first bad document */
  ruleSets(list: readonly Uint8Array[]): ReadonlyMap<string, RuleSetJson> {
    return once(this.#ruleSets, list, () => {
      const ruleSets = list.map((bytes) => documentIn(bytes, readRuleSet));
      return new Map(ruleSets.map((ruleSet) => [ruleSetHash(ruleSet), ruleSet]));
    });
  }

  /** @throws {ValidationError} every fault of the document */
  lane(bytes: Uint8Array): LaneJson {
    return documentIn(bytes, LANE);
  }

  /** @throws {ValidationError} every fault of the document */
  redForm(bytes: Uint8Array): RedFormJson {
    return documentIn(bytes, RED_FORM);
  }

  /** @throws {ValidationError} every fault of the fields that decide */
  payment(bytes: Uint8Array): StoredPayment {
    return documentIn(bytes, PAYMENT);
  }

  /** Returns the status of an invoice that is reversed. @throws {ValidationError} every fault of the fields that decide */
  reversedStatus(bytes: Uint8Array): ReversedStatus {
    return documentIn(bytes, REVERSED_STATUS);
  }
}

function once<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function documentIn<T>(bytes: Uint8Array, reader: Read<T>): T {
  const document: Json = parseStrictJson(new TextDecoder().decode(bytes));
  return readDocument(document, reader);
}

/** The fields of a payment that decide about the invoices that it paid. */
export type StoredPayment = Required<Pick<PaymentJson, 'provider' | 'id' | 'payee' | 'amount' | 'invoices'>>;

/** The fields of a status that decide about a red-letter invoice. */
export type ReversedStatus = Required<Pick<InvoiceStatusJson, 'state' | 'holder' | 'reversal'>>;

const PARTICULARS = {
  name: read.optional(read.text),
  contact: read.optional(read.text),
  bank: read.optional(read.text),
};

const TAXPAYER: Read<TaxpayerJson> = read.record({
  ...PARTICULARS,
  code: read.participant,
  kind: read.oneOf('GENERAL', 'SMALL_SCALE', 'PERSON'),
  status: read.oneOf('ACTIVE', 'SUSPENDED'),
  mspId: read.text,
  publicKey: read.text,
  keyEpoch: read.text,
  singleLimit: read.optional(read.amountText),
  rateGrants: read.optional(read.list(read.text)),
});

const POLICY: Read<PolicyJson> = read.record({
  ledger: read.record({ id: read.ledgerId, contract: read.contractName }),
  ruleSets: read.list(read.record({ hash: read.text, ruleSet: readRuleSet })),
  closedThrough: read.optional(read.month),
  checkPage: read.optional(read.text),
});

const PROFILE = read.oneOf('DIGITAL', 'SHENZHEN_2018');
const LANE: Read<LaneJson> = read.record({
  seller: read.creditCode,
  lane: read.laneName,
  month: read.month,
  cap: read.amountText,
  used: read.amountText,
  restored: read.optional(read.amountText),
  segment: read.record({
    profile: PROFILE,
    prefix: read.text,
    next: read.count(0, Number.MAX_SAFE_INTEGER),
    last: read.count(0, Number.MAX_SAFE_INTEGER),
  }),
});

const TOTALS = read.record({ net: read.yuanText, tax: read.yuanText, gross: read.yuanText });
const RED_FORM: Read<RedFormJson> = read.record({
  number: read.invoiceNumber,
  sequence: read.count(1, RED_FORMS_MAX),
  reason: read.text,
  startedBy: read.oneOf('SELLER', 'BUYER'),
  lines: readReversedLines,
  totals: TOTALS,
  state: read.oneOf(...RED_FORM_STATES),
  startedAt: read.instant(),
  seller: read.creditCode,
  signers: read.list(read.participant),
  expiresAt: read.instant(),
  lane: read.optional(read.laneName),
  changedAt: read.instant(),
  red: read.optional(read.invoiceNumber),
});

const PAYMENT: Read<StoredPayment> = (value, at, step) => {
  const reader = ObjectReader.of(value, at, step);
  if (reader === undefined) return undefined;
  return reader.whole<StoredPayment>(
    reader.fields({
      provider: read.providerCode,
      id: read.paymentId,
      payee: read.creditCode,
      amount: read.amountText,
      invoices: read.record({
        page: read.invoiceNumber,
        first: read.invoiceNumber,
        count: read.count(1, PAGE_INVOICES_MAX),
      }),
    }),
  );
};

/** Other fields of the status are about later acts, and are not read. */
const REVERSED_STATUS: Read<ReversedStatus> = (value, at, step) => {
  const reader = ObjectReader.of(value, at, step);
  if (reader === undefined) return undefined;
  return reader.whole<ReversedStatus>(
    reader.fields({
      state: read.oneOf('OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'),
      holder: read.participant,
      reversal: read.record({
        forms: read.count(1, RED_FORMS_MAX),
        at: read.instant(),
        reds: read.list(read.invoiceNumber),
        totals: TOTALS,
        lines: readReversedLines,
      }),
    }),
  );
};
