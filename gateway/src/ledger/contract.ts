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
import type { Identity } from '@fapiao-ledger/pki';
import { type Settlement, submitNonIdempotent, submitUntilSettled } from './settle.js';

type Result<Name extends ContractFunction> = Transactions[Name]['result'];

/** In whose name the contract is called. */
export interface Voice {
  readonly reader: Identity;
  /** Absent where this gateway may not submit for them. */
  readonly writer: Identity | undefined;
  /** The party that it submits for. */
  readonly party: 'taxpayers' | 'the tax bureau';
}

/** The contract as a gateway calls it for its callers. Argument and result follow from the name of the function. */
export class Contract {
  readonly client: LedgerClient;
  readonly #voice: Voice;
  readonly #settlement: Settlement;

  constructor(client: LedgerClient, voice: Voice, settlement: Settlement) {
    this.client = client;
    this.#voice = voice;
    this.#settlement = settlement;
  }

  /** Asks without writing. @throws what the contract throws, {LedgerError} */
  async read<Name extends ReadingFunction>(name: Name, ...parts: CallParts<Name>): Promise<Result<Name>> {
    const result = await this.client.evaluate(this.#voice.reader, callOf(name, parts));
    return JSON.parse(result) as Result<Name>;
  }

  /** Asks for an answer that its endorsers sign. @throws as `read` */
  async attest<Name extends ReadingFunction>(name: Name, ...parts: CallParts<Name>): Promise<EndorsedAnswer> {
    return await this.client.endorse(this.#voice.reader, callOf(name, parts));
  }

  /**
   * Writes something that carries a request id, so that sending it again cannot do it twice: conflicts
   * and unknown outcomes are settled here.
   * @param parts the argument, then text for the endorsers only, which no block carries
   * @throws {DomainError} NOT_SERVED_HERE, or what the contract refuses
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when it stays unknown
   */
  async write<Name extends WritingFunction>(name: Name, ...parts: CallParts<Name>): Promise<Result<Name>> {
    return (await this.#settled(callOf(name, parts))) as Result<Name>;
  }

  /** Performs an operation under the statement of its actor. @throws as `write` */
  async act<Of extends Operation>(
    operation: Of,
    argument: ActArgument<RequestBodies[Of]> & Locators[Of],
  ): Promise<ResultOf<Of>> {
    return (await this.#settled(callOf(FUNCTION_OF[operation], [argument]))) as ResultOf<Of>;
  }

  /** Writes something that the ledger would do again if it were sent again. @throws as `write` */
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
    throw new DomainError('NOT_SERVED_HERE', `this gateway submits nothing for ${party}: ask one that does`);
  }
}

/** The argument of a function that performs a signed act; what it needs beside the statement is added to it. */
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
  [argument, transient = {}]: readonly [argument?: unknown, transient?: Readonly<Record<string, string>>],
): ContractCall {
  const [contract, called] = name.split(':') as ['bureau' | 'invoice', string];
  return {
    contract,
    function: called,
    args: argument === undefined ? [] : [canonicalJson(argument)],
    transient: Object.fromEntries(
      Object.entries(transient).map(([name, text]) => [name, Buffer.from(text, 'utf8')]),
    ),
  };
}
