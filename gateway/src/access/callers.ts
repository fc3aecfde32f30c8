import {
  DomainError,
  type InvoiceViewJson,
  type KeyScope,
  partiesOf,
  type ScopedKeyJson,
} from '@fapiao-ledger/core';

/** A caller as its certificate names it. A taxpayer's code is the one for which the bureau registered the key. */
export type Caller =
  | {
      readonly role: 'taxpayer';
      readonly mspId: string;
      readonly code: string;
      /** Public key of the registered key pair, when it is in custody and may sign for this caller. */
      readonly keyInCustody?: string;
      /** The further key with which the caller proved itself; absent for the taxpayer's own key, which may do everything. */
      readonly key?: ScopedKeyJson;
    }
  | { readonly role: 'officer'; readonly mspId: string; readonly code: string }
  | { readonly role: 'provider'; readonly mspId: string; readonly code: string }
  | { readonly role: 'auditor' | 'operator'; readonly mspId: string };

export type Role = Caller['role'];
export type TaxpayerCaller = Extract<Caller, { role: 'taxpayer' }>;
export type OfficerCaller = Extract<Caller, { role: 'officer' }>;
/** A payment provider, which has no certificate: its token names its key on the ledger. */
export type ProviderCaller = Extract<Caller, { role: 'provider' }>;
/** A caller that signs statements. */
export type SigningCaller = TaxpayerCaller | OfficerCaller | ProviderCaller;

/** Requires a caller that may read the invoice: the bureau, an auditor, or a present or former party. @throws {DomainError} NOT_A_PARTY */
export function requireReader(caller: Caller, view: InvoiceViewJson): void {
  if (readsAll(caller)) return;
  if (caller.role === 'taxpayer' && partiesOf(view).includes(caller.code)) return;
  throw new DomainError('NOT_A_PARTY', 'only the parties to the invoice and the bureau may read it');
}

/** Requires a caller that may read about one taxpayer: itself, the bureau or an auditor. @throws {DomainError} NOT_A_PARTY */
export function requireSelf(caller: Caller, code: string): void {
  if (readsAll(caller) || (caller.role === 'taxpayer' && caller.code === code)) return;
  throw new DomainError('NOT_A_PARTY', 'only the taxpayer itself and the bureau may read this');
}

/** Requires a caller that may read about all taxpayers. @throws {DomainError} ROLE_REQUIRED */
export function requireOverseer(caller: Caller): void {
  if (readsAll(caller)) return;
  throw new DomainError('ROLE_REQUIRED', 'only the bureau and auditors may read about all taxpayers');
}

export function readsAll({ role }: Caller): boolean {
  return role === 'officer' || role === 'auditor';
}

/**
 * Requires that the key of a caller may do something. A caller without a further key may, as far as its role goes.
 * @param scopes of which the key needs one
 * @throws {DomainError} KEY_SCOPE
 */
export function requireScope(caller: Caller, scopes: readonly KeyScope[]): void {
  const key = furtherKeyOf(caller);
  if (key === undefined || key.scopes.some((scope) => scopes.includes(scope))) return;
  const needed = scopes.length === 0 ? 'the taxpayer’s own key' : `the scope ${scopes.join(' or ')}`;
  throw new DomainError(
    'KEY_SCOPE',
    `this takes ${needed}; the scopes of ${key.name} are ${key.scopes.join(', ')}`,
  );
}

/** Returns the further key with which a caller proved itself; undefined for every other credential. */
export function furtherKeyOf(caller: Caller): ScopedKeyJson | undefined {
  return caller.role === 'taxpayer' ? caller.key : undefined;
}

/**
 * Returns the name under which the requests of a caller are counted. The further keys of a taxpayer share a name of their own, so that
 * the thief of a till's key cannot use up what the taxpayer needs to revoke it.
 */
export function nameOf(caller: Caller): string {
  if (furtherKeyOf(caller) !== undefined && 'code' in caller) return `${caller.code}/keys`;
  return 'code' in caller ? caller.code : `${caller.role}@${caller.mspId}`;
}

/** Returns the refusal of a token or certificate. */
export function credentialInvalid(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
