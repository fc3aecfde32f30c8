/**
 * The port through which all programs reach the ledger. It has three adapters (embedded, fabric-network,
 * fabric-gateway); one behavior suite runs on all of them.
 */
import type { ContractFunction } from '@fapiao-ledger/core';
import type { Identity } from '@fapiao-ledger/pki';

export { type BlockHeader, headerBytes, headerHash } from './block-header.js';
export { decodeContractError } from './contract-error.js';
export { invalidTransaction, VALID } from './invalid-transaction.js';
export { LedgerError, type LedgerStage } from './ledger-error.js';

/** Name of a contract of the chaincode, the part of a function's whole name before its colon. */
export type ContractName = ContractFunction extends `${infer Contract}:${string}` ? Contract : never;

/** One call of a contract function: `contract` as registered in the chaincode, arguments as text. */
export interface ContractCall {
  readonly contract: ContractName;
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
}

export interface Committed {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** The contract's result, canonical JSON. */
  readonly result: string;
}

/** An endorsed answer that was never ordered. It is the first tier of a receipt's proof. */
export interface EndorsedAnswer {
  readonly transactionId: string;
  readonly result: string;
  /** Bytes of protos.ProposalResponsePayload, as every endorser signed them. */
  readonly payload: Uint8Array;
  /** Signature over payload || endorser, in which endorser is an msp.SerializedIdentity. */
  readonly endorsements: readonly { readonly endorser: Uint8Array; readonly signature: Uint8Array }[];
}

/** A committed block with all of its transactions, invalid ones included. */
export interface LedgerBlock {
  readonly number: bigint;
  readonly transactions: readonly LedgerTransaction[];
}

export interface LedgerTransaction {
  readonly transactionId: string;
  /** Position in the block, from 0. */
  readonly position: number;
  /** Fabric's validation code by name: VALID, MVCC_READ_CONFLICT, ... */
  readonly validationCode: string;
  /** The client's timestamp, ISO 8601 in UTC. */
  readonly timestamp: string;
  /** The contract's event; present only when the transaction is VALID and the contract emitted one. */
  readonly event?: { readonly name: string; readonly payload: Uint8Array };
  /**
   * Writes of a VALID transaction to the contract's world state, in order of key; an absent value is a deletion. Empty
   * for other transactions. A read model is a projection of these.
   */
  readonly writes: readonly { readonly key: string; readonly value?: Uint8Array }[];
}

export interface LedgerStatus {
  /** Number of blocks, which is also the number of the next block. */
  readonly height: bigint;
  readonly channel: string;
  /** False after a disk fault: the ledger then answers reads and refuses writes. */
  readonly writable: boolean;
}

export interface LedgerClient {
  /** Channel (network) name. */
  readonly channel: string;
  /** Name under which the contract is deployed; every signed statement names it. */
  readonly contract: string;

  /** SHA-256 of the header of block 0, lower-case hex: every signed statement names it. @throws as `evaluate` */
  ledgerId(): Promise<string>;

  /**
   * Endorses and orders a transaction, and waits for its commit.
   * @throws {ValidationError | DomainError} the contract's refusal; nothing was ordered
   * @throws {LedgerError} by stage; the caller must resolve LEDGER_OUTCOME_UNKNOWN with `outcomeOf` or by request id
   */
  submit(identity: Identity, call: ContractCall): Promise<Committed>;

  /** Asks one peer and writes nothing. @throws as `submit`, stage `evaluate` */
  evaluate(identity: Identity, call: ContractCall): Promise<string>;

  /** Asks as many peers as the endorsement policy needs, and returns their signatures. */
  endorse(identity: Identity, call: ContractCall): Promise<EndorsedAnswer>;

  /** Returns the validation code of a transaction; undefined while no block carries it. */
  outcomeOf(transactionId: string): Promise<string | undefined>;

  /** Returns the block that carries a transaction; undefined while none does. */
  blockOf(transactionId: string): Promise<LedgerBlock | undefined>;

  /** Yields committed blocks from `from` on, in order and without gaps, until `signal` aborts. */
  blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock>;

  status(): Promise<LedgerStatus>;

  /**
   * Returns the height at once if the peer runs in this process, else undefined: then the caller must await `status`. Every
   * answer given until now is of this height or lower.
   */
  heightNow?(): bigint | undefined;

  close(): Promise<void>;
}
