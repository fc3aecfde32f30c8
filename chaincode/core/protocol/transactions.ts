import type {
  AttestationJson,
  InvoiceStatusJson,
  InvoiceViewJson,
  NumberProfile,
} from '../invoice/invoice.js';
import type { PageCall } from '../invoice/issue-request.js';
import type { MandatesJson, PaymentJson, PaymentReference } from '../payment/index.js';
import type { RedFormJson } from '../red-letter/form.js';
import type { ReturnJson } from '../return/filing.js';
import type { SignedRequest } from '../statement/executor.js';
import type { RequestAttestationJson } from '../statement/request-attestation.js';
import type { ScopedKeyJson } from '../taxpayer/key/scoped-key.js';
import type { CreditJson, LaneJson, SegmentJson } from '../taxpayer/lane.js';
import type { PolicyJson } from '../taxpayer/policy.js';
import type { OfficerJson, ProviderJson } from '../taxpayer/signer.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import type { NumbersJson, ReturnedNumbers } from '../year-end/return-numbers.js';
import type { NamedReturn, Operation, RequestBodies } from './bodies.js';
import type {
  CancelResult,
  ChangeResult,
  CheckPageSetting,
  ClosedPeriods,
  FreezeJson,
  GrantJson,
  HistoryEntry,
  LanesJson,
  PageResult,
  PaymentResult,
  PublishedSummary,
  RedLetterResult,
  RefundResult,
  ReturnResult,
} from './results.js';

/** A signed statement in the form of a transaction, with the ledger and the contract that it is for. */
export interface ActArgument<Body> extends SignedRequest {
  readonly actor: string;
  readonly ledger: string;
  readonly contract: string;
  readonly body: Body;
}

/** Number of the first invoice of the same page. The ledger checks it. */
export interface PageLocator {
  readonly page: string;
}

/** The same number for each invoice of the body, in its order. */
export interface PagesLocator {
  readonly pages: readonly string[];
}

/** Facts beside the statement about an operation, which are not signed. */
export interface Locators extends Record<Operation, object> {
  transfer: PagesLocator;
  lock: PagesLocator;
  unlock: PagesLocator;
  redeem: PagesLocator;
  'confirm-use': PagesLocator;
  'revoke-use': PagesLocator;
  'start-red-letter': PageLocator;
  'confirm-red-letter': PageLocator;
  'issue-red-letter': PageLocator;
  'refuse-red-letter': PageLocator;
  'withdraw-red-letter': PageLocator;
  freeze: PageLocator;
  release: PageLocator;
}

/** A function that performs an operation. */
export interface Act<Of extends Operation, Result> {
  argument: ActArgument<RequestBodies[Of]> & Locators[Of];
  result: Result;
}

/** Numbers and credit to move from a seller's grants to one of its lanes. */
export interface AllotmentArgument {
  readonly seller: string;
  readonly lane: string;
  readonly month: string;
  readonly profile: NumberProfile;
  /** Credit to add to the lane, yuan. */
  readonly net: string;
  /** Count of numbers that the lane gets. With 0 it keeps its own. */
  readonly numbers: number;
}

