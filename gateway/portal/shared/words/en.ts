import type { PortalFault } from '../portal-error.ts';
import type { PortalOperation } from '../signing/act.ts';

/** What a person reads of an operation before signing it. */
interface OperationWords {
  readonly title: string;
  /** What follows, and whether it can be undone. */
  readonly effect: string;
}

const operations = {
  issue: {
    title: 'Issue invoices',
    effect: 'Irreversible: an issued invoice is never edited. Only a red-letter invoice reverses it.',
  },
  transfer: {
    title: 'Transfer invoices',
    effect: 'Irreversible: the new holder alone can pass the invoice on or claim it.',
  },
  lock: {
    title: 'Lock invoices for a company’s claim',
    effect: 'The company alone can book the invoice or give it back, until the lock ends.',
  },
  unlock: {
    title: 'Give claims up',
    effect: 'The holder has the invoice again and may pass it on or claim it elsewhere.',
  },
  redeem: {
    title: 'Book invoices',
    effect: 'Irreversible: a booked amount can never be claimed again.',
  },
  'confirm-use': {
    title: 'Confirm the use of invoices',
    effect: 'Can be revoked while the tax period is open. The input tax counts in the named period.',
  },
  'revoke-use': {
    title: 'Revoke the confirmed use',
    effect: 'The invoices no longer count in the period. Their use can be confirmed again.',
  },
  'start-red-letter': {
    title: 'Start a red-letter form',
    effect:
      'The form can be withdrawn until the red-letter invoice is issued. Without named lines it reverses all that is left.',
  },
  'confirm-red-letter': {
    title: 'Confirm a red-letter form',
    effect: 'Irreversible once the red-letter invoice is issued: the invoice is reversed as the form says.',
  },
  'issue-red-letter': {
    title: 'Issue the red-letter invoice of a form',
    effect: 'Irreversible: the invoice is reversed as the form says.',
  },
  'refuse-red-letter': {
    title: 'Refuse a red-letter form',
    effect: 'Irreversible: this form ends. Another one can be started.',
  },
  'withdraw-red-letter': {
    title: 'Withdraw a red-letter form',
    effect: 'Irreversible: this form ends. Another one can be started.',
  },
  'elect-levy': {
    title: 'Elect the simplified method',
    effect: 'The election holds for at least 36 months.',
  },
  'end-levy': {
    title: 'End the election of the simplified method',
    effect: 'The general method applies again.',
  },
  'set-strict-refs': {
    title: 'Set strict refs',
    effect: 'While they are on, the ledger issues one invoice for each own id at most.',
  },
  'file-return': {
    title: 'File the return of a month',
    effect: 'Irreversible: nothing is issued or confirmed in this month any more.',
  },
  cancel: {
    title: 'Cancel a request',
    effect: 'Irreversible: the named request can never take effect.',
  },
  'grant-mandate': {
    title: 'Give a payment provider a mandate',
    effect: 'The provider’s confirmations issue invoices in your name until you revoke the mandate.',
  },
  'revoke-mandate': {
    title: 'Revoke a mandate',
    effect: 'The provider’s confirmations issue nothing any more.',
  },
  'register-key': {
    title: 'Register a further key',
    effect: 'The key may act in your name within its scopes until you revoke it.',
  },
  'revoke-key': { title: 'Revoke a key', effect: 'Irreversible: the key can never act again.' },
  'register-officer': { title: 'Register an officer', effect: 'The officer may sign the named operations.' },
  'revoke-officer': { title: 'Revoke an officer', effect: 'The officer can sign nothing any more.' },
  'register-provider': {
    title: 'Register a payment provider',
    effect: 'Sellers may give the provider a mandate.',
  },
  'revoke-provider': {
    title: 'Revoke a payment provider',
    effect: 'Its confirmations issue nothing any more.',
  },
  'register-taxpayer': { title: 'Register a taxpayer', effect: 'The taxpayer may act with its key.' },
  'amend-taxpayer': {
    title: 'Amend a taxpayer',
    effect: 'Takes effect at once and can be amended again. A suspended taxpayer cannot act.',
  },
  'publish-rules': {
    title: 'Publish a rule set',
    effect: 'Irreversible: a published rule set is never edited. It decides from its first day on.',
  },
  'close-period': { title: 'Close a period', effect: 'Irreversible: nothing is issued in it any more.' },
  'set-check-page': {
    title: 'Set the check page',
    effect: 'New receipts link to this address. It can be set again.',
  },
  'grant-credit': { title: 'Grant credit', effect: 'The seller may issue up to this net in the month.' },
  'grant-segment': {
    title: 'Grant numbers',
    effect: 'Irreversible: the numbers belong to the seller. Unused ones can be returned after the year.',
  },
  'return-numbers': {
    title: 'Return unused numbers',
    effect: 'Irreversible: no invoice can ever have these numbers.',
  },
  'accept-return': { title: 'Decide about a return', effect: 'A return that differs can be filed again.' },
  freeze: { title: 'Freeze an invoice', effect: 'No act on the invoice is possible until it is released.' },
  release: { title: 'Release an invoice', effect: 'Acts on the invoice are possible again.' },
} as const satisfies Record<PortalOperation, OperationWords>;

