import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  FUNCTION_OF,
  type Json,
  type NamedInvoice,
  nameCommitment,
  type Operation,
  type RedFormJson,
  RULE_SET_2026_12,
  redFormDigest,
  shanghaiDate,
} from '@fapiao-ledger/core';
import {
  type CertificateAuthority,
  createAuthority,
  validFor,
  validFromNow,
} from '@fapiao-ledger/network/ca';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { generateKeyPair, type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { draftOf, enterprise, enterpriseCode } from './drafts.ts';
import { enrol, TestGateway } from './gateway.ts';
import { base64Of, type MerchantClient } from './merchant-client.ts';
import { confirm, paymentTo, providerOf } from './paying-client.ts';

/** The name in invoices that are made out to a person. */
export const OPENING = { name: '示例买方', salt: '00112233445566778899aabbccddeeff' };

/** Taxpayers among the callers of `docs/rights.md`. */
export const TAXPAYER_CALLERS = [
  'seller',
  'buyer',
  'holder',
  'claimant',
  'stranger',
  'elsewhere',
  'suspended',
] as const;

/** Callers of `docs/rights.md` that the ledger knows. */
const LEDGER_CALLERS = ['officer', 'auditor', 'operator', ...TAXPAYER_CALLERS] as const;
type LedgerCaller = (typeof LEDGER_CALLERS)[number];

interface Person {
  readonly client: MerchantClient;
  readonly identity: Identity;
}

const CHANGES = ['transfer', 'lock', 'unlock', 'redeem', 'confirm-use', 'revoke-use'] as const;
export type ChangeName = (typeof CHANGES)[number];

/** Acts about a red-letter form, by the last part of their path. */
const RED_LETTER_ACTS = {
  'red-letter': 'start',
  confirm: 'confirm',
  issue: 'issue',
  refuse: 'refuse',
  withdraw: 'withdraw',
} as const;
export type RedLetterPath = keyof typeof RED_LETTER_ACTS;
type RedLetterAct = (typeof RED_LETTER_ACTS)[RedLetterPath];
type Fields = Readonly<Partial<Record<'to' | 'company' | 'amount' | 'purpose' | 'period', string>>>;

/** The body of a statement. */
type SignedPart = Omit<Fields, 'amount'> & {
  readonly invoices: readonly { readonly number: string; readonly amount?: string }[];
};

/** The parts that callers of a row have in one invoice. */
interface Parts {
  readonly seller: MerchantClient;
  readonly draft: (holder: string) => DraftJson;
  readonly holder: MerchantClient;
  readonly claimant: MerchantClient;
}

const GROSS = '4449.00';

/** An officer for another officer to revoke. */
export const REVOCABLE = 'O0003';

/** A provider, and the id of a payment to the seller that it has confirmed. */
export const PROVIDER = 'V-PAY';
export const PAID = 'order';
/** A provider for an officer to revoke, which has no mandate. */
export const LEAVING = 'V-LEAVING';

/** All callers of `docs/rights.md`, and invoices in every state of it. */
export class RightsWorld {
  readonly gateway: TestGateway;
  readonly people: Readonly<Record<string, Person>>;
  readonly #otherOperator: Identity;
  readonly #shared = new Map<string, Promise<string>>();

  private constructor(gateway: TestGateway, people: RightsWorld['people'], otherOperator: Identity) {
    this.gateway = gateway;
    this.people = people;
    this.#otherOperator = otherOperator;
  }

  static async open(readModel?: string): Promise<RightsWorld> {
    const gateway = await TestGateway.start(readModel === undefined ? {} : { readModel });
    const { PlatformMSP: platform, AuditorMSP: elsewhere } = gateway.ledger.authorities;
    const officer = { code: REVOCABLE, publicKey: base64Of(generateKeyPair().publicKey) };
    await gateway.act('/v1/bureau/officers', officer);
    const validFrom = shanghaiDate(Math.floor(gateway.home.now() / 1_000));
    await gateway.act('/v1/bureau/rule-sets', { ...RULE_SET_2026_12, validFrom, levyMonths: 0 });
    const seller = await gateway.seller({ credit: '1000000000.00' });
    await providerOf(gateway, LEAVING);
    const provider = await providerOf(gateway, PROVIDER);
    await confirm(provider, paymentTo(seller.code, '1.00', { id: PAID, now: gateway.home.now() }));
    const own = {
      officer: gateway.officer,
      auditor: gateway.auditor,
      operator: gateway.client(await enrol(platform, 'operator')),
      seller,
      buyer: await gateway.company(),
      holder: await gateway.person(),
      claimant: await gateway.company(),
      stranger: await gateway.company(),
      elsewhere: await foreigner(gateway),
      suspended: await gateway.seller(),
    };
    const credentials = { ...own, ...(await impostors(gateway, seller)) };
    const mspOf: Partial<Record<string, string>> = {
      officer: 'TaxBureauMSP',
      auditor: elsewhere.mspId,
      elsewhere: elsewhere.mspId,
    };
    const people = Object.fromEntries(
      Object.entries(credentials).map(([name, client]) => [
        name,
        { client, identity: identityOf(client, mspOf[name] ?? platform.mspId) },
      ]),
    );
    const operator = await enrol(elsewhere, 'operator');
    const otherOperator = identityFromPem(elsewhere.mspId, operator.certificate, operator.privateKey);
    return new RightsWorld(gateway, people, otherOperator);
  }

  /** Must be called when all invoices of the suspended seller have been issued. */
  async suspend(): Promise<void> {
    const { code } = this.client('suspended');
    const reply = await this.gateway.officer.send('PATCH', `/v1/bureau/taxpayers/${code}`, {
      body: { status: 'SUSPENDED' },
    });
    if (reply.status !== 200) throw new Error('the seller cannot be suspended');
  }

  client(name: string): MerchantClient {
    return this.#person(name).client;
  }

  identity(name: string): Identity {
    return this.#person(name).identity;
  }

  /** Returns an invoice of a state in which a caller has its part; the same one at every call. */
  async invoice(state: string, caller: string): Promise<string> {
    const part = partOf(caller);
    const key = `${state} ${part}`;
    const shared = this.#shared.get(key) ?? this.fresh(state, part);
    this.#shared.set(key, shared);
    return await shared;
  }

  /** Returns an invoice of its own. */
  async fresh(state: string, caller: string): Promise<string> {
    const { seller, draft, holder, claimant } = this.#parts(partOf(caller));
    const isPassedOn = state === 'transferred';
    const { body } = await seller.issue(draft(isPassedOn ? seller.code : holder.code));
    const number = body.invoices[0]?.number as string;
    if (isPassedOn) await this.change(seller, 'transfer', number, { to: holder.code });
    if (isPassedOn || state === 'issued') return number;
    if (state === 'reversed') return await this.#startRedLetter(seller, number);
    await this.change(holder, 'lock', number, { company: claimant.code });
    if (state === 'redeemed in part' || state === 'form running')
      await this.change(claimant, 'redeem', number, { amount: '1.00' });
    if (state === 'form running') await this.#startRedLetter(seller, number);
    if (state === 'redeemed') await this.change(claimant, 'redeem', number, { amount: GROSS });
    if (state === 'frozen')
      await this.gateway.act(`/v1/bureau/invoices/${number}/freeze`, { reason: '核查' });
    return number;
  }

  /** Submits a statement straight to the ledger, by the platform of its actor. */
  async change(actor: MerchantClient, operation: ChangeName, number: string, fields: Fields): Promise<void> {
    const relay = actor === this.client('elsewhere') ? this.#otherOperator : this.identity('operator');
    const call = await this.callOf(actor, operation, signedPart(number, fields));
    await this.gateway.home.client.submit(relay, call);
  }

  async #startRedLetter(seller: MerchantClient, number: string): Promise<string> {
    const call = await this.redLetterCall(seller, 'red-letter', { number, ...RED_LETTER_START });
    await this.gateway.home.client.submit(this.identity('operator'), call);
    return number;
  }

  /** Returns what a caller must sign for an act about the first red-letter form, and the body for a route, as `statementOf` does. */
  async redLetterOf(
    path: RedLetterPath,
    number: string,
    caller: string,
  ): Promise<{ readonly fields: object; readonly signed: NamedInvoice }> {
    const act = RED_LETTER_ACTS[path];
    if (act === 'start') {
      const { seller } = this.#parts(partOf(caller));
      const { lane, ...others } = { ...RED_LETTER_START, lines: WHOLE };
      const fields = this.people[caller]?.client === seller ? { ...others, lane } : others;
      return { fields, signed: { number, ...fields } };
    }
    const all: Partial<Record<RedLetterAct, object>> = {
      confirm: { terms: await this.#termsOf(number) },
      issue: { lane: 'main' },
    };
    const fields = all[act] ?? {};
    return { fields, signed: { number, ...{ sequence: 1 }, ...fields } };
  }

  async #termsOf(number: string): Promise<string> {
    const args = [canonicalJson({ number, sequence: 1 })];
    const call: ContractCall = { contract: 'invoice', function: 'ReadRedForm', args };
    const read = this.gateway.home.client.evaluate(this.identity('operator'), call);
    return await read.then(
      (form) => redFormDigest(JSON.parse(form) as RedFormJson),
      () => '0'.repeat(64),
    );
  }

  /** Returns the call of the contract that carries a statement about a red-letter form. */
  async redLetterCall(actor: MerchantClient, path: RedLetterPath, body: NamedInvoice): Promise<ContractCall> {
    const operation = redLetterOperation(path);
    const act = await this.actOf(actor, operation, body);
    const name = FUNCTION_OF[operation].replace('invoice:', '');
    const argument = { ...act, page: await this.pageOf(body.number) };
    return { contract: 'invoice', function: name, args: [canonicalJson(argument)] };
  }

  /** Returns what a caller must sign for a change that would succeed, if it had the right, and the body for a route. */
  statementOf(operation: ChangeName, number: string, caller: string): { fields: Fields; signed: SignedPart } {
    const { seller, claimant } = this.#parts(partOf(caller));
    const all: Partial<Record<ChangeName, Fields>> = {
      transfer: { to: seller.code },
      lock: { company: claimant.code },
      redeem: { amount: '2.00' },
      'confirm-use': { purpose: 'DEDUCTION', period: this.gateway.month },
    };
    const fields = all[operation] ?? {};
    return { fields, signed: signedPart(number, fields) };
  }

  /** Returns the call of the contract that carries a statement. */
  async callOf(actor: MerchantClient, operation: ChangeName, body: SignedPart): Promise<ContractCall> {
    const pages = await Promise.all(body.invoices.map(({ number }) => this.pageOf(number)));
    const act = await this.actOf(actor, operation, body);
    const argument = { ...act, pages };
    const name = FUNCTION_OF[operation].replace('invoice:', '');
    return { contract: 'invoice', function: name, args: [canonicalJson(argument)] };
  }

  /** Returns the statement of an act as the contract takes it. */
  async actOf(actor: MerchantClient, operation: Operation, body: unknown): Promise<Record<string, Json>> {
    const headers = await actor.statement(operation, body);
    const [ledger = '', contract = ''] = (headers['Fapiao-Ledger'] ?? '').split('/');
    return {
      actor: actor.code,
      body: body as Json,
      contract,
      ledger,
      requestId: headers['Idempotency-Key'] ?? '',
      keyEpoch: headers['Fapiao-Key-Epoch'] ?? '',
      notAfter: headers['Fapiao-Not-After'] ?? '',
      signature: headers['Fapiao-Signature'] ?? '',
    };
  }

  async pageOf(number: string): Promise<string> {
    const args = [canonicalJson({ number })];
    const call: ContractCall = { contract: 'invoice', function: 'ReadInvoice', args };
    const view = await this.gateway.home.client.evaluate(this.identity('operator'), call);
    return (JSON.parse(view) as { page: string }).page;
  }

  async close(): Promise<void> {
    await this.gateway.close();
  }

  #person(name: string): Person {
    const person = this.people[name];
    if (person === undefined) throw new Error(`no person is called ${name}`);
    return person;
  }

  #parts(part: LedgerCaller): Parts {
    const [seller, holder, claimant] = ['seller', 'holder', 'claimant'].map((name) => this.client(name)) as [
      MerchantClient,
      MerchantClient,
      MerchantClient,
    ];
    const toPerson = { type: 'PERSON', nameCommitment: nameCommitment(OPENING) } as const;
    const of = (own: MerchantClient, buyer: DraftJson['buyer']) => (first: string) =>
      draftOf(own.code, buyer, { holder: first, type: buyer.type === 'ENTERPRISE' ? 'SPECIAL' : 'ORDINARY' });
    if (part === 'buyer') {
      const buyer = this.client('buyer');
      return { seller, draft: of(seller, enterprise(buyer.code)), holder, claimant: buyer };
    }
    if (part === 'elsewhere' || part === 'suspended') {
      const itself = this.client(part);
      const issuer = part === 'suspended' ? itself : seller;
      return { seller: issuer, draft: of(issuer, toPerson), holder: itself, claimant: itself };
    }
    return { seller, draft: of(seller, toPerson), holder, claimant };
  }
}