/** The functions of the contract that write. */
export interface WritingTransactions {
  'bureau:FoundLedger': {
    argument: { readonly ledger: string; readonly contract: string; readonly officer: string };
    result: OfficerJson;
  };
  'bureau:RegisterOfficer': Act<'register-officer', OfficerJson>;
  'bureau:RevokeOfficer': Act<'revoke-officer', OfficerJson>;
  'bureau:RegisterProvider': Act<'register-provider', ProviderJson>;
  'bureau:RevokeProvider': Act<'revoke-provider', ProviderJson>;
  'bureau:RegisterTaxpayer': Act<'register-taxpayer', TaxpayerJson>;
  'bureau:AmendTaxpayer': Act<'amend-taxpayer', TaxpayerJson>;
  'bureau:PublishRuleSet': Act<'publish-rules', PublishedSummary>;
  'bureau:ClosePeriod': Act<'close-period', ClosedPeriods>;
  'bureau:SetCheckPage': Act<'set-check-page', CheckPageSetting>;
  'bureau:GrantCredit': Act<'grant-credit', CreditJson>;
  'bureau:GrantSegment': Act<'grant-segment', SegmentJson>;
  'bureau:ReturnNumbers': Act<'return-numbers', ReturnedNumbers>;
  'bureau:AllotLane': { argument: AllotmentArgument; result: LaneJson };
  'bureau:AcceptReturn': Act<'accept-return', ReturnJson>;
  'bureau:FreezeInvoice': Act<'freeze', InvoiceStatusJson>;
  'bureau:ReleaseInvoice': Act<'release', InvoiceStatusJson>;
  'invoice:IssueInvoices': PageCall & { result: PageResult };
  'invoice:TransferInvoices': Act<'transfer', ChangeResult>;
  'invoice:LockInvoices': Act<'lock', ChangeResult>;
  'invoice:UnlockInvoices': Act<'unlock', ChangeResult>;
  'invoice:RedeemInvoices': Act<'redeem', ChangeResult>;
  'invoice:ConfirmUse': Act<'confirm-use', ChangeResult>;
  'invoice:RevokeUse': Act<'revoke-use', ChangeResult>;
  'invoice:StartRedLetter': Act<'start-red-letter', RedLetterResult>;
  'invoice:ConfirmRedLetter': Act<'confirm-red-letter', RedLetterResult>;
  'invoice:IssueRedLetter': Act<'issue-red-letter', RedLetterResult>;
  'invoice:RefuseRedLetter': Act<'refuse-red-letter', RedLetterResult>;
  'invoice:WithdrawRedLetter': Act<'withdraw-red-letter', RedLetterResult>;
  'taxpayer:FileReturn': Act<'file-return', ReturnResult>;
  'invoice:ConfirmPayment': Act<'confirm-payment', PaymentResult>;
  'invoice:ConfirmRefund': Act<'confirm-refund', RefundResult>;
  'invoice:CancelRequest': Act<'cancel', CancelResult>;
  'taxpayer:RegisterKey': Act<'register-key', ScopedKeyJson>;
  'taxpayer:RevokeKey': Act<'revoke-key', ScopedKeyJson>;
  'taxpayer:GrantMandate': Act<'grant-mandate', MandatesJson>;
  'taxpayer:RevokeMandate': Act<'revoke-mandate', MandatesJson>;
  'taxpayer:ElectLevy': Act<'elect-levy', TaxpayerJson>;
  'taxpayer:EndLevy': Act<'end-levy', TaxpayerJson>;
  'taxpayer:SetStrictRefs': Act<'set-strict-refs', TaxpayerJson>;
}

/** The functions of the contract that only read. */
export interface ReadingTransactions {
  'bureau:ReadOfficer': { argument: { readonly code: string }; result: OfficerJson };
  'bureau:ReadProvider': { argument: { readonly code: string }; result: ProviderJson };
  'bureau:ReadFreeze': { argument: { readonly number: string }; result: FreezeJson };
  'bureau:ReadTaxpayer': { argument: { readonly code: string }; result: TaxpayerJson };
  'bureau:ReadPolicy': { argument?: never; result: PolicyJson };
  'bureau:ReadCredit': {
    argument: { readonly seller: string; readonly month: string };
    result: GrantJson;
  };
  'bureau:ReadLanes': {
    argument: { readonly seller: string; readonly after?: string };
    result: LanesJson;
  };
  'bureau:ReadNumbers': {
    argument: { readonly seller: string; readonly year: string; readonly after?: string };
    result: NumbersJson;
  };
  'invoice:ReadInvoice': { argument: { readonly number: string }; result: InvoiceViewJson };
  'invoice:Attest': { argument: { readonly number: string }; result: AttestationJson };
  'invoice:ReadHistory': { argument: { readonly number: string }; result: readonly HistoryEntry[] };
  'invoice:ReadRedForm': {
    argument: { readonly number: string; readonly sequence: number };
    result: RedFormJson;
  };
  'taxpayer:ReadReturn': { argument: NamedReturn; result: ReturnJson };
  'invoice:ReadPayment': { argument: PaymentReference; result: PaymentJson };
  'invoice:ReadLane': { argument: { readonly seller: string; readonly lane: string }; result: LaneJson };
  'invoice:ReadRequest': {
    argument: { readonly actor: string; readonly requestId: string };
    result: RequestAttestationJson;
  };
  'taxpayer:ReadKeys': { argument: { readonly code: string }; result: readonly ScopedKeyJson[] };
  'taxpayer:ReadMandates': { argument: { readonly seller: string }; result: MandatesJson };
}

