import { setTimeout as delay } from 'node:timers/promises';
import type { Identity } from '@fapiao-ledger/pki';
import { common, peer } from '@hyperledger/fabric-protos';
import type {
  Committed,
  ContractCall,
  EndorsedAnswer,
  LedgerBlock,
  LedgerClient,
  LedgerStatus,
} from '../../ledger-client.js';
import { headerHash, invalidTransaction, LedgerError, VALID } from '../../ledger-client.js';
import { decodeBlock, validationCodeName } from './block-decoder.js';
import { PeerBlockSource } from './block-source.js';
import type { FabricConnection } from './connection.js';
import { FabricFailure, ledgerErrorOf } from './failure.js';
import { Ordering } from './ordering.js';
import { Pacer, type PacerOptions } from './pacer.js';
import { TransactionOutcomes } from './transaction-outcomes.js';
import type { EndorsedTransaction, FabricCall, FabricTransport } from './transport.js';

export interface FabricLedgerOptions extends Partial<PacerOptions> {
  /** How long to wait for the block of a sent transaction. Then its outcome is unknown. */
  readonly commitMs?: number;
}

const DEFAULTS = { callsMax: 400, waitingMax: 10_000, busyMs: 30_000, commitMs: 30_000 };

const ENDORSE_ATTEMPTS = 7;
const CATCH_UP_MS = 50;

/** The LedgerClient port on a Fabric network, through either client library. */
export class FabricLedger implements LedgerClient {
  readonly #connection: FabricConnection;
  readonly #observer: Identity;
  readonly #transport: FabricTransport;
  readonly #outcomes: TransactionOutcomes;
  readonly #pacer: Pacer;
  readonly #ordering: Ordering;

  /** @param observer identity that reads blocks and heights for the process itself */
  constructor(
    connection: FabricConnection,
    observer: Identity,
    transport: FabricTransport,
    options: FabricLedgerOptions = {},
  ) {
    const { commitMs, ...pacing } = { ...DEFAULTS, ...options };
    this.#connection = connection;
    this.#observer = observer;
    this.#transport = transport;
    this.#outcomes = new TransactionOutcomes(new PeerBlockSource(connection, observer));
    this.#pacer = new Pacer(pacing);
    this.#ordering = new Ordering(this.#outcomes, this.#pacer, { commitMs });
  }

  get channel(): string {
    return this.#connection.channel;
  }

  get contract(): string {
    return this.#connection.chaincode;
  }

  async ledgerId(): Promise<string> {
    const call = { chaincode: 'qscc', function: 'GetBlockByNumber', args: [this.channel, '0'] };
    const header = common.Block.deserializeBinary(await this.#evaluate(this.#observer, call)).getHeader();
    if (header === undefined) {
      throw new LedgerError('LEDGER_UNAVAILABLE', 'the peer’s first block has no header', {
        stage: 'evaluate',
      });
    }
    const hash = headerHash({
      number: header.getNumber(),
      previousHash: header.getPreviousHash_asU8(),
      dataHash: header.getDataHash_asU8(),
    });
    return Buffer.from(hash).toString('hex');
  }

  async submit(identity: Identity, call: ContractCall): Promise<Committed> {
    const transaction = await this.#endorse(identity, call);
    const { transactionId, result } = transaction;
    await this.#outcomes.start();
    const { validationCode, blockNumber } = await this.#ordering.commit(transaction);
    if (validationCode !== VALID) throw invalidTransaction(validationCode, transactionId);
    return { transactionId, blockNumber, result };
  }

  async evaluate(identity: Identity, call: ContractCall): Promise<string> {
    return Buffer.from(await this.#evaluate(identity, this.#fabricCall(call))).toString('utf8');
  }

  async endorse(identity: Identity, call: ContractCall): Promise<EndorsedAnswer> {
    const transaction = await this.#endorse(identity, call);
    const { transactionId, result } = transaction;
    return { transactionId, result, ...transaction.endorsed() };
  }

  async outcomeOf(transactionId: string): Promise<string | undefined> {
    const recent = this.#outcomes.recent(transactionId);
    if (recent !== undefined) return recent.validationCode;
    const bytes = await this.#aboutTransaction('GetTransactionByID', transactionId);
    if (bytes === undefined) return undefined;
    return validationCodeName(peer.ProcessedTransaction.deserializeBinary(bytes).getValidationcode());
  }

  async blockOf(transactionId: string): Promise<LedgerBlock | undefined> {
    const bytes = await this.#aboutTransaction('GetBlockByTxID', transactionId);
    if (bytes === undefined) return undefined;
    return decodeBlock(common.Block.deserializeBinary(bytes), this.#connection.chaincode);
  }

  /** Returns what a peer says of a transaction; undefined when no block has it. */
  async #aboutTransaction(
    question: 'GetTransactionByID' | 'GetBlockByTxID',
    transactionId: string,
  ): Promise<Uint8Array | undefined> {
    const call = { chaincode: 'qscc', function: question, args: [this.channel, transactionId] };
    try {
      return await this.#evaluate(this.#observer, call);
    } catch (error) {
      const { cause } = error as { readonly cause?: unknown };
      if (cause instanceof FabricFailure && [cause.message, ...cause.details].some(saysUnknown))
        return undefined;
      throw error;
    }
  }

  blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#outcomes.blocks(from, signal);
  }

  async status(): Promise<LedgerStatus> {
    const call = { chaincode: 'qscc', function: 'GetChainInfo', args: [this.channel] };
    const info = common.BlockchainInfo.deserializeBinary(await this.#evaluate(this.#observer, call));
    return { height: BigInt(info.getHeight()), channel: this.channel, writable: true };
  }

  async close(): Promise<void> {
    await this.#outcomes.close();
    this.#transport.close();
  }

  #fabricCall(call: ContractCall): FabricCall {
    const { chaincode } = this.#connection;
    return {
      chaincode,
      function: `${call.contract}:${call.function}`,
      args: call.args,
      transient: call.transient,
    };
  }

  async #evaluate(identity: Identity, call: FabricCall): Promise<Uint8Array> {
    try {
      return await this.#pacer.run(() => this.#transport.evaluate(identity, call));
    } catch (error) {
      throw error instanceof FabricFailure ? ledgerErrorOf('evaluate', error) : error;
    }
  }

  /** Endorses a call. After a mismatch it asks again, because an endorser that lacks a block soon has it. */
  async #endorse(identity: Identity, call: ContractCall): Promise<EndorsedTransaction> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#pacer.run(() => this.#transport.endorse(identity, this.#fabricCall(call)));
      } catch (error) {
        if (!(error instanceof FabricFailure)) throw error;
        if (error.kind !== 'mismatch' || attempt === ENDORSE_ATTEMPTS) throw ledgerErrorOf('endorse', error);
        await delay(CATCH_UP_MS * 2 ** (attempt - 1));
      }
    }
  }
}

/** Returns whether a peer's message says that no block has the transaction. */
function saysUnknown(text: string): boolean {
  return /no such transaction ID|entry not found in index/i.test(text);
}
