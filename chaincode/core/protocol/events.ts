import type { StrictRefs } from '../own-id/index.js';
import type { PaymentTerms } from '../payment/index.js';
import type { RedFormJson } from '../red-letter/form.js';
import type { ReturnJson } from '../return/filing.js';
import type { LevyElection } from '../tax/rule-set.js';
import type { CreditJson, LaneJson, SegmentJson } from '../taxpayer/lane.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import type { ReturnedNumbers } from '../year-end/return-numbers.js';
import type { Operation } from './bodies.js';
import type { ChangedInvoice, CheckPageSetting, PublishedSummary } from './results.js';

/** Payloads of the contract's events, by name. A transaction has one event. */
export interface ContractEvents {
  LedgerFounded: { readonly ledger: string; readonly contract: string; readonly officer: string };
  OfficerRegistered: { readonly code: string };
  OfficerRevoked: { readonly code: string };
  ProviderRegistered: { readonly code: string };
  ProviderRevoked: { readonly code: string };
  TaxpayerRegistered: Pick<TaxpayerJson, 'code' | 'kind'>;
  TaxpayerAmended: Pick<TaxpayerJson, 'code' | 'status'>;
  RuleSetPublished: PublishedSummary;
  PeriodClosed: { readonly month: string };
  CheckPageSet: CheckPageSetting;
  CreditGranted: CreditJson;
  SegmentGranted: SegmentJson & { readonly seller: string };
  LaneAllotted: LaneJson;
  NumbersReturned: Pick<ReturnedNumbers, 'seller' | 'year' | 'count'>;
  InvoiceFrozen: { readonly number: string };
  InvoiceReleased: { readonly number: string };
  InvoicesIssued: { readonly seller: string; readonly page: string; readonly count: number };
  InvoicesChanged: {
    readonly operation: Operation;
    readonly actor: string;
    readonly invoices: readonly ChangedInvoice[];
  };
  RedLetterChanged: {
    readonly operation: Operation;
    readonly actor: string;
    readonly form: Pick<RedFormJson, 'number' | 'sequence' | 'state' | 'red'>;
  };
  KeyRegistered: { readonly taxpayer: string; readonly name: string };
  KeyRevoked: { readonly taxpayer: string; readonly name: string };
  LevyElected: LevyElection & Pick<TaxpayerJson, 'code'>;
  LevyEnded: Pick<TaxpayerJson, 'code'>;
  StrictRefsSet: StrictRefs & Pick<TaxpayerJson, 'code'>;
  ReturnFiled: Pick<ReturnJson, 'taxpayer' | 'period'>;
  ReturnDecided: Pick<ReturnJson, 'taxpayer' | 'period' | 'state'>;
  /** A payment is confirmed, and no invoice names it yet. */
  PaymentConfirmed: { readonly provider: string } & Pick<PaymentTerms, 'id' | 'payee'>;
  MandatesChanged: { readonly seller: string; readonly provider: string };
  RequestCancelled: { readonly actor: string };
}

/** Name of an event that the contract emits. */
export type ContractEventName = keyof ContractEvents;
