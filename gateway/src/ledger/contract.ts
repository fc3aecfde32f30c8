import {
  type ActArgument,
  type CallParts,
  type ContractFunction,
  canonicalJson,
  DomainError,
  FUNCTION_OF,
  type LedgerName,
  type Locators,
  type Operation,
  type ReadingFunction,
  type RequestBodies,
  type ResultOf,
  type SignedRequest,
  type Transactions,
  type WritingFunction,
} from '@fapiao-ledger/core';
import type { ContractCall, EndorsedAnswer, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Settlement, submitNonIdempotent, submitUntilSettled } from '@fapiao-ledger/network/settle';
import type { Identity } from '@fapiao-ledger/pki';

type Result<Name extends ContractFunction> = Transactions[Name]['result'];

/** Identities with which the contract is called. */
export interface Voice {
  readonly reader: Identity;
  /** Absent where this gateway may not submit for the party. */
  readonly writer: Identity | undefined;
  /** The party for which the writer submits. */
  readonly party: 'taxpayers' | 'the tax bureau';
}

/** Calls the contract for the gateway's callers. The name of a function determines the types of argument and result. */
export class Contract {
  readonly client: LedgerClient;
  readonly #voice: Voice;
  readonly #settlement: Settlement;

  constructor(client: LedgerClient, voice: Voice, settlement: Settlement) {
    this.client = client;
    this.#voice = voice;
    this.#settlement = settlement;
  }

  /** Returns the result of a reading function. @throws the errors of the contract, {LedgerError} */
  async read<Name extends ReadingFunction>(name: Name, ...parts: CallParts<Name>): Promise<Result<Name>> {
    const result = await this.client.evaluate(this.#voice.reader, callOf(name, parts));
    return JSON.parse(result) as Result<Name>;
  }

  /** Returns the result of a reading function with its endorsers' signatures. @throws as `read` */
  async attest<Name extends ReadingFunction>(name: Name, ...parts: CallParts<Name>): Promise<EndorsedAnswer> {
    return await this.client.endorse(this.#voice.reader, callOf(name, parts));
  }

  /**
   * Calls a writing function with a request id, so that sending it again has no second effect. Conflicts and unknown
   * outcomes are settled here.
   * @param parts the argument, then data for the endorsers only, which is in no block
   * @throws {DomainError} NOT_SERVED_HERE, or the refusals of the contract
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when it stays unknown
   */
  async write<Name extends WritingFunction>(name: Name, ...parts: CallParts<Name>): Promise<Result<Name>> {
    return (await this.#settled(callOf(name, parts))) as Result<Name>;
  }

  /** Performs an operation with the statement of its actor. @throws as `write` */
  async act<Of extends Operation>(
    operation: Of,
    argument: ActArgument<RequestBodies[Of]> & Locators[Of],
  ): Promise<ResultOf<Of>> {
    return (await this.#settled(callOf(FUNCTION_OF[operation], [argument]))) as ResultOf<Of>;
  }

  /** Calls a writing function without a request id, which would take effect again if it were sent again. @throws as `write` */
  async writeNonIdempotent<Name extends WritingFunction>(
    name: Name,
    ...parts: CallParts<Name>
  ): Promise<Result<Name>> {
    const call = callOf(name, parts);
    const { result } = await submitNonIdempotent(this.client, this.#writer(), call, this.#settlement);
    return JSON.parse(result) as Result<Name>;
  }

  async #settled(call: ContractCall): Promise<unknown> {
    const { result } = await submitUntilSettled(this.client, this.#writer(), call, this.#settlement);
    return JSON.parse(result);
  }

  #writer(): Identity {
    const { writer, party } = this.#voice;
    if (writer !== undefined) return writer;
    throw new DomainError(
      'NOT_SERVED_HERE',
      `this gateway submits nothing for ${party}; use another gateway`,
    );
  }
}

/** Returns the argument of a function that performs a signed act: the statement, and facts that are not signed. */
export function actArgument<Body>(
  { id, contract }: LedgerName,
  actor: string,
  statement: SignedRequest,
  body: Body,
): ActArgument<Body> {
  return { ...statement, actor, body, contract, ledger: id };
}

function callOf(
  name: ContractFunction,
  [argument, transient = {}]: readonly [argument?: unknown, transient?: Readonly<Record<string, Uint8Array>>],
): ContractCall {
  const [contract, called] = name.split(':') as [ContractCall['contract'], string];
  return {
    contract,
    function: called,
    args: argument === undefined ? [] : [canonicalJson(argument)],
    transient,
  };
}
