/** Payments: providers confirm them, invoices use them once, mandates let confirmations issue, refunds start red letters. */

export {
  grantMandate,
  MANDATES_MAX,
  type MandateJson,
  type MandatesJson,
  type MandateTerms,
  mandateOf,
  refundLaneOf,
  requireMandate,
  revokeMandate,
} from './mandate.js';
export {
  type ConfirmedPayment,
  isConfirmation,
  type PaymentFacts,
  type RequestPayment,
  signerOfRequest,
} from './paid-request.js';
export {
  confirmPayment,
  isPaymentId,
  type PaidInvoices,
  type PaymentJson,
  type PaymentReference,
  type PaymentTerms,
  paymentNotFound,
  paymentText,
  readPaymentText,
} from './payment.js';
export {
  readMandateTerms,
  readPaymentReference,
  readPaymentTerms,
  readRequestPayment,
} from './read-payment.js';
export { addRefund, REFUNDS_MAX, type RefundJson, type RefundTerms, requireRefundable } from './refund.js';
