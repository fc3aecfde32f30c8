import { join } from 'node:path';
import { RULE_SET_2026 } from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';

/** What a tax bureau oversees: sellers, a company, a person, and invoices in several states. */
export class BureauWorld {
  readonly gateway: TestGateway;
  readonly seller: MerchantClient;
  readonly buyer: MerchantClient;
  readonly person: MerchantClient;
  /** A small-scale seller that has sold 85% of the limit. */
  readonly small: MerchantClient;
  readonly suspended: MerchantClient;
  /** Issued to the buyer, held by the person until it was transferred back. */
  readonly moved: string;
  readonly frozen: string;

  private constructor(parts: Omit<BureauWorld, 'officerOf' | 'close' | 'issue'>) {
    this.gateway = parts.gateway;
    this.seller = parts.seller;
    this.buyer = parts.buyer;
    this.person = parts.person;
    this.small = parts.small;
    this.suspended = parts.suspended;
    this.moved = parts.moved;
    this.frozen = parts.frozen;
  }

  static async start(): Promise<BureauWorld> {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    const gateway = await TestGateway.bare({ readModel });
    await gateway.act('/v1/bureau/rule-sets', { ...RULE_SET_2026, smallScaleLimit: '1000.00' });
    const seller = await gateway.seller();
    const buyer = await gateway.company();
    const person = await gateway.person();
    const small = await gateway.company('SMALL_SCALE', { name: '示例小店' });
    await gateway.grant(small);
    const suspended = await gateway.company();
    const { code } = suspended;
    await gateway.officer.send('PATCH', `/v1/bureau/taxpayers/${code}`, {
      body: { status: 'SUSPENDED', reason: '涉嫌虚开，调查中' },
    });
    const line = { ...lineOfNet('850.00'), rate: '0.03', tax: '25.50' };
    await small.issue(draftOf(small.code, { type: 'PERSON' }, { lines: [line] }));
    const drafts = Array.from({ length: 40 }, (_, index) =>
      draftOf(seller.code, enterprise(buyer.code), { ref: `订单-${index}`, holder: person.code }),
    );
    const { invoices } = (await seller.issue(drafts)).body;
    const [moved, frozen] = invoices.map(({ number }) => number) as [string, string];
    const body = { to: buyer.code };
    const headers = await person.statement('transfer', { ...body, invoices: [{ number: moved }] });
    await person.send('POST', `/v1/invoices/${moved}/transfer`, { body, headers });
    await gateway.act(`/v1/bureau/invoices/${frozen}/freeze`, { reason: '核查来源' });
    return new BureauWorld({ gateway, seller, buyer, person, small, suspended, moved, frozen });
  }

  /** Registers an officer whose key may sign some operations only. */
  async officerOf(code: string, operations: readonly string[]): Promise<MerchantClient> {
    const { privateKey, publicKey } = generateKeyPair();
    const csr = await createCsr({ privateKey, commonName: code });
    const { certificate } = await this.gateway.act<{ certificate: string }>('/v1/bureau/officers', {
      code,
      publicKey: publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, ''),
      operations,
      csr,
    });
    return this.gateway.client({ certificate, privateKey, code });
  }

  /** Issues an invoice of its own. */
  async issue(): Promise<string> {
    const { body } = await this.seller.issue(draftOf(this.seller.code, enterprise(this.buyer.code)));
    return body.invoices[0]?.number as string;
  }

  async close(): Promise<void> {
    await this.gateway.close();
  }
}
