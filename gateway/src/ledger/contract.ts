import {
  canonicalJson,
  DomainError,
  type Json,
  type LedgerName,
  type SignedRequest,
} from '@fapiao-ledger/core';
import type { ContractCall, EndorsedAnswer, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { type Settlement, submitNonIdempotent, submitUntilSettled } from './settle.js';

/** A function of the contract, as `docs/architecture.md` lists them. */
export type ContractFunction = `bureau:${string}` | `invoice:${string}`;

/** In whose name the contract is called. */
export interface Voice {
  readonly reader: Identity;
  /** Absent where this gateway may not submit for them. */
  readonly writer: Identity | undefined;
  /** The party that it submits for. */
  readonly party: 'taxpayers' | 'the tax bureau';
}

/** The contract as a gateway calls it for one party: JSON in, JSON out. */
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
  async read<T>(name: ContractFunction, argument?: unknown): Promise<T> {
    return JSON.parse(await this.client.evaluate(this.#voice.reader, callOf(name, argument))) as T;
  }

  /** Asks for an answer that its endorsers sign. @throws as `read` */
  async attest(name: ContractFunction, argument: Json): Promise<EndorsedAnswer> {
    return await this.client.endorse(this.#voice.reader, callOf(name, argument));
  }

  /**
   * Writes something that carries a request id, so that sending it again cannot do it twice: conflicts
   * and unknown outcomes are settled here.
   * @param transient text for the endorsers only, which no block carries
   * @throws {DomainError} NOT_SERVED_HERE, or what the contract refuses
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when it stays unknown
   */
  async write<T>(
    name: ContractFunction,
    argument: unknown,
    transient?: Readonly<Record<string, string>>,
  ): Promise<T> {
    const call = callOf(name, argument, transient);
    const { result } = await submitUntilSettled(this.client, this.#writer(), call, this.#settlement);
    return JSON.parse(result) as T;
  }

  /** Writes something that the ledger would do again if it were sent again. @throws as `write` */
  async writeNonIdempotent<T>(name: ContractFunction, argument: unknown): Promise<T> {
    const call = callOf(name, argument);
    const { result } = await submitNonIdempotent(this.client, this.#writer(), call, this.#settlement);
    return JSON.parse(result) as T;
  }

  #writer(): Identity {
    const { writer, party } = this.#voice;
    if (writer !== undefined) return writer;
    throw new DomainError('NOT_SERVED_HERE', `this gateway submits nothing for ${party}: ask one that does`);
  }
}

/** The argument of a function that performs a signed act; what it needs beside the statement is added to it. */
export function actArgument(
  { id, contract }: LedgerName,
  actor: string,
  statement: SignedRequest,
  body: Json,
): Readonly<Record<string, Json>> {
  return { ...statement, actor, body, contract, ledger: id };
}

function callOf(
  name: ContractFunction,
  argument: unknown,
  transient: Readonly<Record<string, string>> = {},
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
