import { createHash, hash, randomUUID, X509Certificate } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  DraftList,
  type InvoiceStatusJson,
  type InvoiceViewJson,
  type IssuedOutcome,
  type IssueRequest,
  invoicesOfOutcome,
  issueStatementText,
  type Json,
  type LaneJson,
  type Operation,
  pageCall,
  RULE_SET_2026,
  statementBytes,
  type TaxpayerJson,
} from '@fapiao-ledger/chaincode/core';
import { type CertificateAuthority, validFor } from '@fapiao-ledger/network/ca';
import {
  type Committed,
  type ContractCall,
  type Identity,
  identityFromPem,
  type LedgerClient,
} from '@fapiao-ledger/network/ledger-client';

/** Somebody registered on the ledger: its record, and the certificate and key it signs with. */
export interface Participant {
  readonly code: string;
  readonly taxpayer: TaxpayerJson;
  readonly identity: Identity;
}

export interface Authorities {
  readonly bureau: CertificateAuthority;
  readonly platform: CertificateAuthority;
}

/** What a request issued, its invoices one by one. */
export interface Issued extends IssuedOutcome {
  readonly invoices: ReturnType<typeof invoicesOfOutcome>;
}

/** Numbers for every lane that a world opens. */
export interface LaneGrant {
  readonly credit: string;
  readonly numbers?: number;
  readonly lane?: string;
  readonly profile?: 'DIGITAL' | 'SHENZHEN_2018';
  readonly prefix?: string;
}

/**
 * A ledger with a bureau, a platform and whoever joins: the acts of a scenario in the words of the
 * trade, over any adapter of the port.
 */
export class LedgerWorld {
  readonly client: LedgerClient;
  readonly officer: Identity;
  readonly operator: Identity;
  readonly authorities: Authorities;
  /** Month in Shanghai in which the world lives. */
  readonly month: string;
  /** Certificates and keys of the officer and the operator, for a script that acts later. */
  readonly keys: Readonly<Record<'officer' | 'operator', Enrolled>>;
  /** When it was opened, by the ledger's clock. */
  readonly opened: Date;

  private constructor(
    client: LedgerClient,
    authorities: Authorities,
    keys: Readonly<Record<'officer' | 'operator', Enrolled>>,
    now: Date,
  ) {
    this.client = client;
    this.authorities = authorities;
    this.keys = keys;
    this.officer = identityOf(keys.officer);
    this.operator = identityOf(keys.operator);
    this.month = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
    this.opened = now;
  }

  /** With the rule set of 2026 published; `now` is the ledger's clock. */
  static async open(client: LedgerClient, authorities: Authorities, now = new Date()): Promise<LedgerWorld> {
    const world = await LedgerWorld.join(client, authorities, now);
    await world.bureau('PublishRuleSet', RULE_SET_2026 as unknown as Json);
    return world;
  }

  /** On a ledger that has its rule set already. */
  static async join(client: LedgerClient, authorities: Authorities, now = new Date()): Promise<LedgerWorld> {
    const officer = await enrol(authorities.bureau, 'officer', { role: 'officer' }, now);
    const operator = await enrol(authorities.platform, 'operator', { role: 'operator' }, now);
    return new LedgerWorld(client, authorities, { officer, operator }, now);
  }

  /** Submits an act of the bureau and returns its result. */
  async bureau<T>(name: string, argument: Json): Promise<T> {
    return await this.submit<T>(this.officer, {
      contract: 'bureau',
      function: name,
      args: [canonicalJson(argument)],
    });
  }

  async register(
    code: string,
    kind: TaxpayerJson['kind'],
    more: Partial<TaxpayerJson> = {},
  ): Promise<Participant> {
    const attributes = { role: 'taxpayer', 'taxpayer.id': code };
    const identity = identityOf(await enrol(this.authorities.platform, code, attributes, this.opened));
    const { publicKey: key } = new X509Certificate(identity.certificate);
    const publicKey = key.export({ format: 'der', type: 'spki' }).toString('base64');
    const name =
      kind === 'PERSON'
        ? {}
        : { name: `示例公司${createHash('sha256').update(code).digest('hex').slice(0, 6)}` };
    const { status: _status, ...fields } = more;
    const argument = { code, kind, mspId: 'PlatformMSP', publicKey, ...name, ...fields };
    const taxpayer = await this.bureau<TaxpayerJson>('RegisterTaxpayer', argument);
    return { code, taxpayer, identity };
  }

