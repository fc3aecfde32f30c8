import type { InvoiceStatusJson } from '../invoice/invoice.js';
import { isInvoiceNumber, mirroredNumber } from '../invoice/number.js';
import type { PageJson } from '../invoice/page.js';
import type { StoredRef } from '../own-id/index.js';
import type { MandatesJson, PaymentJson } from '../payment/index.js';
import type { RedFormJson } from '../red-letter/form.js';
import type { FilingJson, ReturnJson } from '../return/filing.js';
import type { RequestRecord } from '../statement/executor.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import type { ScopedKeyJson } from '../taxpayer/key/scoped-key.js';
import type { CreditJson, LaneJson, SegmentJson } from '../taxpayer/lane.js';
import type { PrefixJson } from '../taxpayer/numbers.js';
import type { PolicyJson } from '../taxpayer/policy.js';
import type { OfficerJson, ProviderJson } from '../taxpayer/signer.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import type { ReturnedJson } from '../year-end/return-numbers.js';
import type { FreezeJson } from './results.js';

/** Documents of the world state, by kind of key. A kind is the first word of its keys. */
export interface StateDocuments {
  POLICY: PolicyJson;
  /** A published version, stored forever. The policy has only those that still judge. */
  RULESET: RuleSetJson;
  TAXPAYER: TaxpayerJson;
  OFFICER: OfficerJson;
  /** Further keys of a taxpayer. */
  KEYS: readonly ScopedKeyJson[];
  PROVIDER: ProviderJson;
  MANDATES: MandatesJson;
  /** A payment that its provider has confirmed. */
  PAYMENT: PaymentJson;
  /** The next number under a prefix that the bureau has not granted. */
  PREFIX: PrefixJson;
  /** Numbers granted to a seller and not allotted to a lane. */
  STOCK: readonly SegmentJson[];
  CREDIT: CreditJson;
  LANE: LaneJson;
  /** Unused numbers of a year that is over, which no lane has any more. */
  RETURNED: ReturnedJson;
  /** Names of the lanes that carry a seller's credit of a month, in order. The filing of the month closes them. */
  LANES: readonly string[];
  PAGE: PageJson;
  /** Exists once an invoice has changed after its issue. */
  STATUS: InvoiceStatusJson;
  /** Why the bureau has frozen an invoice. It is not in the status, which the parties read. */
  FREEZE: FreezeJson;
  /** A red-letter form of an invoice. */
  REDFORM: RedFormJson;
  /** The periods that a taxpayer has filed. Confirmations of use read it. */
  FILING: FilingJson;
  /** The last return that a taxpayer has filed of a period. */
  RETURN: ReturnJson;
  REQUEST: RequestRecord<unknown>;
  /** The use of an own id, of a seller with strict refs. */
  REF: StoredRef;
}

/** First word of a key of the world state. */
export type StateKind = keyof StateDocuments;

declare const kindOfKey: unique symbol;

/** A key of the world state. Its type names the document under it. */
export type StateKey<Kind extends StateKind = StateKind> = string & { readonly [kindOfKey]: Kind };

/** Names of the parts of a key of each kind, in order. */
export const KEY_PARTS = {
  POLICY: [],
  RULESET: ['version'],
  TAXPAYER: ['code'],
  OFFICER: ['code'],
  KEYS: ['taxpayer'],
  PROVIDER: ['code'],
  MANDATES: ['seller'],
  PAYMENT: ['provider', 'id'],
  PREFIX: ['prefix'],
  STOCK: ['seller'],
  CREDIT: ['seller', 'month'],
  LANE: ['seller', 'lane'],
  RETURNED: ['seller', 'year'],
  LANES: ['seller', 'month'],
  PAGE: ['first'],
  STATUS: ['number'],
  FREEZE: ['number'],
  REDFORM: ['number', 'sequence'],
  FILING: ['taxpayer'],
  RETURN: ['taxpayer', 'period'],
  REQUEST: ['actor', 'requestId'],
  REF: ['seller', 'digest'],
} as const satisfies Readonly<Record<StateKind, readonly string[]>>;

/** The type of `KEY_PARTS`. */
export type KeyParts = typeof KEY_PARTS;
/** A text for each part of a key. */
export type KeyTexts<List extends readonly string[]> = { readonly [Index in keyof List]: string };

/** A parsed key: its kind and its parts, such as `{ kind: 'STATUS', number }`. */
export type ParsedKey = {
  [Kind in StateKind]: { readonly kind: Kind } & { readonly [Part in KeyParts[Kind][number]]: string };
}[StateKind];

/** Separator of the parts. No part contains it: codes, numbers and names are checked before they form a key. */
const SEPARATOR = '~';

/**
 * Returns the key of a document, such as `STATUS~26442000000000000001`.
 *
 * A page is stored under the mirror of its first number: the first key at or after the mirror of a number
 * is then the page that may carry it.
 */
export function stateKey<Kind extends StateKind>(
  kind: Kind,
  ...parts: KeyTexts<KeyParts[Kind]>
): StateKey<Kind> {
  return [kind, ...mirroredIn(kind, parts)].join(SEPARATOR) as StateKey<Kind>;
}

/** Reads a key that `stateKey` made; returns undefined for text that is no such key. */
export function parseKey(key: string): ParsedKey | undefined {
  const [kind = '', ...parts] = key.split(SEPARATOR);
  if (!isKind(kind) || parts.length !== KEY_PARTS[kind].length || parts.includes('')) return undefined;
  if (kind === 'PAGE' && !parts.every(isInvoiceNumber)) return undefined;
  const read = mirroredIn(kind, parts);
  return {
    kind,
    ...Object.fromEntries(KEY_PARTS[kind].map((part, index) => [part, read[index]])),
  } as ParsedKey;
}

/** Returns the kind of a key. */
export function kindOf<Kind extends StateKind>(key: StateKey<Kind>): Kind {
  return key.split(SEPARATOR, 1)[0] as Kind;
}

/** Mirrors the number of a page. The mirror of a mirror is the number, so this serves both to build and to parse. */
function mirroredIn(kind: StateKind, parts: readonly string[]): readonly string[] {
  return kind === 'PAGE' ? parts.map(mirroredNumber) : parts;
}

function isKind(text: string): text is StateKind {
  return Object.hasOwn(KEY_PARTS, text);
}
