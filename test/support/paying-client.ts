import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  type DraftJson,
  formatInstant,
  type MandatesJson,
  type MandateTerms,
  type PaymentResult,
  type PaymentTerms,
  type ProviderJson,
  type RefundResult,
} from '@fapiao-ledger/core';
import type { TestGateway } from './gateway.ts';
import type { Credential, IssuedBody, MerchantClient, Reply } from './merchant-client.ts';

/** Has an officer register a payment provider over HTTP. */
export async function registerProvider(
  officer: MerchantClient,
  code = `V-${randomUUID().slice(0, 8).toUpperCase()}`,
): Promise<Credential & { readonly code: string }> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const body = { code, name: '示例支付', mspId: 'PlatformMSP', publicKey };
  const { status, body: answer } = await officer.post<{ provider: ProviderJson }>(
    '/v1/bureau/providers',
    body,
  );
  if (status !== 201) throw new Error(`no provider: ${JSON.stringify(answer)}`);
  const privateKey = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { certificate: '', privateKey, code, registration: answer.provider.keyEpoch };
}

/** Registers a payment provider over HTTP, and returns the caller that has its key. */
export async function providerOf(gateway: TestGateway, code?: string): Promise<MerchantClient> {
  return gateway.client(await registerProvider(gateway.officer, code));
}

/** A payment to a seller, paid an hour ago. */
export function paymentTo(
  seller: string,
  amount: string,
  { now = Date.now(), ...over }: Partial<PaymentTerms> & { readonly now?: number } = {},
): PaymentTerms {
  const paidAt = formatInstant(Math.floor(now / 1000) - 3_600);
  return { id: `order-${randomUUID()}`, payee: seller, amount, paidAt, ...over };
}

/** Grants a mandate over HTTP, whatever becomes of it. */
export async function grant<Body = MandatesJson>(
  seller: MerchantClient,
  provider: string,
  over: Partial<MandateTerms> & { readonly now?: number } = {},
): Promise<Reply<Body>> {
  const { now = Date.now(), ...terms } = over;
  const until = formatInstant(Math.floor(now / 1000) + 86_400);
  const body = { provider, lane: 'main', amountMax: '10000.00', until, refundLane: 'reds', ...terms };
  const headers = await seller.statement('grant-mandate', body);
  return await seller.send<Body>('POST', '/v1/mandates', { body, headers });
}

/** Confirms a payment over HTTP with the drafts that it pays. */
export async function pay<Body = IssuedBody>(
  provider: MerchantClient,
  payment: PaymentTerms,
  drafts: readonly DraftJson[],
  requestId?: string,
): Promise<Reply<Body>> {
  const headers = await provider.statement('issue-paid', { drafts, payment }, requestId);
  return await provider.send<Body>('POST', '/v1/payments', { body: { payment, invoices: drafts }, headers });
}

/** Confirms a payment over HTTP without drafts. */
export async function confirm<Body = PaymentResult>(
  provider: MerchantClient,
  payment: PaymentTerms,
  requestId?: string,
): Promise<Reply<Body>> {
  const headers = await provider.statement('confirm-payment', { payment }, requestId);
  return await provider.send<Body>('POST', '/v1/payments', { body: { payment }, headers });
}

/** Confirms a refund of a payment over HTTP. */
export async function refund<Body = RefundResult>(
  provider: MerchantClient,
  { id, amount, paidAt: refundedAt }: PaymentTerms,
  number: string,
  over: Record<string, unknown> = {},
): Promise<Reply<Body>> {
  const body = { payment: id, refund: 'refund-1', amount, refundedAt, number, reason: '01', ...over };
  const headers = await provider.statement('confirm-refund', body);
  return await provider.send<Body>('POST', '/v1/refunds', { body, headers });
}
