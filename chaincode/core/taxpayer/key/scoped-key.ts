import { DomainError, ValidationError } from '../../errors.js';
import { type Fen, formatYuan, parseYuan } from '../../money/money.js';
import type { Operation } from '../../protocol/bodies.js';
import { readInstant } from '../../time.js';
import type { Signer } from '../signer.js';

/** What a further key of a taxpayer may do: issue invoices, pass them on and book them, or read over a gateway. */
export const KEY_SCOPES = ['issue', 'circulate', 'read'] as const;

/** A scope of a key. */
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a taxpayer signs to register a further key of its own, such as that of a till. */
export interface KeyRegistration {
  /** The taxpayer's name for the key, in the form of a lane's name. */
  readonly name: string;
  /** SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
  /** Each at most once. */
  readonly scopes: readonly KeyScope[];
  /** Lanes from which the key may issue; every lane when absent. */
  readonly lanes?: readonly string[];
  /** Largest gross in yuan of an invoice that the key issues or passes on, and largest amount that it redeems at once. */
  readonly amountMax?: string;
  /** Last moment, UTC to the second, at which the key is valid. */
  readonly until?: string;
}

/** A further key of a taxpayer on the ledger. */
export interface ScopedKeyJson extends KeyRegistration {
  /** This registration of the key, as `keyEpochOf` names it. */
  readonly keyEpoch: string;
  readonly registeredAt: string;
  /** The registration of the taxpayer's own key that registered this one. The key is in force only as long as that registration. */
  readonly registeredUnder: string;
}

/** Scopes of which a key needs one to sign an operation. No scope covers an operation that is missing here. */
const SCOPES_FOR: { readonly [Of in Operation]?: readonly KeyScope[] } = {
  issue: ['issue'],
  transfer: ['circulate'],
  lock: ['circulate'],
  unlock: ['circulate'],
  redeem: ['circulate'],
  cancel: ['issue', 'circulate'],
};

/** Whether a key has a scope that covers an operation. */
export function coversOperation({ scopes }: Pick<ScopedKeyJson, 'scopes'>, operation: Operation): boolean {
  return SCOPES_FOR[operation]?.some((scope) => scopes.includes(scope)) === true;
}

/**
 * Returns the keys that the taxpayer's present own key has registered. A thief of an earlier own key may have registered keys too, so
 * they end with that registration.
 */
export function keysUnder(
  keys: readonly ScopedKeyJson[],
  { keyEpoch }: Pick<Signer, 'keyEpoch'>,
): readonly ScopedKeyJson[] {
  return keys.filter(({ registeredUnder }) => registeredUnder === keyEpoch);
}

/** Returns the further key of a taxpayer that a registration names, or undefined when the taxpayer has none. */
export function findKey(
  keys: readonly ScopedKeyJson[],
  signer: Pick<Signer, 'keyEpoch'>,
  keyEpoch: string,
): ScopedKeyJson | undefined {
  return keysUnder(keys, signer).find((key) => key.keyEpoch === keyEpoch);
}

/** Whether a key has passed its end. @param at seconds since 1970 */
export function hasKeyEnded({ until }: Pick<ScopedKeyJson, 'until'>, at: number): boolean {
  return until !== undefined && at > (readInstant(until) ?? Number.NEGATIVE_INFINITY);
}

/** Requires that a key has not ended. @param at seconds since 1970 @throws {DomainError} KEY_ENDED */
export function requireKeyInTime(key: Pick<ScopedKeyJson, 'name' | 'until'>, at: number): void {
  if (!hasKeyEnded(key, at)) return;
  throw new DomainError(
    'KEY_ENDED',
    `the key ${key.name} was valid until ${key.until ?? ''}; register a key with a later end`,
  );
}

/** Requires that a key has a scope that covers an operation. @throws {DomainError} KEY_SCOPE */
export function requireKeyScope(key: ScopedKeyJson, operation: Operation): void {
  if (coversOperation(key, operation)) return;
  throw new DomainError(
    'KEY_SCOPE',
    `the key ${key.name} may not sign ${operation}: its scopes are ${key.scopes.join(', ')}`,
  );
}

/** Requires that a key may issue from a lane. @throws {DomainError} KEY_SCOPE */
export function requireKeyLane({ name, lanes }: ScopedKeyJson, lane: string): void {
  if (lanes?.includes(lane) !== false) return;
  throw new DomainError(
    'KEY_SCOPE',
    `the key ${name} may not issue from lane ${lane}: its lanes are ${lanes.join(', ')}`,
  );
}

/**
 * Requires that no amount of a request is larger than its key may sign.
 *
 * @param amounts of the invoices of the request, in its order
 * @param first index of the first of them in the request
 * @throws {ValidationError} KEY_AMOUNT at `/invoices/N` for each invoice with a larger amount
 */
export function requireKeyAmounts(
  { name, amountMax }: ScopedKeyJson,
  amounts: readonly Fen[],
  first = 0,
): void {
  if (amountMax === undefined) return;
  const most = parseYuan(amountMax);
  const faults = amounts.flatMap((amount, index) => (amount > most ? [faultOf(amount, index + first)] : []));
  if (faults.length > 0) throw new ValidationError(faults);

  function faultOf(amount: Fen, index: number) {
    const message = `${formatYuan(amount)} is more than ${amountMax}, the most that the key ${name} may sign; sign with the company’s own key`;
    return { code: 'KEY_AMOUNT', path: `/invoices/${index}`, message } as const;
  }
}