/** An amount belongs to its invoice, every other field to the statement. */
function signedPart(number: string, { amount, ...fields }: Fields): SignedPart {
  return { ...fields, invoices: [amount === undefined ? { number } : { number, amount }] };
}

/** A return of all that is left, with a number of the seller's lane. */
const RED_LETTER_START = { reason: '02', lane: 'main' };
const WHOLE = [{ line: 1, quantity: '1', net: '4197.17', tax: '251.83' }];

export function isRedLetter(name: string): name is RedLetterPath {
  return name in RED_LETTER_ACTS;
}

export function redLetterOperation(path: RedLetterPath): `${RedLetterAct}-red-letter` {
  return `${RED_LETTER_ACTS[path]}-red-letter`;
}

export function isChange(name: string): name is ChangeName {
  return CHANGES.some((change) => change === name);
}

/** Returns the parts of an invoice for a caller: those of the holder, or its own. */
function partOf(caller: string): LedgerCaller {
  return caller === 'buyer' || caller === 'elsewhere' || caller === 'suspended' ? caller : 'holder';
}

/** A taxpayer of another platform, whose key the bureau has registered there. */
async function foreigner(gateway: TestGateway): Promise<MerchantClient> {
  const code = enterpriseCode(90_001);
  const { mspId, ...authority } = authorityOf(gateway.ledger.taxpayerAuthorities.AuditorMSP);
  const { privateKey, publicKey } = generateKeyPair();
  const terms = { kind: 'GENERAL', name: '示例异地企业', mspId, publicKey: base64Of(publicKey) };
  await gateway.act('/v1/bureau/taxpayers', { code, ...terms });
  return gateway.client({ certificate: await authority.certify(code, privateKey), privateKey, code });
}

