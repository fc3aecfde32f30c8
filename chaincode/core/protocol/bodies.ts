import type { DraftJson, NumberProfile, ReversedLineJson, UsePurpose } from '../invoice/invoice.js';
import type { StrictRefs } from '../own-id/index.js';
import type { MandateTerms, PaymentReference, PaymentTerms, RefundTerms } from '../payment/index.js';
import type { FigureDifference } from '../return/figures.js';
import type { FiledTerms } from '../return/filing.js';
import type { LevyElection, RuleSetJson } from '../tax/rule-set.js';
import type { KeyRegistration } from '../taxpayer/key/scoped-key.js';
import type { ProviderJson } from '../taxpayer/signer.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';

/** An invoice that a statement is about. */
export type NamedInvoice = { readonly number: string };

/** A red-letter form that a statement is about. */
export type NamedForm = NamedInvoice & { readonly sequence: number };

/** A return that a statement or a question is about. */
export type NamedReturn = { readonly taxpayer: string; readonly period: string };

/** The bureau's decisions at the registration of a taxpayer. */
export type TaxpayerRegistration = Omit<
  TaxpayerJson,
  'status' | 'statusReason' | 'keyEpoch' | 'levy' | 'strictRefs'
>;

/** An amendment of a taxpayer. An absent field stays unchanged. */
export type TaxpayerChange = Pick<TaxpayerJson, 'code'> &
  Partial<Pick<TaxpayerJson, 'status' | 'publicKey' | 'singleLimit' | 'rateGrants' | 'contact' | 'bank'>> & {
    /** Why the taxpayer has its status. */
    readonly reason?: string;
  };

/** The body that an actor signs, by operation. */
export interface RequestBodies {
  /** With a payment, the invoices are those that it pays. */
  issue: { readonly drafts: readonly DraftJson[]; readonly payment?: PaymentReference };
  /** A provider's confirmation that issues by a mandate of the payee. */
  'issue-paid': { readonly drafts: readonly DraftJson[]; readonly payment: PaymentTerms };
  'confirm-payment': { readonly payment: PaymentTerms };
  'confirm-refund': RefundTerms & {
    readonly reason: string;
    readonly lines?: readonly ReversedLineJson[];
  };
  'grant-mandate': MandateTerms;
  'revoke-mandate': { readonly provider: string };
  transfer: { readonly to: string; readonly invoices: readonly NamedInvoice[] };
  lock: { readonly company: string; readonly invoices: readonly NamedInvoice[] };
  unlock: { readonly invoices: readonly NamedInvoice[] };
  redeem: { readonly invoices: readonly (NamedInvoice & { readonly amount: string })[] };
  'confirm-use': {
    readonly purpose: UsePurpose;
    readonly period: string;
    readonly invoices: readonly NamedInvoice[];
  };
  'revoke-use': { readonly invoices: readonly NamedInvoice[] };
  'start-red-letter': NamedInvoice & {
    readonly reason: string;
    readonly lines?: readonly ReversedLineJson[];
    readonly lane?: string;
  };
  'confirm-red-letter': NamedForm & { readonly terms: string; readonly lane?: string };
  'issue-red-letter': NamedForm & { readonly lane: string };
  'refuse-red-letter': NamedForm;
  'withdraw-red-letter': NamedForm;
  /** A general taxpayer elects a levy row from a month on. */
  'elect-levy': LevyElection;
  'end-levy': Readonly<Record<string, never>>;
  /** A seller chooses whether the ledger issues one invoice for each of its own ids at most. */
  'set-strict-refs': StrictRefs;
  'file-return': FiledTerms;
  cancel: Readonly<Record<string, never>>;
  'register-officer': {
    readonly code: string;
    readonly publicKey: string;
    /** Operations that the key may sign; all of the bureau when absent. */
    readonly operations?: readonly Operation[];
  };
  'register-provider': Pick<ProviderJson, 'code' | 'name' | 'mspId' | 'publicKey'>;
  'revoke-provider': { readonly code: string };
  'revoke-officer': { readonly code: string };
  'register-taxpayer': TaxpayerRegistration;
  'amend-taxpayer': TaxpayerChange;
  'publish-rules': RuleSetJson;
  'close-period': { readonly month: string };
  /** Without an address, receipts link to no page any more. */
  'set-check-page': { readonly checkPage?: string };
  'grant-credit': { readonly seller: string; readonly month: string; readonly net: string };
  'grant-segment': {
    readonly seller: string;
    readonly profile: NumberProfile;
    readonly prefix: string;
    readonly count: number;
  };
  'register-key': KeyRegistration;
  'revoke-key': { readonly name: string };
  /** Without lanes only the seller's stock is returned. */
  'return-numbers': { readonly seller: string; readonly year: string; readonly lanes: readonly string[] };
  'accept-return': NamedReturn & { readonly terms: string; readonly differs?: FigureDifference };
  freeze: NamedInvoice & { readonly reason: string };
  release: NamedInvoice;
}

/** An operation that a statement can order. */
export type Operation = keyof RequestBodies;
