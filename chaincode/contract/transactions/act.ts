import {
  Executor,
  isContractName,
  isKeyEpoch,
  isLedgerId,
  isOfficerCode,
  isParticipantCode,
  type Json,
  type ObjectReader,
  type Operation,
  type PolicyJson,
  type RequestRecord,
  readInstant,
  requestText,
  requireThisLedger,
  type SignedRequest,
  shanghaiDate,
  stateKey,
  statementLifetimeOn,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { actor, checked, readList, requestId, when } from './arguments.js';
import { signerOf } from './signers.js';
import { policyOf } from './stored-policy.js';

/** A statement as a transaction carries it, with what the ledger needs beside it. */
export interface SignedAct<Body> extends SignedRequest {
  readonly actor: string;
  readonly ledger: string;
  readonly contract: string;
  /** The body as read and checked. */
  readonly body: Body;
  /** The body as it came, of which the digest is made. */
  readonly signedBody: Json;
}

/** What an act knows when it is decided. */
export interface Deciding {
  readonly policy: PolicyJson;
  /** Digest of the request: the key epoch of a key that the act registers. */
  readonly digest: string;
}

/**
 * Performs an act once (T22): returns the answer that the ledger remembers, or admits the statement, decides the act and remembers its
 * answer. Every act but issuing passes here, and issuing passes through `issuePage`. Both leave the decision about the statement to
 * core's `Executor`.
 *
 * @throws {DomainError} NOT_FOUNDED, OTHER_LEDGER, TAXPAYER_NOT_FOUND or OFFICER_NOT_FOUND,
 *   ROLE_REQUIRED, those of `Executor.admit`, what `decide` throws
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
  const executor = new Executor<Result>({
    ledger: policy.ledger,
    signer,
    at: transaction.at,
    lifetimeMaxSeconds: statementLifetimeOn(policy, shanghaiDate(transaction.at)),
    cryptography: nodeCryptography,
    recordOf,
  });
  const request = { actor, operation, requestId: id, body, ...(replaces === undefined ? {} : { replaces }) };
  const digest = nodeCryptography.sha256(requestText(request));
  const first = executor.admit(act, digest);
  if (first !== undefined) return first;
  const result = await decide({ policy, digest });
  executor.record(act, digest, result);
  await remember(transaction, actor, executor.written);
  return result;
}

/** Reads what the ledger remembers of requests and of the requests that they replace. */
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

/** Stores what the ledger must remember of requests of an actor. */
export async function remember(
  transaction: Transaction,
  actor: string,
  written: ReadonlyMap<string, RequestRecord<unknown>>,
): Promise<void> {
  for (const [id, record] of written) await transaction.state.put(stateKey('REQUEST', actor, id), record);
}

/** Reads an act of a taxpayer. @param readBody reads the fields that are signed */
export function readTaxpayerAct<Body>(
  reader: ObjectReader,
  readBody: (body: ObjectReader) => Body,
): SignedAct<Body> {
  return readAct(reader, readBody, (of) => actor(of, isParticipantCode, 'the code of a participant'));
}

/** Reads an act of the bureau. @param readBody as for `readTaxpayerAct` */
export function readOfficerAct<Body>(
  reader: ObjectReader,
  readBody: (body: ObjectReader) => Body,
): SignedAct<Body> {
  return readAct(reader, readBody, (of) => actor(of, isOfficerCode, 'the code of an officer'));
}

/** Reads an act of a signer, which `readActor` may limit to some. */
export function readAct<Body>(
  reader: ObjectReader,
  readBody: (body: ObjectReader) => Body,
  readActor: (reader: ObjectReader) => string = actor,
): SignedAct<Body> {
  const bodyReader = reader.object('body');
  const body = bodyReader === undefined ? undefined : readBody(bodyReader);
  bodyReader?.end();
  return {
    ...readLedgerName(reader),
    ...readSignedRequest(reader),
    actor: readActor(reader),
    body: checked(body),
    signedBody: bodyReader?.document as Json,
  };
}

/** Reads which ledger and contract statements are for. */
export function readLedgerName(reader: ObjectReader): { readonly ledger: string; readonly contract: string } {
  const ledger = 'the hash of a first block: 64 of 0-9 a-f';
  const contract = 'the name of a contract: 1 to 64 of A-Z a-z 0-9 _ -';
  return {
    ledger: checked(reader.value('ledger', when(isLedgerId), 'FIELD_VALUE', ledger)),
    contract: checked(reader.value('contract', when(isContractName), 'FIELD_VALUE', contract)),
  };
}

/** Reads what each request of a page has of its own: id, seal, and the id that it replaces. */
function readSignedRequest(reader: ObjectReader): SignedRequest {
  const id = requestId(reader, 'requestId');
  const replaces = reader.optional('replaces') === undefined ? undefined : requestId(reader, 'replaces');
  if (replaces !== undefined && replaces === id) {
    reader.fault('FIELD_VALUE', 'replaces', 'a request cannot replace itself');
  }
  const isInstant = (text: string): boolean => readInstant(text) !== undefined;
  const epoch = 'the registration of a key: 16 of 0-9 a-f';
  const moment = 'a moment such as "2026-03-01T08:00:00Z"';
  return {
    requestId: id,
    ...(replaces === undefined ? {} : { replaces }),
    keyEpoch: checked(reader.value('keyEpoch', when(isKeyEpoch), 'FIELD_VALUE', epoch)),
    notAfter: checked(reader.value('notAfter', when(isInstant), 'DATE_FORMAT', moment)),
    signature: checked(reader.text('signature')),
  };
}

/** Reads the list of requests of a page. */
export function readSignedRequests(reader: ObjectReader, max: number): readonly SignedRequest[] {
  return readList(reader, 'requests', max, readSignedRequest);
}