/** Every function of the contract: its argument and its result, both sent as texts of canonical JSON, and its transient data if it has some. */
export type Transactions = WritingTransactions & ReadingTransactions;

/** Name of a function that writes. */
export type WritingFunction = keyof WritingTransactions;
/** Name of a function that reads and writes nothing. */
export type ReadingFunction = keyof ReadingTransactions;
/** Whole name of a function of the contract, such as `invoice:LockInvoices`. */
export type ContractFunction = keyof Transactions;

/** The parts of a call: the argument if the function takes one, then the transient data if it has some. */
export type CallParts<Name extends ContractFunction> = Transactions[Name] extends {
  argument: infer Argument;
  transient: infer Transient extends Readonly<Record<string, Uint8Array>>;
}
  ? readonly [argument: Argument, transient: Transient]
  : Transactions[Name] extends { argument: infer Argument }
    ? readonly [argument: Argument]
    : readonly [];

/** The function that performs each operation. */
export const FUNCTION_OF = {
  issue: 'invoice:IssueInvoices',
  'issue-paid': 'invoice:IssueInvoices',
  'confirm-payment': 'invoice:ConfirmPayment',
  'confirm-refund': 'invoice:ConfirmRefund',
  'grant-mandate': 'taxpayer:GrantMandate',
  'revoke-mandate': 'taxpayer:RevokeMandate',
  transfer: 'invoice:TransferInvoices',
  lock: 'invoice:LockInvoices',
  unlock: 'invoice:UnlockInvoices',
  redeem: 'invoice:RedeemInvoices',
  'confirm-use': 'invoice:ConfirmUse',
  'revoke-use': 'invoice:RevokeUse',
  'start-red-letter': 'invoice:StartRedLetter',
  'confirm-red-letter': 'invoice:ConfirmRedLetter',
  'issue-red-letter': 'invoice:IssueRedLetter',
  'refuse-red-letter': 'invoice:RefuseRedLetter',
  'withdraw-red-letter': 'invoice:WithdrawRedLetter',
  'elect-levy': 'taxpayer:ElectLevy',
  'end-levy': 'taxpayer:EndLevy',
  'set-strict-refs': 'taxpayer:SetStrictRefs',
  'file-return': 'taxpayer:FileReturn',
  cancel: 'invoice:CancelRequest',
  'register-key': 'taxpayer:RegisterKey',
  'revoke-key': 'taxpayer:RevokeKey',
  'register-provider': 'bureau:RegisterProvider',
  'revoke-provider': 'bureau:RevokeProvider',
  'register-officer': 'bureau:RegisterOfficer',
  'revoke-officer': 'bureau:RevokeOfficer',
  'register-taxpayer': 'bureau:RegisterTaxpayer',
  'amend-taxpayer': 'bureau:AmendTaxpayer',
  'publish-rules': 'bureau:PublishRuleSet',
  'close-period': 'bureau:ClosePeriod',
  'set-check-page': 'bureau:SetCheckPage',
  'grant-credit': 'bureau:GrantCredit',
  'grant-segment': 'bureau:GrantSegment',
  'return-numbers': 'bureau:ReturnNumbers',
  'accept-return': 'bureau:AcceptReturn',
  freeze: 'bureau:FreezeInvoice',
  release: 'bureau:ReleaseInvoice',
} as const satisfies Readonly<Record<Operation, WritingFunction>>;

/** Operations that officers order. */
export const BUREAU_OPERATIONS: readonly Operation[] = (Object.keys(FUNCTION_OF) as Operation[]).filter(
  (operation) => operation === 'cancel' || FUNCTION_OF[operation].startsWith('bureau:'),
);

/** Name of the function that performs an operation. */
export type FunctionOf<Of extends Operation> = (typeof FUNCTION_OF)[Of];

/** The ledger's answer to an operation, which it also remembers of the request. */
export type ResultOf<Of extends Operation> = Transactions[FunctionOf<Of>]['result'];
