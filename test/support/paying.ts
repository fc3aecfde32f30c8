import { X509Certificate } from 'node:crypto';
import {
  type ConfirmedPayment,
  canonicalJson,
  type DraftJson,
  FUNCTION_OF,
  formatInstant,
  type IssuedOutcome,
  type IssueRequest,
  invoicesOfOutcome,
  type Json,
  type MandatesJson,
  type MandateTerms,
  type Operation,
  type PaymentJson,
  type PaymentReference,
  type PaymentResult,
  type PaymentTerms,
  type ProviderJson,
  type RefundResult,
  type RequestBodies,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { enrol, identityOf } from './enrolled.ts';
import type { Issued, LedgerWorld } from './ledger-world.ts';
import {
  type IssueOptions,
  issueCall,
  type Participant,
  type Signing,
  type SignOptions,
  sha256,
  signedAct,
  signedRequest,
} from './signed-calls.ts';

/** A payment provider registered on the ledger. */
export interface Provider extends Signing {
  readonly entry: ProviderJson;
}

/** The acts of payment providers and of their sellers, in a world. */
export class Paying {
  readonly world: LedgerWorld;

  constructor(world: LedgerWorld) {
    this.world = world;
  }

  async register(code: string): Promise<Provider> {
    const identity = identityOf(await enrol(this.world.authorities.taxpayers, code, {}, this.world.opened));
    const { publicKey: key } = new X509Certificate(identity.certificate);
    const publicKey = key.export({ format: 'der', type: 'spki' }).toString('base64');
    const body = { code, name: '示例支付', mspId: 'PlatformMSP', publicKey };
    const entry = await this.world.bureau<ProviderJson>('RegisterProvider', body);
    return { code, keyEpoch: entry.keyEpoch, identity, entry };
  }

  async grant(
    seller: Participant,
    provider: string,
    over: Partial<MandateTerms> = {},
  ): Promise<MandatesJson> {
    const terms = {
      provider,
      lane: 'main',
      amountMax: '10000.00',
      until: this.instant(86_400),
      refundLane: 'main',
      ...over,
    };
    return await this.act(seller, 'grant-mandate', terms as unknown as Json);
  }

  /** A payment to a seller, paid an hour ago. */
  paymentTo(seller: string, id: string, amount: string, over: Partial<PaymentTerms> = {}): PaymentTerms {
    return { id, payee: seller, amount, paidAt: this.instant(-3_600), ...over };
  }

  async confirm(provider: Provider, payment: PaymentTerms, options?: SignOptions): Promise<PaymentResult> {
    return await this.act(provider, 'confirm-payment', { payment } as unknown as Json, options);
  }

  async refund(
    provider: Provider,
    body: Omit<RequestBodies['confirm-refund'], 'refundedAt'>,
    over: Partial<RequestBodies['confirm-refund']> & SignOptions = {},
  ): Promise<RefundResult> {
    const { requestId, ...more } = over;
    const whole = { refundedAt: this.instant(-60), ...body, ...more };
    const options = requestId === undefined ? {} : { requestId };
    return await this.act(provider, 'confirm-refund', whole as unknown as Json, options);
  }

  async payment(reference: PaymentReference): Promise<PaymentJson> {
    return await this.world.evaluate('ReadPayment', { ...reference });
  }

  /** Issues drafts by a provider's confirmation of their payment. */
  async issue(
    seller: Participant,
    provider: Provider,
    payment: PaymentTerms,
    drafts: readonly DraftJson[],
    options: IssueOptions = {},
  ): Promise<Issued> {
    const call = issueCall(this.world, seller, drafts, { ...confirmed(provider, payment), ...options });
    const { outcomes } = await this.world.submit<{ outcomes: [IssuedOutcome] }>(this.world.operator, call);
    return { ...outcomes[0], invoices: invoicesOfOutcome(outcomes[0], sha256) };
  }

  /** A provider's request to issue drafts by the mandate of their seller. */
  request(
    seller: Participant,
    provider: Provider,
    payment: PaymentTerms,
    drafts: readonly DraftJson[],
    options: IssueOptions = {},
  ): IssueRequest {
    return signedRequest(this.world, seller, drafts, { ...confirmed(provider, payment), ...options });
  }

  async act<T>(signing: Signing, operation: Operation, body: Json, options: SignOptions = {}): Promise<T> {
    return await this.world.submit<T>(this.world.operator, this.call(signing, operation, body, options));
  }

  call(signing: Signing, operation: Operation, body: Json, options: SignOptions = {}): ContractCall {
    const [contract = '', name = ''] = FUNCTION_OF[operation].split(':');
    const act = signedAct(this.world, signing, operation, body, options);
    return { contract, function: name, args: [canonicalJson(act)] } as ContractCall;
  }

  /** A moment of the world, `seconds` from now. */
  instant(seconds: number): string {
    return formatInstant(Math.floor(this.world.now() / 1000) + seconds);
  }
}

function confirmed(
  provider: Provider,
  { id, amount, paidAt }: PaymentTerms,
): { readonly provider: Provider; readonly payment: ConfirmedPayment } {
  return { provider, payment: { provider: provider.code, id, amount, paidAt } };
}