  /** Grants credit and numbers, and opens a lane with all of it. */
  async openLane(seller: Participant, grant: LaneGrant): Promise<LaneJson> {
    const { credit, numbers = 100_000, lane = 'main', profile = 'DIGITAL' } = grant;
    const prefix = grant.prefix ?? `${this.month.slice(2, 4)}442`;
    await this.bureau('GrantCredit', { seller: seller.code, month: this.month, net: credit });
    await this.bureau('GrantSegment', { seller: seller.code, profile, prefix, count: numbers });
    return await this.allot(seller, { lane, profile, net: credit, numbers });
  }

  async allot(
    seller: Participant,
    want: {
      lane: string;
      profile: LaneGrant['profile'] & string;
      net: string;
      numbers: number;
      month?: string;
    },
  ): Promise<LaneJson> {
    const argument = canonicalJson({ seller: seller.code, month: this.month, ...want });
    return await this.submit(this.operator, { contract: 'bureau', function: 'AllotLane', args: [argument] });
  }

  /** Issues one request; its drafts are signed by the seller. */
  async issue(
    seller: Participant,
    drafts: readonly DraftJson[],
    options: IssueOptions = {},
  ): Promise<Issued> {
    const call = issueCall(this.client.channel, seller, drafts, options);
    const { outcomes } = await this.submit<{ outcomes: [IssuedOutcome] }>(options.as ?? this.operator, call);
    return { ...outcomes[0], invoices: invoicesOfOutcome(outcomes[0], sha256) };
  }

  async transfer(holder: Participant, to: string, ...numbers: readonly string[]): Promise<InvoiceStatusJson> {
    return await this.change(holder, 'transfer', { to, invoices: numbers.map((number) => ({ number })) });
  }

  async lock(
    holder: Participant,
    company: string,
    ...numbers: readonly string[]
  ): Promise<InvoiceStatusJson> {
    return await this.change(holder, 'lock', { company, invoices: numbers.map((number) => ({ number })) });
  }

  async unlock(company: Participant, ...numbers: readonly string[]): Promise<InvoiceStatusJson> {
    return await this.change(company, 'unlock', { invoices: numbers.map((number) => ({ number })) });
  }

  async redeem(company: Participant, number: string, amount: string): Promise<InvoiceStatusJson> {
    return await this.change(company, 'redeem', { invoices: [{ number, amount }] });
  }

  /** @returns the status of the first invoice afterwards */
  async change(
    actor: Participant,
    operation: Operation,
    body: ChangeBody,
    options: ChangeOptions = {},
  ): Promise<InvoiceStatusJson> {
    const call = await this.changeCall(actor, operation, body, options);
    const result = await this.submit<{ invoices: readonly { status: InvoiceStatusJson }[] }>(
      options.as ?? this.operator,
      call,
    );
    return (result.invoices[0] as { status: InvoiceStatusJson }).status;
  }

