import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftJson } from '@fapiao-ledger/core';
import { identityFileText } from '@fapiao-ledger/pki';
import type { Browser, Page } from 'playwright-core';
import { draftOf } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { WalletPages } from './wallet-page.ts';

/** A gateway with a seller, a company and a person, and the person's wallet in a browser. */
export class WalletWorld {
  readonly gateway: TestGateway;
  readonly pages: WalletPages;
  readonly seller: MerchantClient;
  readonly company: MerchantClient;
  readonly person: MerchantClient;
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(
    parts: Pick<WalletWorld, 'gateway' | 'seller' | 'company' | 'person'> & {
      browser: Browser;
      folder: string;
    },
  ) {
    this.gateway = parts.gateway;
    this.seller = parts.seller;
    this.company = parts.company;
    this.person = parts.person;
    this.pages = new WalletPages(parts.browser, parts.gateway.url);
    this.#browser = parts.browser;
    this.#folder = parts.folder;
  }

  static async start(browser: Browser): Promise<WalletWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'wallet-'));
    const gateway = await TestGateway.start({ readModel: join(folder, 'read-model.db') });
    const [seller, company, person] = [
      await gateway.seller(),
      await gateway.company(),
      await gateway.person(),
    ];
    return new WalletWorld({ gateway, seller, company, person, browser, folder });
  }

  /** Issues an invoice that the person holds. @param buyer a person when absent */
  async issue(buyer: DraftJson['buyer'] = { type: 'PERSON' }): Promise<string> {
    const { seller, person } = this;
    const { body } = await seller.issue(draftOf(seller.code, buyer, { holder: person.code }));
    return body.invoices[0]?.number as string;
  }

  /** Enters with the person's identity file, as the command line has written it. */
  async enter(page: Page): Promise<void> {
    const { code, certificate, key } = this.person;
    const privateKey = String(key.export({ format: 'pem', type: 'pkcs8' }));
    const file = {
      version: 1,
      mspId: 'PlatformMSP',
      code,
      role: 'taxpayer',
      certificate,
      privateKey,
    } as const;
    await page.setInputFiles('#identity', {
      name: 'identity.json',
      mimeType: 'application/json',
      buffer: Buffer.from(identityFileText(file)),
    });
    await page.waitForSelector('.as-of');
  }

  /** Opens the person's wallet. */
  async open(options: Parameters<WalletPages['open']>[1] = {}): Promise<Page> {
    const page = await this.pages.open('/#/held', options);
    await this.enter(page);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gateway.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** Agrees to what the open question shows, and returns that. */
export async function agree(page: Page): Promise<string> {
  const shown = (await page.textContent('.confirm')) ?? '';
  await page.click('.confirm .primary');
  return shown;
}
