import {
  canonicalJson,
  DraftList,
  ERROR_CODES,
  type ErrorCode,
  type Json,
  pageCall,
  type SignedRequest,
} from '@fapiao-ledger/core';
import type { LedgerHome } from '@fapiao-ledger/network/home';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { GatewayBetween, type PassOn, type RelayedAnswer, type RelayedRequest } from './gateway-between.ts';
import type { Seeded } from './seeded.ts';

/** What a gateway could do with a statement besides relaying it: submit it itself at any time. */
type Held = () => Promise<void>;

interface Attacked {
  readonly random: Seeded;
  /** Answer of the gateway behind. */
  readonly url: string;
  readonly home: LedgerHome;
  readonly seller: string;
}

/** A false statement about a page that the ledger had issued by then. */
export interface Lie {
  readonly requestId: string;
  readonly claim: 'refused' | 'other numbers';
}

/**
 * A hostile gateway in front of a real one: it drops statements, keeps them back and submits them later, reports false
 * refusals and successes, and repeats. It holds an operator's key, as gateways do.
 */
export class HostileGateway {
  readonly lies: Lie[] = [];
  /** From when on it relays everything. */
  isHonest = false;
  readonly #random: Seeded;
  readonly #home: LedgerHome;
  readonly #seller: string;
  readonly #held: Held[] = [];
  readonly #earlier: unknown[] = [];
  #between: GatewayBetween | undefined;

  private constructor({ random, home, seller }: Attacked) {
    this.#random = random;
    this.#home = home;
    this.#seller = seller;
  }

