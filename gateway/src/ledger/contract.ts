import { canonicalJson, type Json } from '@fapiao-ledger/chaincode/core';
import type {
  ContractCall,
  EndorsedAnswer,
  Identity,
  LedgerClient,
} from '@fapiao-ledger/network/ledger-client';
import { type Settlement, submitOnce, submitUntilSettled } from './settle.js';

/** A function of the contract, as `docs/architecture.md` lists them. */
export type ContractFunction = `bureau:${string}` | `invoice:${string}`;

/** The contract as one identity calls it: JSON in, JSON out. */
export class Contract {
  readonly client: LedgerClient;
  readonly #identity: Identity;
  readonly #settlement: Settlement;

  constructor(client: LedgerClient, identity: Identity, settlement: Settlement) {
    this.client = client;
    this.#identity = identity;
    this.#settlement = settlement;
  }

  /** Asks without writing. @throws what the contract throws, {LedgerError} */
  async read<T>(name: ContractFunction, argument?: unknown): Promise<T> {
    return JSON.parse(await this.client.evaluate(this.#identity, callOf(name, argument))) as T;
  }

  /** Asks for an answer that its endorsers sign. @throws as `read` */
  async attest(name: ContractFunction, argument: Json): Promise<EndorsedAnswer> {
    return await this.client.endorse(this.#identity, callOf(name, argument));
  }

  /**
   * Writes something that carries a request id, so that sending it again cannot do it twice: conflicts
   * and unknown outcomes are settled here.
   * @throws what the contract refuses; {LedgerError} LEDGER_OUTCOME_UNKNOWN when it stays unknown
   */
  async write<T>(name: ContractFunction, argument: unknown): Promise<T> {
    const call = callOf(name, argument);
    const { result } = await submitUntilSettled(this.client, this.#identity, call, this.#settlement);
    return JSON.parse(result) as T;
  }

  /** Writes something that the ledger would do again if it were sent again. @throws as `write` */
  async writeOnce<T>(name: ContractFunction, argument: unknown): Promise<T> {
    const call = callOf(name, argument);
    const { result } = await submitOnce(this.client, this.#identity, call, this.#settlement);
    return JSON.parse(result) as T;
  }
}

function callOf(name: ContractFunction, argument: unknown): ContractCall {
  const [contract, called] = name.split(':') as ['bureau' | 'invoice', string];
  return { contract, function: called, args: argument === undefined ? [] : [canonicalJson(argument)] };
}
