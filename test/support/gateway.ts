import { RULE_SET_2026, type TaxpayerKind } from '@fapiao-ledger/core';
import { createApp } from '@fapiao-ledger/gateway/app';
import { type Limits, readConfig } from '@fapiao-ledger/gateway/config';
import { Custodian, type CustodianPlace } from '@fapiao-ledger/gateway/custodian/custodian';
import { createLog } from '@fapiao-ledger/gateway/log';
import { type RunningReadModel, startReadModel } from '@fapiao-ledger/gateway/read-model';
import { listen, type RunningServer } from '@fapiao-ledger/gateway/server';
import { LedgerStream } from '@fapiao-ledger/gateway/stream/ledger-stream';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { type EmbeddedLedger, ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { FIRST_OFFICER, foundLedger } from '@fapiao-ledger/network/founding';
import type { LedgerHome } from '@fapiao-ledger/network/home';
import { embeddedHome } from '@fapiao-ledger/network/home';
import { generateKeyPair, identityFromPem } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { monthAt, monthsOfRun, prefixOf, quietMoment } from './calendar.ts';
import { enterpriseCode, personId } from './drafts.ts';
import {
  type Credential,
  MerchantClient,
  type ProblemBody,
  type Reply,
  type SendOptions,
  send,
} from './merchant-client.ts';

type Role = 'officer' | 'operator' | 'auditor';

export interface GatewayChanges {
  readonly limits?: Partial<Limits>;
  /** The ledger's clock, which a test can move. Tokens use the machine's, which is the ledger's too when absent. */
  readonly clock?: ManualClock;
  /** Wraps the gateway's client of the ledger. */
  readonly wrap?: (home: LedgerHome) => LedgerHome;
  /** Database of a read model; without one there are no lists. */
  readonly readModel?: string;
  /** Folder of keys in custody; without it none are. */
  readonly custodian?: CustodianPlace;
}

/** A gateway on a free port over a real embedded ledger in memory, and its callers. */
export class TestGateway {
  readonly url: string;
  readonly home: LedgerHome;
  readonly ledger: EmbeddedLedger;
  readonly stream: LedgerStream;
  readonly officer: MerchantClient;
  readonly operator: MerchantClient;
  readonly auditor: MerchantClient;
  readonly routes: ReturnType<typeof createApp>['routes'];
  /** Log of the gateway, line by line. */
  readonly logged: string[];
  readonly #server: RunningServer;
  readonly #readModel: RunningReadModel | undefined;
  readonly #custodian: Custodian | undefined;
  #serial = 0;

  private constructor(
    parts: Pick<TestGateway, 'home' | 'ledger' | 'stream' | 'routes' | 'logged'> & {
      server: RunningServer;
      officer: Credential;
      operator: Credential;
      auditor: Credential;
      running: RunningReadModel | undefined;
      custodian: Custodian | undefined;
    },
  ) {
    this.home = parts.home;
    this.ledger = parts.ledger;
    this.stream = parts.stream;
    this.routes = parts.routes;
    this.logged = parts.logged;
    this.url = parts.server.address;
    this.#server = parts.server;
    this.#readModel = parts.running;
    this.#custodian = parts.custodian;
    this.officer = this.client({ ...parts.officer, code: FIRST_OFFICER });
    this.operator = this.client(parts.operator);
    this.auditor = this.client(parts.auditor);
  }

  /** Starts it without rules, so that no seller can issue yet. */
  static async bare(changes: GatewayChanges = {}): Promise<TestGateway> {
    const { limits, wrap = (home) => home, readModel, custodian: place } = changes;
    const clock = changes.clock ?? clockAtMonthEnd();
    const ledger = await openEmbeddedLedger(clock === undefined ? {} : { clock });
    const { TaxBureauMSP, PlatformMSP, AuditorMSP } = ledger.authorities;
    // Tokens are judged by the machine's clock, transactions by the ledger's.
    const since = new Date(Math.min(clock?.now() ?? Date.now(), Date.now()));
    const [officer, operator, auditor] = await Promise.all([
      enrol(TaxBureauMSP, 'officer', since),
      enrol(PlatformMSP, 'operator', since),
      enrol(AuditorMSP, 'auditor', since),
    ]);
    const relay = await enrol(TaxBureauMSP, 'operator', since);
    await foundLedger(
      ledger.client(),
      identityFromPem('TaxBureauMSP', officer.certificate, officer.privateKey),
    );
    const home = wrap(
      await embeddedHome(
        ledger,
        {
          bureau: identityFromPem('TaxBureauMSP', relay.certificate, relay.privateKey),
          operator: identityFromPem('PlatformMSP', operator.certificate, operator.privateKey),
        },
        () => clock?.now() ?? Date.now(),
      ),
    );
    const logged: string[] = [];
    const log = createLog('debug', { write: (line) => void logged.push(line) });
    const standard = readConfig({
      FAPIAO_CHECKS_PER_MINUTE: '100000',
      FAPIAO_REQUESTS_PER_MINUTE: '1000000',
      FAPIAO_REFUSED_BYTES_PER_MINUTE: '1000000000',
      FAPIAO_BAD_CREDENTIALS_PER_MINUTE: '1000000',
    });
    const stream = new LedgerStream(home.client, (error) => log.error({ err: error }, 'interrupted'));
    stream.start();
    const running =
      readModel === undefined
        ? undefined
        : await startReadModel(readModel, stream, (error) => log.error({ err: error }, 'interrupted'));
    const custodian = place && (await Custodian.open(place));
    const gateway = createApp({
      home,
      limits: { ...standard.limits, ...limits },
      log,
      stream,
      ...(running && { readModel: running }),
      ...(custodian && { custodian }),
    });
    const server = await listen(gateway, { host: '127.0.0.1', port: 0 });
    const { routes } = gateway;
    return new TestGateway({
      home,
      ledger,
      stream,
      routes,
      logged,
      server,
      officer,
      operator,
      auditor,
      running,
      custodian,
    });
  }

  /** Starts it with the rules of 2026. */
  static async start(changes: GatewayChanges = {}): Promise<TestGateway> {
    const gateway = await TestGateway.bare(changes);
    await gateway.act('/v1/bureau/rule-sets', RULE_SET_2026);
    return gateway;
  }

  get channel(): string {
    return this.home.client.channel;
  }

  /** The tax period of the ledger's day. */
  get month(): string {
    return monthAt(this.home.now());
  }

  client(credential: Credential): MerchantClient {
    return new MerchantClient(this.url, this.channel, credential, () => this.home.now());
  }

  /** Registers a company with its own key, certified by the gateway. */
  async company(kind: TaxpayerKind = 'GENERAL', over: Record<string, unknown> = {}): Promise<MerchantClient> {
    this.#serial += 1;
    return await this.join({
      code: enterpriseCode(this.#serial),
      kind,
      name: `示例企业${this.#serial}`,
      ...over,
    });
  }

  async person(): Promise<MerchantClient> {
    this.#serial += 1;
    return await this.join({ code: personId(this.#serial), kind: 'PERSON' });
  }

  /** Registers a company that can issue. */
  async seller(grant: { credit?: string; numbers?: number } = {}): Promise<MerchantClient> {
    const seller = await this.company();
    await this.grant(seller, grant);
    return seller;
  }

  async grant(seller: MerchantClient, { credit = '10000000.00', numbers = 100_000 } = {}): Promise<void> {
    const { month } = this;
    await this.act('/v1/bureau/credits', { seller: seller.code, month, net: credit });
    const prefix = prefixOf(month);
    await this.act('/v1/bureau/segments', {
      seller: seller.code,
      profile: 'DIGITAL',
      prefix,
      count: numbers,
    });
  }

  async join(registration: Record<string, unknown> & { code: string }): Promise<MerchantClient> {
    const { privateKey } = generateKeyPair();
    const csr = await createCsr({ privateKey, commonName: registration.code });
    const { certificate } = await this.act<{ certificate: string }>('/v1/bureau/taxpayers', {
      ...registration,
      csr,
    });
    const client = this.client({ certificate, privateKey, code: registration.code });
    await client.terms();
    return client;
  }

  /** Performs an act of the bureau, which must succeed. */
  async act<Body>(path: string, body: unknown): Promise<Body> {
    const reply = await this.officer.post<Body>(path, body);
    if (reply.status < 300) return reply.body;
    throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  }

  /** Sends a request without any credential. */
  async anonymous<Body = unknown>(method: string, path: string, options?: SendOptions): Promise<Reply<Body>> {
    return await send<Body>(this.url, method, path, options);
  }

  /** Asks the server to stop, as a signal does; the ledger stays open. */
  async stopServing(timeoutMs = 10_000): Promise<void> {
    await this.#server.stop(timeoutMs);
  }

  async close(): Promise<void> {
    await this.stopServing();
    await this.#readModel?.close();
    await this.stream.close();
    await this.#custodian?.close();
    await this.home.close();
  }
}

/** When the month is about to end, a clock that stands still in the next one: no test runs into a month without credit. */
function clockAtMonthEnd(): ManualClock | undefined {
  return monthsOfRun().length > 1 ? new ManualClock(quietMoment()) : undefined;
}

/** Returns status and code of a refusal, for tests that need no more. */
export function refusalOf(reply: Reply): string {
  return `${reply.status} ${(reply.body as ProblemBody).code ?? 'no problem'}`;
}

/** Makes a key with a certificate that carries a role. */
export async function enrol(
  authority: CertificateAuthority,
  role: Role,
  since = new Date(),
): Promise<Credential> {
  return await authority.enrollWithNewKey({
    commonName: `${role}.${authority.mspId}`,
    ou: 'client',
    validity: validFromNow(800, since),
    attributes: role === 'officer' ? { role, 'officer.id': FIRST_OFFICER } : { role },
  });
}