  static async open(attacked: Attacked): Promise<HostileGateway> {
    const gateway = new HostileGateway(attacked);
    gateway.#between = await GatewayBetween.open(attacked.url, async (request, passOn) =>
      gateway.#relay(request, passOn),
    );
    return gateway;
  }

  get address(): URL {
    return new URL(this.#between?.address ?? '');
  }

  /** Submits everything that was kept back, in any order. */
  async release(): Promise<void> {
    while (this.#held.length > 0) await this.#releaseOne();
  }

  async close(): Promise<void> {
    await this.#between?.close();
  }

  async #relay(request: RelayedRequest, passOn: PassOn): Promise<RelayedAnswer | undefined> {
    if (this.isHonest) return await passOn(request);
    if (this.#held.length > 0 && this.#random.chance(0.3)) await this.#releaseOne();
    if (request.method === 'GET') return await this.#question(request, passOn);
    const isDone = this.#random.chance(0.6);
    if (isDone && this.#random.chance(0.5)) return await passOn(request);
    const act = this.#submissionOf(request);
    if (!isDone || this.#random.chance(0.2)) this.#held.push(act);
    return this.#lie(request, isDone ? await passOn(request) : undefined);
  }

  async #question(request: RelayedRequest, passOn: PassOn): Promise<RelayedAnswer | undefined> {
    if (!request.path.startsWith('/v1/requests/') || this.#random.chance(0.8)) return await passOn(request);
    const truth = (await passOn(request)).body as { request: object; attestation: { payload: string } };
    this.#earlier.push(truth);
    switch (this.#random.pick(['broken', 'unavailable', 'earlier', 'forged', 'unendorsed'] as const)) {
      case 'broken':
        return undefined;
      case 'unavailable':
        return problem('LEDGER_UNAVAILABLE', 503);
      case 'earlier':
        return { status: 200, body: this.#random.pick(this.#earlier) };
      case 'forged':
        return { status: 200, body: { ...truth, attestation: forged(truth.attestation) } };
      case 'unendorsed':
        return { status: 200, body: { ...truth, attestation: { ...truth.attestation, endorsements: [] } } };
    }
  }

  /** @param truth the gateway's answer, where the request was relayed */
  #lie(request: RelayedRequest, truth: RelayedAnswer | undefined): RelayedAnswer | undefined {
    const isIssued = request.path === '/v1/invoices' && truth?.status === 201;
    const note = (claim: Lie['claim']): void => {
      if (isIssued) this.lies.push({ requestId: request.headers['idempotency-key'] ?? '', claim });
    };
    if (request.path === '/v1/invoices' && this.#random.chance(0.4)) {
      note('refused');
      return this.#refusedDrafts(request);
    }
    if (this.#random.chance(0.25)) {
      note('other numbers');
      return this.#invented(request);
    }
    if (this.#random.chance(0.3)) return undefined;
    const [code, status] = this.#random.pick(REFUSALS);
    return problem(code, status);
  }

  #refusedDrafts({ body }: RelayedRequest): RelayedAnswer {
    const drafts = draftsIn(body);
    const faults = drafts.flatMap((_draft, index) =>
      this.#random.chance(0.4)
        ? [{ code: 'RATE_NOT_ALLOWED', path: `/invoices/${index}/lines/0/rate`, message: 'no' }]
        : [],
    );
    return { status: 422, body: { code: 'RATE_NOT_ALLOWED', detail: 'no', faults } };
  }

  #invented({ path, headers, body }: RelayedRequest): RelayedAnswer {
    const names = { requestId: headers['idempotency-key'], transactionId: 'f'.repeat(64) };
    if (path !== '/v1/invoices') return { status: 200, body: names };
    const invoices = draftsIn(body).map((_draft, index) => ({
      number: `26442${String(999_999_000_000_000 + index)}`,
      checkCode: '1'.repeat(20),
    }));
    return { status: 201, body: { ...names, issuedAt: '2026-03-01T08:00:00Z', invoices } };
  }

  #submissionOf({ path, headers, body }: RelayedRequest): Held {
    const signed = signedIn(headers);
    const { client, operator, ledger } = this.#home;
    const submit = async (call: ContractCall): Promise<void> => {
      // A refusal of the ledger is relayed; a conflict is tried again, as an honest gateway does.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const failure = await client.submit(operator as Identity, call).then(
          () => undefined,
          (error: unknown) => error as { code?: string },
        );
        if (failure?.code !== 'LEDGER_CONFLICT') return;
      }
    };
    if (path !== '/v1/invoices') {
      const { id, contract } = ledger;
      const argument = { ...signed, actor: this.#seller, body: {}, contract, ledger: id };
      const args = [canonicalJson(argument as unknown as Json)];
      return async () => await submit({ contract: 'invoice', function: 'CancelRequest', args });
    }
    const request = { ...signed, drafts: new DraftList(draftsIn(body)) };
    const page = pageCall(ledger, { seller: this.#seller, lane: 'main' }, [request]);
    const args = [canonicalJson(page.argument as unknown as Json)];
    const { transient } = page;
    return async () => await submit({ contract: 'invoice', function: 'IssueInvoices', args, transient });
  }

  async #releaseOne(): Promise<void> {
    const [held] = this.#held.splice(this.#random.whole(0, this.#held.length - 1), 1);
    await held?.();
  }
}

const REFUSALS: readonly (readonly [ErrorCode, number])[] = [
  ['SIGNATURE_INVALID', 403],
  ['CREDIT_EXCEEDED', 409],
  ['REPLACED_REQUEST_USED', 409],
  ['REQUEST_REPLACED', 409],
  ['LEDGER_UNAVAILABLE', 503],
  ['GATEWAY_BUSY', 503],
  ['LEDGER_OUTCOME_UNKNOWN', 504],
];

function problem(code: ErrorCode, status: number): RelayedAnswer {
  return { status, body: { code, detail: ERROR_CODES[code].summary } };
}

function draftsIn(body: string): readonly Json[] {
  return (JSON.parse(body) as { readonly invoices: readonly Json[] }).invoices;
}

function signedIn(headers: Readonly<Record<string, string>>): SignedRequest {
  const replaces = headers['fapiao-replaces'];
  return {
    requestId: headers['idempotency-key'] ?? '',
    ...(replaces === undefined ? {} : { replaces }),
    keyEpoch: headers['fapiao-key-epoch'] ?? '',
    notAfter: headers['fapiao-not-after'] ?? '',
    signature: headers['fapiao-signature'] ?? '',
  };
}

/** Returns an endorsed answer with one byte changed. */
function forged<T extends { readonly payload: string }>(attestation: T): T {
  const bytes = Buffer.from(attestation.payload, 'base64');
  const place = bytes.indexOf('requestId') + 14;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return { ...attestation, payload: bytes.toString('base64') };
}
