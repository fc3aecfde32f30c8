import {
  Executor,
  findKey,
  isOfficerCode,
  type Json,
  type ObjectReader,
  type OfficerJson,
  type Operation,
  type PolicyJson,
  type Read,
  type RequestRecord,
  read,
  requestText,
  requireThisLedger,
  type ScopedKeyJson,
  type Seen,
  type SignedRequest,
  shanghaiDate,
  stateKey,
  statementLifetimeOn,
  type TaxpayerJson,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { keysFor, signerOf } from './signers.js';
import { policyOf } from './stored-policy.js';

/** A statement as a transaction has it, with the facts that are not signed. */
export interface SignedAct<Body> extends SignedRequest {
  readonly actor: string;
  readonly ledger: string;
  readonly contract: string;
  /** The body as read and checked. */
  readonly body: Body;
  /** The body as received, over which the digest is computed. */
  readonly signedBody: Json;
}

/** Facts for the decision about an act. */
export interface Deciding {
  readonly policy: PolicyJson;
  /** Digest of the request: the key epoch of a key that the act registers. */
  readonly digest: string;
  readonly signer: TaxpayerJson | OfficerJson;
  /** The further key that signed; absent where the signer's own key did. */
  readonly key?: ScopedKeyJson;
}

/**
 * Performs an act once (T22): returns the answer that the ledger remembers, or admits the statement, decides the act and remembers its
 * answer. Every act but issuing passes here, and issuing passes through `issuePage`. Both leave the decision about the statement to
 * core's `Executor`.
 *
 * @throws {DomainError} NOT_FOUNDED, OTHER_LEDGER, TAXPAYER_NOT_FOUND, OFFICER_NOT_FOUND or PROVIDER_NOT_FOUND,
 *   ROLE_REQUIRED, those of `Executor.admit`, the errors of `decide`
 */
export async function perform<Result>(
  transaction: Transaction,
  operation: Operation,
  act: SignedAct<unknown>,
  decide: (deciding: Deciding) => Promise<Result>,
): Promise<Result> {
  const { actor, requestId: id, replaces, signedBody: body } = act;
  const policy = await policyOf(transaction);
  requireThisLedger(policy.ledger, act);
  const signer = await signerOf(transaction, actor);
  requireRelayOf(transaction, signer);
  const recordOf = await remembered<Result>(transaction, actor, [act]);
  const keys = await keysFor(transaction, signer, [act]);
  const executor = new Executor<Result>({
    ledger: policy.ledger,
    operation,
    signer,
    keys,
    at: transaction.at,
    lifetimeMaxSeconds: statementLifetimeOn(policy, shanghaiDate(transaction.at)),
    cryptography: nodeCryptography,
    recordOf,
  });
  const request = { actor, operation, requestId: id, body, ...(replaces === undefined ? {} : { replaces }) };
  const digest = nodeCryptography.sha256(requestText(request));
  const first = executor.admit(act, digest);
  if (first !== undefined) return first;
  const key = findKey(keys, signer, act.keyEpoch);
  const result = await decide({ policy, digest, signer, ...(key === undefined ? {} : { key }) });
  executor.record(act, digest, result);
  await remember(transaction, actor, executor.written);
  return result;
}

/** Returns the ledger's records of requests and of the requests that they replace. */
export async function remembered<Result>(
  transaction: Transaction,
  actor: string,
  requests: readonly SignedRequest[],
): Promise<(requestId: string) => RequestRecord<Result> | undefined> {
  const ids = requests.flatMap(({ requestId: id, replaces }) =>
    replaces === undefined ? [id] : [id, replaces],
  );
  const records = new Map<string, RequestRecord<Result>>();
  for (const id of new Set(ids)) {
    const record = await transaction.state.get(stateKey('REQUEST', actor, id));
    if (record !== undefined) records.set(id, record as RequestRecord<Result>);
  }
  return (id) => records.get(id);
}

/** Stores the records of an actor's requests. */
export async function remember(
  transaction: Transaction,
  actor: string,
  written: ReadonlyMap<string, RequestRecord<unknown>>,
): Promise<void> {
  for (const [id, record] of written) await transaction.state.put(stateKey('REQUEST', actor, id), record);
}

export const OFFICER_CODE = read.matching(isOfficerCode, 'CREDIT_CODE_INVALID', 'the code of an officer');

/** Reads an act of a participant. @param body reads the fields that are signed */
export function readOwnAct<Body>(body: Read<Body>): Read<SignedAct<Body>> {
  return read.object((reader) => actIn(reader, body, read.participant));
}

/** Reads an act of the bureau. @param body reads the fields that are signed */
export function readOfficerAct<Body>(body: Read<Body>): Read<SignedAct<Body>> {
  return read.object((reader) => actIn(reader, body, OFFICER_CODE));
}

/** Reads the fields of an act. @param actor reads the code of the signer */
export function actIn<Body>(
  reader: ObjectReader,
  body: Read<Body>,
  actor: Read<string>,
): Seen<SignedAct<Body>> {
  return {
    body: reader.read('body', body),
    ...reader.fields(LEDGER_NAME),
    ...signedRequestIn(reader),
    actor: reader.read('actor', actor),
    signedBody: reader.given('body'),
  };
}

/** Reads the names of the ledger and the contract in a statement. */
export const LEDGER_NAME = { ledger: read.ledgerId, contract: read.contractName };

/** Reads the parts of a request: its id, its seal, and the id of the request that it replaces. */
export function signedRequestIn(reader: ObjectReader): Seen<SignedRequest> {
  const ids = reader.fields({ requestId: read.requestId, replaces: read.optional(read.requestId) });
  if (ids.replaces !== undefined && ids.replaces === ids.requestId) {
    reader.fault('FIELD_VALUE', 'replaces', 'a request cannot replace itself');
  }
  return { ...ids, ...reader.fields(SEAL) };
}

const SEAL = { keyEpoch: read.keyEpoch, notAfter: read.instant(), signature: read.text };