  async changeCall(
    actor: Participant,
    operation: Operation,
    body: ChangeBody,
    options: ChangeOptions = {},
  ): Promise<ContractCall> {
    const requestId = options.requestId ?? randomUUID();
    const signature =
      options.signature ??
      sign(this.client.channel, options.signer ?? actor, operation, requestId, body, actor.code);
    const pages =
      options.pages ?? (await Promise.all(body.invoices.map(({ number }) => this.pageOf(number))));
    const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Invoices`;
    const argument = { actor: actor.code, requestId, signature, body, pages };
    return { contract: 'invoice', function: name, args: [canonicalJson(argument)] };
  }

  async read(number: string, as = this.operator): Promise<InvoiceViewJson> {
    const args = [canonicalJson({ number })];
    return JSON.parse(
      await this.client.evaluate(as, { contract: 'invoice', function: 'ReadInvoice', args }),
    ) as InvoiceViewJson;
  }

  /** Newest first. */
  async history(
    number: string,
  ): Promise<readonly { readonly transactionId: string; readonly status: InvoiceStatusJson }[]> {
    const args = [canonicalJson({ number })];
    const text = await this.client.evaluate(this.operator, {
      contract: 'invoice',
      function: 'ReadHistory',
      args,
    });
    return JSON.parse(text) as { transactionId: string; status: InvoiceStatusJson }[];
  }

  async freeze(number: string, reason: string): Promise<InvoiceStatusJson> {
    return await this.bureau('FreezeInvoice', { number, page: await this.pageOf(number), reason });
  }

  async release(number: string): Promise<InvoiceStatusJson> {
    return await this.bureau('ReleaseInvoice', { number, page: await this.pageOf(number) });
  }

  async pageOf(number: string): Promise<string> {
    return (await this.read(number)).page;
  }

  async submit<T>(identity: Identity, call: ContractCall): Promise<T> {
    const { result }: Committed = await this.client.submit(identity, call);
    return JSON.parse(result) as T;
  }
}

export interface IssueOptions {
  readonly lane?: string;
  readonly requestId?: string;
  readonly signature?: string;
  readonly signer?: Participant;
  readonly as?: Identity;
}

export interface ChangeOptions {
  readonly requestId?: string;
  readonly signature?: string;
  readonly signer?: Participant;
  readonly as?: Identity;
  readonly pages?: readonly string[];
}

export type ChangeBody = { readonly [key: string]: Json } & {
  readonly invoices: readonly { readonly number: string; readonly amount?: string }[];
};

export function issueCall(
  channel: string,
  seller: Participant,
  drafts: readonly DraftJson[],
  options: IssueOptions = {},
): ContractCall {
  const lane = options.lane ?? 'main';
  return pageCallOf(seller.code, lane, [signedRequest(channel, seller, drafts, options)]);
}

export function pageCallOf(seller: string, lane: string, requests: readonly IssueRequest[]): ContractCall {
  const { argument, transient } = pageCall(seller, lane, requests);
  return {
    contract: 'invoice',
    function: 'IssueInvoices',
    args: [canonicalJson(argument)],
    transient: { drafts: Buffer.from(transient.drafts) },
  };
}

export function signedRequest(
  channel: string,
  seller: Participant,
  drafts: readonly DraftJson[],
  options: IssueOptions = {},
): IssueRequest {
  const requestId = options.requestId ?? randomUUID();
  const list = new DraftList(drafts as unknown as readonly Json[]);
  const text = issueStatementText(channel, seller.code, { requestId, drafts: list });
  const signature = options.signature ?? signed(options.signer ?? seller, Buffer.from(text));
  return { requestId, signature, drafts: list };
}

function sign(
  channel: string,
  signer: Participant,
  operation: Operation,
  requestId: string,
  body: Json,
  actor: string,
): string {
  return signed(signer, statementBytes({ channel, operation, actor, requestId, body }));
}

function signed(signer: Participant, bytes: Uint8Array): string {
  return Buffer.from(signer.identity.sign(bytes)).toString('base64');
}

/** Faster than the core's own: clients of a benchmark work out thousands of check codes. */
function sha256(text: string): string {
  return hash('sha256', text);
}

interface Enrolled {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

function identityOf({ mspId, certificate, privateKey }: Enrolled): Identity {
  return identityFromPem(mspId, certificate, privateKey);
}

async function enrol(
  authority: CertificateAuthority,
  commonName: string,
  attributes: Readonly<Record<string, string>>,
  now: Date,
): Promise<Enrolled> {
  const validity = validFor(365, new Date(now.getTime() - 86_400_000));
  const enrolled = await authority.enrollWithNewKey({ commonName, ou: 'client', attributes, validity });
  return { mspId: authority.mspId, ...enrolled };
}
