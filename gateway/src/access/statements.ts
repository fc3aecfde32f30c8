import {
  type Request as ActRequest,
  DomainError,
  type LedgerName,
  requireThisLedger,
  type SignedRequest,
  type StatementSeal,
  ValidationError,
} from '@fapiao-ledger/core';
import { type Custodian, keyLeftCustody } from '../custodian/custodian.js';
import type { LedgerFacts } from '../ledger/ledger-facts.js';
import { type Caller, furtherKeyOf, type TaxpayerCaller } from './callers.js';

/** The parts of a statement that a caller sent. A caller whose key is in custody sends none. */
export interface SentStatement {
  readonly ledger?: string | undefined;
  readonly keyEpoch?: string | undefined;
  readonly notAfter?: string | undefined;
  readonly signature?: string | undefined;
}

/** Lifetime of a statement that a custodian signs: 3,600 s. Its caller may repeat the request, which is then signed again. */
const CUSTODY_SECONDS = 3_600;

/** Completes the statement about a request: as its actor sent it, or signed by the custodian of the actor's key. */
export class Statements {
  readonly ledger: LedgerName;
  readonly #facts: LedgerFacts;
  readonly #custodian: Custodian | undefined;
  readonly #now: () => number;

  constructor(parts: {
    ledger: LedgerName;
    facts: LedgerFacts;
    custodian: Custodian | undefined;
    now: () => number;
  }) {
    this.ledger = parts.ledger;
    this.#facts = parts.facts;
    this.#custodian = parts.custodian;
    this.#now = parts.now;
  }

  /** Whether a request may come without a statement, which only a custodian allows. */
  get areOptional(): boolean {
    return this.#custodian !== undefined;
  }

  /**
   * @param places JSON pointers to where the caller sends each part
   * @throws {ValidationError} FIELD_REQUIRED for each part that is missing, unless the caller's key is in custody
   * @throws {DomainError} OTHER_LEDGER, KEY_EPOCH when a further key sends what another key has signed
   */
  async complete(
    request: ActRequest,
    caller: Caller,
    sent: SentStatement,
    places: Readonly<Record<keyof SentStatement, string>>,
  ): Promise<SignedRequest> {
    const { requestId, replaces } = request;
    const named = { requestId, ...(replaces === undefined ? {} : { replaces }) };
    if (sent.signature === undefined && caller.role === 'taxpayer' && caller.keyInCustody !== undefined) {
      return { ...named, ...(await this.#signInCustody(request, caller, caller.keyInCustody)) };
    }
    const { ledger, ...seal } = whole(sent, places);
    requireThisLedger(this.ledger, readLedgerText(ledger));
    requireKeyOf(caller, seal.keyEpoch);
    return { ...named, ...seal };
  }

  async #signInCustody(
    request: ActRequest,
    { code }: TaxpayerCaller,
    publicKey: string,
  ): Promise<StatementSeal> {
    if (this.#custodian === undefined) {
      throw keyLeftCustody(code);
    }
    const { keyEpoch } = await this.#facts.taxpayer(code, 'fresh');
    const end = Math.floor(this.#now() / 1000) + CUSTODY_SECONDS;
    const terms = { ledger: this.ledger.id, contract: this.ledger.contract, keyEpoch, end };
    return await this.#custodian.sign(request, terms, publicKey);
  }
}

/** Returns the name of the ledger as callers write it: hash of its first block, slash, contract. */
export function ledgerText({ id, contract }: LedgerName): string {
  return `${id}/${contract}`;
}

/** Requires that a caller with a further key sends what this key has signed, because the scopes of this key let the caller in. */
function requireKeyOf(caller: Caller, keyEpoch: string): void {
  const key = furtherKeyOf(caller);
  if (key === undefined || key.keyEpoch === keyEpoch) return;
  throw new DomainError(
    'KEY_EPOCH',
    `the token is by the key ${key.name} of epoch ${key.keyEpoch}, and the statement is for epoch ${keyEpoch}`,
  );
}

function readLedgerText(text: string): { readonly ledger: string; readonly contract: string } {
  const slash = text.indexOf('/');
  return { ledger: text.slice(0, slash), contract: text.slice(slash + 1) };
}

function whole(
  sent: SentStatement,
  places: Readonly<Record<keyof SentStatement, string>>,
): { readonly [Part in keyof SentStatement]-?: string } {
  const { ledger, keyEpoch, notAfter, signature } = sent;
  const parts = { ledger, keyEpoch, notAfter, signature };
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  if (missing.length === 0) return parts as { readonly [Part in keyof SentStatement]-?: string };
  throw new ValidationError(
    missing.map(([part]) => ({
      code: 'FIELD_REQUIRED',
      path: places[part as keyof SentStatement],
      message: 'a signed statement has this field',
    })),
  );
}
