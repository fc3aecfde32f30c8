import { ATTESTATION_KIND, type ErrorCode, RED_FORMS_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { bodies } from './bodies.js';
import {
  cancelled,
  credit,
  draftList,
  freeze,
  hash,
  historyEntry,
  instant,
  invoice,
  officerEntry,
  redForm,
  redLetterResult,
  requestAttestation,
  segment,
  status,
  taxpayer,
} from './documents.js';
import { scopedKey } from './keys.js';
import { numbers, returnedNumbers, year } from './numbers.js';
import { mandates, payment, paymentResult, providerEntry, refundResult, requestPayment } from './payments.js';
import { namedReturn, returnResult, taxReturn } from './returns.js';
import { ruleSet } from './rule-set.js';
import {
  checkPage,
  contractName,
  creditCode,
  credited,
  invoiceNumber,
  keyEpoch,
  laneName,
  ledgerId,
  month,
  officer,
  participant,
  paymentReference,
  provider,
  requestId,
  signature,
  yuan,
} from './text.js';

/** The functions of the contract as schemas for its metadata. The contract does not read its input with them. */

const error = z.object({
  code: z.string() as z.ZodType<ErrorCode>,
  message: z.string(),
  faults: z
    .array(z.object({ code: z.string() as z.ZodType<ErrorCode>, path: z.string(), message: z.string() }))
    .exactOptional(),
});
const outcome = z.union([
  z.object({
    requestId,
    transactionId: hash,
    issuedAt: instant,
    page: invoiceNumber,
    first: invoiceNumber,
    count: z.int(),
    checkKey: hash,
  }),
  z.object({ requestId, error }),
]);

const lane = z
  .object({
    seller: creditCode,
    lane: laneName,
    month,
    cap: yuan,
    used: yuan,
    restored: yuan.exactOptional(),
    closed: z.literal(true).exactOptional(),
    segment,
  })
  .meta({ id: 'Lane' });
const change = z
  .object({
    requestId,
    transactionId: hash,
    invoices: z.array(z.object({ number: invoiceNumber, status })),
  })
  .meta({ id: 'ChangeResult' });
const ledgerName = z.object({ id: ledgerId, contract: contractName });
const policy = z.object({
  ledger: ledgerName,
  ruleSets: z.array(z.object({ hash, ruleSet })),
  closedThrough: month.exactOptional(),
  checkPage: checkPage.exactOptional(),
});
const seal = { requestId, replaces: requestId.exactOptional(), keyEpoch, notAfter: instant, signature };
const target = { ledger: ledgerId, contract: contractName };
const page = { page: invoiceNumber };
const pages = { pages: z.array(invoiceNumber) };

/** Returns the argument of a function that performs a signed act. `locator` is not signed. */
function act<Body extends z.ZodType, Locator extends z.ZodRawShape>(body: Body, locator: Locator) {
  return z.strictObject({ ...seal, ...target, actor: z.string(), body, ...locator });
}
const allotment = z.strictObject({
  seller: creditCode,
  lane: laneName,
  month,
  profile: z.enum(['DIGITAL', 'SHENZHEN_2018']),
  net: credited,
  numbers: z.int().min(0).max(10_000_000),
});
const namedInvoice = z.strictObject({ number: invoiceNumber }).meta({ id: 'NamedInvoice' });

export const transactionSchemas = {
  'bureau:FoundLedger': { argument: z.strictObject({ ...target, officer }), result: officerEntry },
  'bureau:RegisterOfficer': { argument: act(bodies['register-officer'], {}), result: officerEntry },
  'bureau:RevokeOfficer': { argument: act(bodies['revoke-officer'], {}), result: officerEntry },
  'bureau:RegisterProvider': { argument: act(bodies['register-provider'], {}), result: providerEntry },
  'bureau:RevokeProvider': { argument: act(bodies['revoke-provider'], {}), result: providerEntry },
  'bureau:RegisterTaxpayer': { argument: act(bodies['register-taxpayer'], {}), result: taxpayer },
  'bureau:AmendTaxpayer': { argument: act(bodies['amend-taxpayer'], {}), result: taxpayer },
  'bureau:PublishRuleSet': {
    argument: act(bodies['publish-rules'], {}),
    result: z.object({ version: z.string(), validFrom: z.string(), hash }),
  },
  'bureau:ClosePeriod': {
    argument: act(bodies['close-period'], {}),
    result: z.object({ closedThrough: month }),
  },
  'bureau:SetCheckPage': {
    argument: act(bodies['set-check-page'], {}),
    result: z.object({ checkPage: checkPage.exactOptional() }),
  },
  'bureau:GrantCredit': { argument: act(bodies['grant-credit'], {}), result: credit },
  'bureau:GrantSegment': { argument: act(bodies['grant-segment'], {}), result: segment },
  'bureau:ReturnNumbers': { argument: act(bodies['return-numbers'], {}), result: returnedNumbers },
  'bureau:AllotLane': { argument: allotment, result: lane },
  'bureau:AcceptReturn': { argument: act(bodies['accept-return'], {}), result: taxReturn },
  'bureau:FreezeInvoice': { argument: act(bodies.freeze, page), result: status },
  'bureau:ReleaseInvoice': { argument: act(bodies.release, page), result: status },
  'bureau:ReadOfficer': { argument: z.strictObject({ code: officer }), result: officerEntry },
  'bureau:ReadProvider': { argument: z.strictObject({ code: provider }), result: providerEntry },
  'bureau:ReadFreeze': { argument: namedInvoice, result: freeze },
  'bureau:ReadTaxpayer': { argument: z.strictObject({ code: participant }), result: taxpayer },
  'bureau:ReadPolicy': { result: policy },
  'bureau:ReadCredit': {
    argument: z.strictObject({ seller: creditCode, month }),
    result: credit.extend({ stock: z.array(segment) }),
  },
  'bureau:ReadLanes': {
    argument: z.strictObject({ seller: creditCode, after: laneName.exactOptional() }),
    result: z.object({ lanes: z.array(lane), next: laneName.exactOptional() }),
  },
  'bureau:ReadNumbers': {
    argument: z.strictObject({ seller: creditCode, year, after: laneName.exactOptional() }),
    result: numbers,
  },
  'taxpayer:FileReturn': { argument: act(bodies['file-return'], {}), result: returnResult },
  'taxpayer:ReadReturn': { argument: namedReturn, result: taxReturn },
  'invoice:IssueInvoices': {
    argument: z.strictObject({
      ...target,
      seller: creditCode,
      lane: laneName,
      requests: z.array(z.strictObject({ ...seal, payment: requestPayment.exactOptional() })),
    }),
    transient: {
      drafts: z.array(draftList).meta({ description: 'in the compact form of docs/ledger-format.md' }),
    },
    result: z.object({ outcomes: z.array(outcome) }),
  },
  'invoice:TransferInvoices': { argument: act(bodies.transfer, pages), result: change },
  'invoice:LockInvoices': { argument: act(bodies.lock, pages), result: change },
  'invoice:UnlockInvoices': { argument: act(bodies.unlock, pages), result: change },
  'invoice:RedeemInvoices': { argument: act(bodies.redeem, pages), result: change },
  'invoice:ConfirmUse': { argument: act(bodies['confirm-use'], pages), result: change },
  'invoice:RevokeUse': { argument: act(bodies['revoke-use'], pages), result: change },
  'invoice:StartRedLetter': { argument: act(bodies['start-red-letter'], page), result: redLetterResult },
  'invoice:ConfirmRedLetter': { argument: act(bodies['confirm-red-letter'], page), result: redLetterResult },
  'invoice:IssueRedLetter': { argument: act(bodies['issue-red-letter'], page), result: redLetterResult },
  'invoice:RefuseRedLetter': { argument: act(bodies['refuse-red-letter'], page), result: redLetterResult },
  'invoice:WithdrawRedLetter': {
    argument: act(bodies['withdraw-red-letter'], page),
    result: redLetterResult,
  },
  'invoice:ConfirmPayment': { argument: act(bodies['confirm-payment'], {}), result: paymentResult },
  'invoice:ConfirmRefund': { argument: act(bodies['confirm-refund'], {}), result: refundResult },
  'invoice:CancelRequest': {
    argument: act(bodies.cancel, {}),
    result: cancelled,
  },
  'taxpayer:ElectLevy': { argument: act(bodies['elect-levy'], {}), result: taxpayer },
  'taxpayer:EndLevy': { argument: act(bodies['end-levy'], {}), result: taxpayer },
  'taxpayer:SetStrictRefs': { argument: act(bodies['set-strict-refs'], {}), result: taxpayer },
  'invoice:ReadInvoice': {
    argument: namedInvoice,
    result: z.object({ invoice, status, page: invoiceNumber }),
  },
  'invoice:Attest': {
    argument: namedInvoice,
    result: z.object({
      kind: z.literal(ATTESTATION_KIND),
      channel: z.string(),
      asOf: instant,
      invoice,
      status,
      checkPage: checkPage.exactOptional(),
    }),
  },
  'invoice:ReadHistory': { argument: namedInvoice, result: z.array(historyEntry) },
  'invoice:ReadRedForm': {
    argument: z.strictObject({ number: invoiceNumber, sequence: z.int().min(1).max(RED_FORMS_MAX) }),
    result: redForm,
  },
  'invoice:ReadPayment': { argument: paymentReference, result: payment },
  'invoice:ReadLane': { argument: z.strictObject({ seller: creditCode, lane: laneName }), result: lane },
  'invoice:ReadRequest': {
    argument: z.strictObject({ actor: z.string(), requestId }),
    result: requestAttestation,
  },
  'taxpayer:RegisterKey': { argument: act(bodies['register-key'], {}), result: scopedKey },
  'taxpayer:RevokeKey': { argument: act(bodies['revoke-key'], {}), result: scopedKey },
  'taxpayer:ReadKeys': { argument: z.strictObject({ code: participant }), result: z.array(scopedKey) },
  'taxpayer:GrantMandate': { argument: act(bodies['grant-mandate'], {}), result: mandates },
  'taxpayer:RevokeMandate': { argument: act(bodies['revoke-mandate'], {}), result: mandates },
  'taxpayer:ReadMandates': { argument: z.strictObject({ seller: participant }), result: mandates },
};