const faults = {
  'identity-unreadable':
    'The file is not an identity file with a P-256 key. Choose the file that fapiao identity made.',
  'identity-uncertified':
    'The identity has no certificate yet. Install the certificate that the tax bureau gave.',
  'identity-other-key':
    'The certificate is for another key than this one. Install the certificate of this request.',
  'identity-expired': 'The certificate has expired. Ask the tax bureau for a new one.',
  'certificate-unreadable': 'The text is not the certificate of a taxpayer or an officer.',
  'ledger-other':
    'This identity is for another ledger than the gateway serves. Nothing was signed: remove the identity first to use it for that ledger.',
  'ledger-unreadable': 'The gateway does not say which ledger it serves, or the trust file cannot be read.',
  'not-confirmed': 'Nothing was signed.',
  'request-pending':
    'A key waits for its certificate under this code. Install that certificate, or remove the request first.',
  'still-open':
    'The same was signed before, and its outcome is not known. Send that request again: it takes effect once.',
  'terms-altered':
    'The document shown by the gateway is not the one whose digest would be signed. Nothing was signed: do not trust this gateway, or load the page again.',
  'way-in-used':
    'This way in was used before, or the gateway has started anew. Take the newest address that it prints.',
  'storage-unavailable':
    'This browser keeps no data for this page. Leave the private window, or allow storage.',
} as const satisfies Record<PortalFault, string>;

/** Labels of the fields of signed bodies, and of invoices. */
const fields = {
  actor: 'as',
  amount: 'amount',
  amountMax: 'largest amount',
  bank: 'bank and account',
  buyer: 'buyer',
  checkPage: 'check page',
  checkCode: 'check code',
  code: 'code',
  company: 'company',
  computed: 'computed',
  contact: 'address and telephone',
  contract: 'contract',
  count: 'count',
  date: 'date',
  differs: 'difference',
  drafts: 'invoices',
  figure: 'figure',
  figures: 'figures',
  filed: 'filed',
  form: 'form',
  gross: 'gross',
  height: 'height',
  holder: 'first holder',
  holderNow: 'holder',
  id: 'id',
  invoices: 'invoices',
  item: 'item',
  kind: 'kind',
  lane: 'lane',
  lanes: 'lanes',
  line: 'line',
  lines: 'lines',
  list: 'digest of the invoices',
  month: 'month',
  name: 'name',
  nameCommitment: 'name commitment',
  net: 'net',
  number: 'number',
  operation: 'operation',
  operations: 'operations',
  payment: 'payment',
  period: 'period',
  prefix: 'prefix',
  profile: 'number profile',
  provider: 'payment provider',
  publicKey: 'public key',
  purpose: 'purpose',
  quantity: 'quantity',
  rate: 'rate',
  rateGrants: 'rates granted',
  reason: 'reason',
  ref: 'own id',
  refundLane: 'lane of refunds',
  remark: 'remark',
  replaces: 'replaces request',
  requestId: 'request id',
  rest: 'rest',
  row: 'row',
  scopes: 'scopes',
  seller: 'seller',
  sequence: 'form',
  since: 'from',
  singleLimit: 'single limit',
  specification: 'specification',
  startedBy: 'started by',
  status: 'status',
  tax: 'tax',
  taxClass: 'tax class',
  taxpayer: 'taxpayer',
  terms: 'digest of the terms',
  to: 'new holder',
  totals: 'totals',
  type: 'type',
  types: 'types',
  unit: 'unit',
  unitPrice: 'unit price',
  until: 'valid until',
  version: 'version',
  year: 'year',
  zeroRate: 'zero-rate flag',
} as const;

/** Texts of values that are names in the code. The name itself stays beside the text where it is signed. */
const values = {
  ORDINARY: 'ordinary invoice',
  SPECIAL: 'special invoice',
  ENTERPRISE: 'enterprise',
  BODY: 'body that is not an enterprise',
  PERSON: 'person',
  GENERAL: 'general taxpayer',
  SMALL_SCALE: 'small-scale taxpayer',
  NORMAL: 'normal',
  DISCOUNTED: 'discounted line',
  DISCOUNT: 'discount line',
  EXEMPT: 'exempt',
  NOT_TAXED: 'not taxed',
  ZERO_RATED: 'zero-rated',
  OPEN: 'open',
  LOCKED: 'locked',
  REDEEMED: 'booked',
  RED: 'reversed',
  FROZEN: 'frozen',
  ACTIVE: 'active',
  SUSPENDED: 'suspended',
  SELLER: 'seller',
  BUYER: 'buyer',
  DIGITAL: 'digital e-invoice',
  SHENZHEN_2018: 'Shenzhen blockchain e-invoice',
  DEDUCTION: 'deduction',
  NO_DEDUCTION: 'no deduction',
} as const;

/** The English dictionary of what both bundles share. Its keys are those of every language. */
export const en = {
  language: 'English',
  operations,
  faults,
  fields,
  values,
  /** National codes of why an invoice is reversed. */
  reasons: { '01': 'error', '02': 'return', '03': 'service stopped', '04': 'allowance' },
  sign: {
    as: 'As',
    ledger: 'Ledger',
    confirm: 'Sign and send',
    cancel: 'Do not sign',
    invoices: (count: string, gross: string) => `${count} invoices, ${gross} yuan`,
    count: (count: string) => `${count} invoices`,
    buyers: (count: string) => `${count} buyers`,
    shownWhole: 'Signed is exactly what stands here.',
    unnamed: 'no name',
    termsShown: 'The form, whose digest is signed',
  },
} as const;
