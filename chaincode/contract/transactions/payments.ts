import {
  confirmPayment as confirmed,
  isConfirmation,
  mandateOf,
  type PageRequest,
  type PaymentFacts,
  type PaymentJson,
  type PaymentReference,
  type PaymentResult,
  type ProviderJson,
  paymentNotFound,
  paymentText,
  type Read,
  type RequestBodies,
  type RequestPayment,
  read,
  readPaymentTerms,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { actIn, perform, type SignedAct } from './act.js';
import { mandatesOf } from './mandates.js';

/**
 * Records a payment, which a request of its payee then uses. The same confirmation again answers with the same payment.
 * @throws {DomainError} as `perform`, then PAYMENT_DIFFERS, PAYMENT_USED, PAYMENT_TIME
 */
export async function confirmPayment(
  transaction: Transaction,
  act: SignedAct<RequestBodies['confirm-payment']>,
): Promise<PaymentResult> {
  return await perform(transaction, 'confirm-payment', act, async () => {
    const { actor: provider, requestId, body } = act;
    const { id, payee } = body.payment;
    const stored = await transaction.state.get(stateKey('PAYMENT', provider, id));
    const payment = confirmed({ provider, ...body.payment }, stored, transaction.at);
    // A confirmation that is repeated must not make the pages conflict that read the payment.
    if (stored === undefined) {
      await putPayment(transaction, payment);
      transaction.emit('PaymentConfirmed', { provider, id, payee });
    }
    return { requestId, transactionId: transaction.transactionId, payment };
  });
}

/** Returns a payment. @throws {DomainError} ROLE_REQUIRED, then PAYMENT_NOT_FOUND */
export async function readPayment(
  transaction: Transaction,
  reference: PaymentReference,
): Promise<PaymentJson> {
  requireReader(transaction);
  return await paymentOf(transaction, reference);
}

/** Returns a payment that its provider has confirmed. @throws {DomainError} PAYMENT_NOT_FOUND */
export async function paymentOf(transaction: Transaction, reference: PaymentReference): Promise<PaymentJson> {
  const { provider, id } = reference;
  const payment = await transaction.state.get(stateKey('PAYMENT', provider, id));
  if (payment !== undefined) return payment;
  throw paymentNotFound(reference);
}

/** Stores a payment. */
export async function putPayment(transaction: Transaction, payment: PaymentJson): Promise<void> {
  await transaction.state.put(stateKey('PAYMENT', payment.provider, payment.id), payment);
}

/** Reads what the decision about a page needs to know of payments: nothing when no request has one. */
export async function paymentFacts(
  transaction: Transaction,
  seller: string,
  requests: readonly PageRequest[],
): Promise<PaymentFacts | undefined> {
  const named = requests.flatMap(({ payment }) => (payment === undefined ? [] : [payment]));
  if (named.length === 0) return undefined;
  const confirmations = named.filter(isConfirmation);
  const providers = await providersOf(transaction, confirmations);
  const mandates = confirmations.length === 0 ? undefined : await mandatesOf(transaction, seller);
  const payments = await paymentsOf(transaction, named);
  return {
    providerOf: (code) => providers.get(code),
    mandateOf: (provider) => mandateOf(mandates, provider),
    paymentOf: (reference) => payments.get(paymentText(reference)),
  };
}

async function providersOf(
  { state }: Transaction,
  named: readonly PaymentReference[],
): Promise<ReadonlyMap<string, ProviderJson>> {
  const providers = new Map<string, ProviderJson>();
  for (const code of new Set(named.map(({ provider }) => provider))) {
    const provider = await state.get(stateKey('PROVIDER', code));
    if (provider !== undefined) providers.set(code, provider);
  }
  return providers;
}

async function paymentsOf(
  { state }: Transaction,
  named: readonly RequestPayment[],
): Promise<ReadonlyMap<string, PaymentJson>> {
  const payments = new Map<string, PaymentJson>();
  for (const reference of named) {
    const text = paymentText(reference);
    if (payments.has(text)) continue;
    const payment = await state.get(stateKey('PAYMENT', reference.provider, reference.id));
    if (payment !== undefined) payments.set(text, payment);
  }
  return payments;
}

export const readPaymentConfirmation: Read<SignedAct<RequestBodies['confirm-payment']>> = read.object(
  (reader) => actIn(reader, read.record({ payment: readPaymentTerms }), read.providerCode),
);