/** Callers with a false certificate: each is the seller with its own key, and its certificate alone is wrong. */
async function impostors(
  gateway: TestGateway,
  { code, key }: MerchantClient,
): Promise<Readonly<Record<'expired' | 'false CA', MerchantClient>>> {
  const privateKey = pemOf(key);
  const { PlatformMSP } = gateway.ledger.taxpayerAuthorities;
  const falseCa = await createAuthority({
    mspId: PlatformMSP.mspId,
    organization: PlatformMSP.organization,
    validity: validFromNow(30),
  });
  const expired = await authorityOf(PlatformMSP).certify(code, privateKey, PAST);
  const unknown = await authorityOf(falseCa).certify(code, privateKey);
  return {
    expired: gateway.client({ certificate: expired, privateKey, code }),
    'false CA': gateway.client({ certificate: unknown, privateKey, code }),
  };
}

const PAST = validFor(1, new Date(Date.now() - 3 * 86_400_000));

function authorityOf(authority: CertificateAuthority) {
  return {
    mspId: authority.mspId,
    certify: async (code: string, privateKey: string, validity = validFromNow(1)): Promise<string> =>
      await authority.enroll({
        commonName: code,
        ou: 'client',
        validity,
        attributes: { role: 'taxpayer', 'taxpayer.id': code },
        publicKey: createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString(),
      }),
  };
}

function identityOf({ certificate, key }: MerchantClient, mspId: string): Identity {
  return identityFromPem(mspId, certificate, pemOf(key));
}

function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}
