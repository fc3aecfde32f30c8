import {
  type Request as ActRequest,
  type LedgerName,
  requireThisLedger,
  type SignedRequest,
  type StatementSeal,
  ValidationError,
} from '@fapiao-ledger/core';
import { type Custodian, keyLeftCustody } from '../custodian/custodian.js';
import type { LedgerFacts } from '../ledger/ledger-facts.js';
import type { Caller, TaxpayerCaller } from './callers.js';

/** What a caller sent of its statement; a custodian's caller sends none of it. */
export interface GivenStatement {
  readonly ledger?: string | undefined;
  readonly keyEpoch?: string | undefined;
  readonly notAfter?: string | undefined;
  readonly signature?: string | undefined;
}

/** A statement that a custodian signs ends after this long: its caller may repeat the request and have it signed anew. */
const CUSTODY_SECONDS = 3_600;

/** Where the statement about a request comes from: from its actor, or from the custodian of the actor's key. */
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

  /** Whether a request may come without a statement: only to a custodian. */
  get areOptional(): boolean {
    return this.#custodian !== undefined;
  }

  /**
   * @param places where the caller would have sent each part, as pointers
   * @throws {ValidationError} FIELD_REQUIRED for each part that is missing, unless the caller's key is in custody
   * @throws {DomainError} OTHER_LEDGER
   */
  async complete(
    request: ActRequest,
    caller: Caller,
    given: GivenStatement,
    places: Readonly<Record<keyof GivenStatement, string>>,
  ): Promise<SignedRequest> {
    const { requestId, replaces } = request;
    const named = { requestId, ...(replaces === undefined ? {} : { replaces }) };
    if (given.signature === undefined && caller.role === 'taxpayer' && caller.keyInCustody !== undefined) {
      return { ...named, ...(await this.#signInCustody(request, caller, caller.keyInCustody)) };
    }
    const { ledger, ...seal } = whole(given, places);
    requireThisLedger(this.ledger, readLedgerText(ledger));
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

/** The form in which callers name the ledger: hash of its first block, slash, contract. */
export function ledgerText({ id, contract }: LedgerName): string {
  return `${id}/${contract}`;
}

function readLedgerText(text: string): { readonly ledger: string; readonly contract: string } {
  const slash = text.indexOf('/');
  return { ledger: text.slice(0, slash), contract: text.slice(slash + 1) };
}

function whole(
  given: GivenStatement,
  places: Readonly<Record<keyof GivenStatement, string>>,
): { readonly [Part in keyof GivenStatement]-?: string } {
  const { ledger, keyEpoch, notAfter, signature } = given;
  const parts = { ledger, keyEpoch, notAfter, signature };
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  if (missing.length === 0) return parts as { readonly [Part in keyof GivenStatement]-?: string };
  throw new ValidationError(
    missing.map(([part]) => ({
      code: 'FIELD_REQUIRED',
      path: places[part as keyof GivenStatement],
      message: 'a signed statement has this field',
    })),
  );
}
