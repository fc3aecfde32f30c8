import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftJson } from '@fapiao-ledger/core';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

/** A gateway with a seller, a company that buys from it, and an employee of the company. */
export class CompanyWorld {
  readonly gateway: TestGateway;
  readonly seller: MerchantClient;
  readonly company: MerchantClient;
  readonly employee: MerchantClient;
  readonly #folder: string;

  private constructor(
    parts: Pick<CompanyWorld, 'gateway' | 'seller' | 'company' | 'employee'> & { folder: string },
  ) {
    this.gateway = parts.gateway;
    this.seller = parts.seller;
    this.company = parts.company;
    this.employee = parts.employee;
    this.#folder = parts.folder;
  }

  static async start(): Promise<CompanyWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'company-'));
    const gateway = await TestGateway.start({ readModel: join(folder, 'read-model.db') });
    const [seller, company, employee] = [
      await gateway.seller(),
      await gateway.company(),
      await gateway.person(),
    ];
    return new CompanyWorld({ gateway, seller, company, employee, folder });
  }

  /** Issues special invoices to the company, which holds them. Their gross is 106.00, 212.00, 318.00 and so on. */
  async purchases(
    count: number,
    over: Partial<Pick<DraftJson, 'type' | 'holder'>> = {},
  ): Promise<readonly string[]> {
    const { seller, company } = this;
    const drafts = Array.from({ length: count }, (_, index) =>
      draftOf(seller.code, enterprise(company.code), {
        type: 'SPECIAL',
        lines: [lineOfNet(`${index + 1}00.00`)],
        ...over,
      }),
    );
    return (await seller.issue(drafts)).body.invoices.map(({ number }) => number);
  }

  /** Issues ordinary invoices that the employee holds and has handed in. */
  async claims(count: number): Promise<readonly string[]> {
    const { employee, company } = this;
    const numbers = await this.purchases(count, { type: 'ORDINARY', holder: employee.code });
    for (const number of numbers) await employee.change('lock', number, { company: company.code });
    return numbers;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await rm(this.#folder, { recursive: true });
  }
}
