import { DomainError, type InvoiceViewJson, partiesOf } from '@fapiao-ledger/core';

/** Who calls, as the certificate says; a taxpayer's code is the one the bureau registered its key for. */
export type Caller =
  | {
      readonly role: 'taxpayer';
      readonly mspId: string;
      readonly code: string;
      /** Public half of its registered key, when that is in custody and the caller may have it sign. */
      readonly keyInCustody?: string;
    }
  | { readonly role: 'officer'; readonly mspId: string; readonly code: string }
  | { readonly role: 'auditor' | 'operator'; readonly mspId: string };

export type Role = Caller['role'];
export type TaxpayerCaller = Extract<Caller, { role: 'taxpayer' }>;
export type OfficerCaller = Extract<Caller, { role: 'officer' }>;
/** A caller that signs statements. */
export type SigningCaller = TaxpayerCaller | OfficerCaller;

/** Bureau and auditors see every invoice; a taxpayer those it is or was a party to. @throws {DomainError} NOT_A_PARTY */
export function requireReader(caller: Caller, view: InvoiceViewJson): void {
  if (readsAll(caller)) return;
  if (caller.role === 'taxpayer' && partiesOf(view).includes(caller.code)) return;
  throw new DomainError('NOT_A_PARTY', 'only the parties to the invoice and the bureau may read it');
}

/** What concerns one taxpayer alone. @throws {DomainError} NOT_A_PARTY */
export function requireSelf(caller: Caller, code: string): void {
  if (readsAll(caller) || (caller.role === 'taxpayer' && caller.code === code)) return;
  throw new DomainError('NOT_A_PARTY', 'only the taxpayer itself and the bureau may read this');
}

/** What concerns every taxpayer at once. @throws {DomainError} ROLE_REQUIRED */
export function requireOverseer(caller: Caller): void {
  if (readsAll(caller)) return;
  throw new DomainError('ROLE_REQUIRED', 'only the bureau and auditors may read about all taxpayers');
}

export function readsAll({ role }: Caller): boolean {
  return role === 'officer' || role === 'auditor';
}

/** Under which name what a caller uses is counted. */
export function nameOf(caller: Caller): string {
  return 'code' in caller ? caller.code : `${caller.role}@${caller.mspId}`;
}

/** The refusal of a token or certificate. */
export function credentialInvalid(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
