import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  FUNCTION_OF,
  type InvoiceStatusJson,
  type InvoiceViewJson,
  type IssuedOutcome,
  invoicesOfOutcome,
  type Json,
  type LaneJson,
  type LedgerName,
  type OfficerJson,
  type Operation,
  type RedFormJson,
  type RedLetterResult,
  type RequestBodies,
  RULE_SET_2026,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import type { CertificateAuthority } from '@fapiao-ledger/network/ca';
import type { EmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { FIRST_OFFICER, foundLedger } from '@fapiao-ledger/network/founding';
import type { Committed, ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { type Enrolled, enrol, identityOf } from './enrolled.ts';
import {
  type IssueOptions,
  issueCall,
  type Participant,
  type Signing,
  type SignOptions,
  type Signposts,
  sha256,
  signedAct,
} from './signed-calls.ts';

/** The functions of the contract that perform the bureau's acts, and the operations that officers sign for them. */
const BUREAU_OPERATIONS = Object.fromEntries(
  Object.entries(FUNCTION_OF).map(([operation, name]) => [name.replace('bureau:', ''), operation]),
) as Readonly<Record<string, Operation>>;

export interface Authorities {
  readonly bureau: CertificateAuthority;
  readonly platform: CertificateAuthority;
  /** Authority by which the platform certifies taxpayers. */
  readonly taxpayers: CertificateAuthority;
}

/** Authorities of an embedded ledger. */
export function embeddedAuthorities(ledger: EmbeddedLedger): Authorities {
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  return { bureau, platform, taxpayers: ledger.taxpayerAuthorities.PlatformMSP };
}

/** The result of an issue request, its invoices one by one. */
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
 * A ledger with a bureau, a platform and merchants: the acts of a scenario in the words of the trade, over any adapter
 * of the port.
 */
export class LedgerWorld {
  readonly client: LedgerClient;
  readonly officer: Identity;
  readonly operator: Identity;
  readonly authorities: Authorities;
  /** Month in Shanghai of the world. */
  readonly month: string;
  /** Certificates and keys of the officer and the operator, for a script that acts later. */
  readonly keys: Readonly<Record<'officer' | 'operator', Enrolled>>;
  /** Time of its start, by the ledger's clock. */
  readonly opened: Date;

  readonly ledger: LedgerName;
  /** The ledger's clock, milliseconds. */
  readonly now: () => number;
  /** Code of the officer who signs the bureau's acts, and the registration of its key. */
  readonly officerCode: string;
  readonly officerEpoch: string;

  private constructor(
    client: LedgerClient,
    authorities: Authorities,
    parts: Pick<LedgerWorld, 'keys' | 'ledger' | 'now' | 'officerCode' | 'officerEpoch'>,
  ) {
    this.client = client;
    this.authorities = authorities;
    this.keys = parts.keys;
    this.ledger = parts.ledger;
    this.now = parts.now;
    this.officerCode = parts.officerCode;
    this.officerEpoch = parts.officerEpoch;
    this.officer = identityOf(parts.keys.officer);
    this.operator = identityOf(parts.keys.operator);
    this.opened = new Date(parts.now());
    this.month = new Date(parts.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  }

  /** Opens a world with the rule set of 2026 published. */
  static async open(
    client: LedgerClient,
    authorities: Authorities,
    options: WorldOptions = {},
  ): Promise<LedgerWorld> {
    const world = await LedgerWorld.join(client, authorities, options);
    await world.bureau('PublishRuleSet', RULE_SET_2026 as unknown as Json);
    return world;
  }

  /** Opens a world on a ledger that has its rule set already: founds it, or has the founder register its own officer. */
  static async join(
    client: LedgerClient,
    authorities: Authorities,
    { now = Date.now, founder }: WorldOptions = {},
  ): Promise<LedgerWorld> {
    const code = founder === undefined ? FIRST_OFFICER : `O${randomUUID().toUpperCase().slice(0, 13)}`;
    const since = new Date(now());
    const attributes = { role: 'officer', 'officer.id': code };
    const officer = await enrol(authorities.bureau, code, attributes, since);
    const operator = await enrol(authorities.platform, 'operator', { role: 'operator' }, since);
    const parts = {
      keys: { officer, operator },
      ledger: { id: await client.ledgerId(), contract: client.contract },
      now,
      officerCode: code,
      officerEpoch: '',
    };
    if (founder === undefined) await foundLedger(client, identityOf(officer));
    else await registerBy(founder, client, parts);
    return new LedgerWorld(client, authorities, {
      ...parts,
      officerEpoch: (await readOfficer(client, identityOf(operator), code)).keyEpoch,
    });
  }

  /** The officer that signs for the bureau. */
  get signingOfficer(): Signing {
    return { code: this.officerCode, keyEpoch: this.officerEpoch, identity: this.officer };
  }

  /** Submits an act of the bureau, signed by its officer, and returns its result. */
  async bureau<T>(name: string, body: Json, options: BureauOptions = {}): Promise<T> {
    return await this.submit<T>(options.as ?? this.officer, this.bureauCall(name, body, options));
  }

  bureauCall(name: string, body: Json, options: BureauOptions = {}): ContractCall {
    const signing = options.signer ?? this.signingOfficer;
    const operation = BUREAU_OPERATIONS[name] as Operation;
    const act = signedAct(this, signing, operation, body, { ...options, actor: this.officerCode });
    const argument = { ...act, ...options.located };
    return { contract: 'bureau', function: name, args: [canonicalJson(argument)] };
  }

  async register(
    code: string,
    kind: TaxpayerJson['kind'],
    more: Partial<TaxpayerJson> = {},
  ): Promise<Participant> {
    const attributes = { role: 'taxpayer', 'taxpayer.id': code };
    const identity = identityOf(await enrol(this.authorities.taxpayers, code, attributes, this.opened));
    const { publicKey: key } = new X509Certificate(identity.certificate);
    const publicKey = key.export({ format: 'der', type: 'spki' }).toString('base64');
    const name =
      kind === 'PERSON'
        ? {}
        : { name: `示例公司${createHash('sha256').update(code).digest('hex').slice(0, 6)}` };
    const { status: _status, ...fields } = more;
    const argument = { code, kind, mspId: 'PlatformMSP', publicKey, ...name, ...fields };
    const taxpayer = await this.bureau<TaxpayerJson>('RegisterTaxpayer', argument);
    return { code, keyEpoch: taxpayer.keyEpoch, taxpayer, identity };
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
    const call = issueCall(this, seller, drafts, options);
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
    const pages =
      options.pages ?? (await Promise.all(body.invoices.map(({ number }) => this.pageOf(number))));
    const name = FUNCTION_OF[operation].replace('invoice:', '');
    const signing = { ...(options.signer ?? actor), keyEpoch: actor.keyEpoch };
    const act = signedAct(this, signing, operation, body, { ...options, actor: actor.code });
    return { contract: 'invoice', function: name, args: [canonicalJson({ ...act, pages })] };
  }

  /** Submits an act about a red-letter form. */
  async redLetter<Of extends RedLetterOperation>(
    actor: Participant,
    operation: Of,
    body: RequestBodies[Of],
    options: ChangeOptions = {},
  ): Promise<RedLetterResult> {
    const call = await this.redLetterCall(actor, operation, body, options);
    return await this.submit(options.as ?? this.operator, call);
  }

  async redLetterCall<Of extends RedLetterOperation>(
    actor: Participant,
    operation: Of,
    body: RequestBodies[Of],
    options: ChangeOptions = {},
  ): Promise<ContractCall> {
    const page = options.pages?.[0] ?? (await this.pageOf(body.number));
    const signing = { ...(options.signer ?? actor), keyEpoch: actor.keyEpoch };
    const act = signedAct(this, signing, operation, body as unknown as Json, {
      ...options,
      actor: actor.code,
    });
    const name = FUNCTION_OF[operation].replace('invoice:', '');
    return { contract: 'invoice', function: name, args: [canonicalJson({ ...act, page })] };
  }

  async redForm(number: string, sequence = 1): Promise<RedFormJson> {
    return await this.evaluate('ReadRedForm', { number, sequence });
  }

  async lane(seller: Participant, lane = 'main'): Promise<LaneJson> {
    return await this.evaluate('ReadLane', { seller: seller.code, lane });
  }

  /** Cancels a request, so that it never takes effect. */
  cancelCall(actor: Signing, replaces: string, options: SignOptions = {}): ContractCall {
    const act = signedAct(this, actor, 'cancel', {}, { ...options, replaces });
    return { contract: 'invoice', function: 'CancelRequest', args: [canonicalJson(act)] };
  }

  async read(number: string, as = this.operator): Promise<InvoiceViewJson> {
    return await this.evaluate('ReadInvoice', { number }, as);
  }

  /** Newest first. */
  async history(
    number: string,
  ): Promise<readonly { readonly transactionId: string; readonly status: InvoiceStatusJson }[]> {
    return await this.evaluate('ReadHistory', { number });
  }

  async freeze(number: string, reason: string): Promise<InvoiceStatusJson> {
    return await this.bureau('FreezeInvoice', { number, reason }, { located: await this.#located(number) });
  }

  async release(number: string): Promise<InvoiceStatusJson> {
    return await this.bureau('ReleaseInvoice', { number }, { located: await this.#located(number) });
  }

  /** Returns the answer of a reading function of the invoice contract. */
  async evaluate<T>(name: string, argument: Json, as = this.operator): Promise<T> {
    const call = { contract: 'invoice', function: name, args: [canonicalJson(argument)] } as const;
    return JSON.parse(await this.client.evaluate(as, call)) as T;
  }

  async #located(number: string): Promise<{ readonly page: string }> {
    return { page: await this.pageOf(number) };
  }

  async pageOf(number: string): Promise<string> {
    return (await this.read(number)).page;
  }

  async submit<T>(identity: Identity, call: ContractCall): Promise<T> {
    const { result }: Committed = await this.client.submit(identity, call);
    return JSON.parse(result) as T;
  }
}

export type RedLetterOperation = Extract<Operation, `${string}-red-letter`>;

export interface WorldOptions {
  /** The ledger's clock, milliseconds; the machine's when absent. */
  readonly now?: () => number;
  /** The officer that founded the ledger, when it is founded already. */
  readonly founder?: Identity;
}

export interface ChangeOptions extends SignOptions {
  readonly signer?: Participant;
  readonly as?: Identity;
  readonly pages?: readonly string[];
}

export interface BureauOptions extends SignOptions {
  readonly signer?: Signing;
  readonly as?: Identity;
  readonly located?: Readonly<Record<string, Json>>;
}

export type ChangeBody = { readonly [key: string]: Json } & {
  readonly invoices: readonly { readonly number: string; readonly amount?: string }[];
};

async function readOfficer(client: LedgerClient, reader: Identity, code: string): Promise<OfficerJson> {
  const args = [canonicalJson({ code })];
  return JSON.parse(
    await client.evaluate(reader, { contract: 'bureau', function: 'ReadOfficer', args }),
  ) as OfficerJson;
}

/** Has the founder register another officer's key. */
async function registerBy(
  founder: Identity,
  client: LedgerClient,
  { keys, officerCode, ...world }: Pick<LedgerWorld, 'keys' | 'officerCode'> & Signposts,
): Promise<void> {
  const { keyEpoch } = await readOfficer(client, founder, FIRST_OFFICER);
  const { publicKey: key } = new X509Certificate(keys.officer.certificate);
  const publicKey = key.export({ format: 'der', type: 'spki' }).toString('base64');
  const signing = { code: FIRST_OFFICER, keyEpoch, identity: founder };
  const argument = signedAct(world, signing, 'register-officer', { code: officerCode, publicKey });
  await client.submit(founder, {
    contract: 'bureau',
    function: 'RegisterOfficer',
    args: [canonicalJson(argument)],
  });
}
