import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftOf, enterprise } from '../support/drafts.ts';
import { type Credential, MerchantClient, type ProblemBody, type Reply } from '../support/merchant-client.ts';
import { preparedPerson, preparedProvider, preparedSeller } from '../support/prepared-seller.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { type Issue, NotNow } from './load.ts';
import type { Adapter } from './network.ts';

/** Answers after which the same request may be sent again. */
const NOT_NOW = new Set([429, 503, 504]);

/** A gateway on a network as a process of its own, in a folder of its own; when killed it can be started again. */
export class NetworkGateway {
  readonly home: string;
  readonly #settings: Readonly<Record<string, string>>;
  #running: Promise<StartedGateway>;

  private constructor(home: string, settings: Readonly<Record<string, string>>) {
    this.home = home;
    this.#settings = settings;
    this.#running = startGateway(home, settings);
  }

  /** @param more settings besides the network and the library */
  static async start(
    network: string,
    library: Adapter,
    more: Readonly<Record<string, string>> = {},
  ): Promise<NetworkGateway> {
    const home = await mkdtemp(join(tmpdir(), 'fapiao-gateway-'));
    const gateway = new NetworkGateway(home, {
      FAPIAO_LEDGER: 'fabric',
      FAPIAO_FABRIC_HOME: network,
      FAPIAO_FABRIC_CLIENT: library,
      ...more,
    });
    await gateway.#running;
    return gateway;
  }

  /** Where it listens, or will when it is back: it gets another port each time. */
  async url(): Promise<string> {
    return (await this.#running).url;
  }

  /** Ends the process with kill -9 and starts another. @returns when it is dead */
  async kill(): Promise<void> {
    await (await this.#running).stop('SIGKILL');
    this.#running = startGateway(this.home, this.#settings);
  }

  async close(): Promise<void> {
    await (await this.#running).stop('SIGTERM');
    await rm(this.home, { recursive: true });
  }

  /** Registers a seller with numbers and credit. */
  async seller(): Promise<Credential & { readonly code: string }> {
    return await preparedSeller(await this.url(), this.home, randomInt(1e5));
  }

  async person(): Promise<Credential & { readonly code: string }> {
    return await preparedPerson(await this.url(), this.home, randomInt(1e5));
  }

  async provider(): Promise<Credential & { readonly code: string }> {
    return await preparedProvider(await this.url(), this.home);
  }

  /** Who calls this gateway where it listens now. */
  async client(credential: Credential): Promise<MerchantClient> {
    return new MerchantClient(await this.url(), 'fapiao', credential);
  }

  /** Issues to the seller itself. */
  issueBy(seller: Credential & { readonly code: string }): Issue {
    const draft = draftOf(seller.code, enterprise(seller.code));
    return async (lane, requestId) => {
      const client = await this.client(seller);
      const { body } = await orNotNow(client.issue(draft, { requestId, lane }));
      return body.invoices[0]?.number as string;
    };
  }
}

/** @throws {NotNow} without an answer, or when the answer is to retry; {Error} for any other but success */
async function orNotNow<Body>(asked: Promise<Reply<Body>>): Promise<Reply<Body>> {
  const reply = await asked.catch((error: unknown) => {
    throw new NotNow(`no answer (${(error as Error).message})`);
  });
  if (reply.status < 300) return reply;
  const { code, detail } = reply.body as ProblemBody;
  throw NOT_NOW.has(reply.status) ? new NotNow(code) : new Error(`${reply.status} ${code}: ${detail}`);
}
