import type { Read } from '../json/document-reader.js';
import {
  amountText,
  creditCode,
  entries,
  instant,
  laneName,
  object,
  oneOf,
  optional,
  paymentId,
  providerCode,
  record,
} from '../read.js';
import type { MandateTerms } from './mandate.js';
import type { RequestPayment } from './paid-request.js';
import type { PaymentReference, PaymentTerms } from './payment.js';

const REFERENCE = { provider: providerCode, id: paymentId };
const AMOUNT = { amount: amountText, paidAt: instant() };

/** Reads the name of a payment. */
export const readPaymentReference: Read<PaymentReference> = record(REFERENCE);

/** Reads what a provider confirms of a payment. */
export const readPaymentTerms: Read<PaymentTerms> = record({ id: paymentId, payee: creditCode, ...AMOUNT });

/** Reads the payment of a request of a page. */
export const readRequestPayment: Read<RequestPayment> = object<RequestPayment>((reader) => {
  const isConfirmation = Object.hasOwn(reader.document, 'amount');
  return { ...reader.fields(REFERENCE), ...(isConfirmation ? reader.fields(AMOUNT) : {}) };
});

/** Reads a mandate. */
export const readMandateTerms: Read<MandateTerms> = record({
  provider: providerCode,
  lane: laneName,
  amountMax: amountText,
  until: instant(),
  types: optional(entries(oneOf('ORDINARY', 'SPECIAL'), 2)),
  refundLane: optional(laneName),
});
