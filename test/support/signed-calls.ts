import { hash, randomUUID } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  DraftList,
  formatInstant,
  type IssueRequest,
  issueRequestText,
  type Json,
  type LedgerName,
  type Operation,
  pageCall,
  type RequestPayment,
  requestText,
  type SignedRequest,
  statementText,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';

/** The signers whose statements the ledger accepts. */
export interface Signing {
  readonly code: string;
  readonly keyEpoch: string;
  readonly identity: Identity;
}

/** A taxpayer or an officer registered on the ledger: its record, and the certificate and key it signs with. */
export interface Participant extends Signing {
  readonly taxpayer: TaxpayerJson;
}

/** The ledger for which statements are made, and its time in milliseconds. */
export interface Signposts {
  readonly ledger: LedgerName;
  readonly now: () => number;
}

/** Terms of a statement that a test sets in place of the right ones. */
export interface SignOptions {
  readonly requestId?: string;
  readonly replaces?: string;
  readonly signature?: string;
  readonly keyEpoch?: string;
  readonly notAfter?: string;
  readonly ledger?: LedgerName;
}

export interface IssueOptions extends SignOptions {
  readonly lane?: string;
  readonly signer?: Participant;
  readonly as?: Identity;
  readonly payment?: RequestPayment;
  /** Signs a request whose payment it confirms. */
  readonly provider?: Signing;
}

export function issueCall(
  world: Signposts,
  seller: Participant,
  drafts: readonly DraftJson[],
  options: IssueOptions = {},
): ContractCall {
  const lane = options.lane ?? 'main';
  const request = signedRequest(world, seller, drafts, options);
  return pageCallOf(options.ledger ?? world.ledger, { seller: seller.code, lane }, [request]);
}

export function pageCallOf(
  ledger: LedgerName,
  lane: { readonly seller: string; readonly lane: string },
  requests: readonly IssueRequest[],
): ContractCall {
  const { argument, transient } = pageCall(ledger, lane, requests);
  return {
    contract: 'invoice',
    function: 'IssueInvoices',
    args: [canonicalJson(argument)],
    transient,
  };
}

export function signedRequest(
  world: Signposts,
  seller: Participant,
  drafts: readonly DraftJson[],
  options: IssueOptions = {},
): IssueRequest {
  const list = new DraftList(drafts as unknown as readonly Json[]);
  const { payment, provider } = options;
  const names = { ...namesOf(options), ...(payment === undefined ? {} : { payment }) };
  const text = issueRequestText(seller.code, { ...names, drafts: list });
  const signing = provider ?? { ...(options.signer ?? seller), keyEpoch: seller.keyEpoch };
  return { ...names, ...sealed(world, signing, text, options), drafts: list };
}

/** Returns the argument of an act: its statement and its content. */
export function signedAct(
  world: Signposts,
  signing: Signing,
  operation: Operation,
  body: Json,
  options: SignOptions & { readonly actor?: string } = {},
): Readonly<Record<string, Json>> {
  const { actor = signing.code, ledger = world.ledger } = options;
  const names = namesOf(options);
  const text = requestText({ ...names, actor, operation, body });
  const seal = sealed(world, signing, text, options);
  return { ...names, ...seal, actor, body, ledger: ledger.id, contract: ledger.contract };
}

const STATEMENT_SECONDS = 3_600;

function namesOf({
  requestId = randomUUID(),
  replaces,
}: SignOptions): Pick<SignedRequest, 'requestId' | 'replaces'> {
  return replaces === undefined ? { requestId } : { requestId, replaces };
}

function sealed(
  { ledger: right, now }: Signposts,
  signing: Signing,
  text: string,
  options: SignOptions,
): Pick<SignedRequest, 'keyEpoch' | 'notAfter' | 'signature'> {
  const { keyEpoch = signing.keyEpoch, ledger = right } = options;
  const notAfter = options.notAfter ?? formatInstant(Math.floor(now() / 1000) + STATEMENT_SECONDS);
  const terms = { ledger: ledger.id, contract: ledger.contract, keyEpoch, notAfter };
  const bytes = Buffer.from(statementText(terms, sha256(text)), 'utf8');
  const signature = options.signature ?? Buffer.from(signing.identity.sign(bytes)).toString('base64');
  return { keyEpoch, notAfter, signature };
}

/** Faster than the core's own, because clients of a benchmark compute thousands of check codes. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
