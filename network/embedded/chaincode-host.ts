/**
 * Hosts a compiled chaincode through the unmodified fabric-shim. They exchange the same ChaincodeMessages as with a
 * peer, over a stream in memory instead of gRPC.
 */
import { LedgerError } from '../ledger-error.js';
import type { ChaincodeCalls } from './chaincode-calls.js';
import type { Timer } from './clock.js';
import { build, peer, type protos } from './protobuf.js';
import { connectShim, type ShimStream } from './shim.js';
import { SimulationError } from './simulator.js';

type ChaincodeMessage = protos.peer.ChaincodeMessage;
const { Type } = peer.ChaincodeMessage;

/** Time limit of a contract for one transaction: a peer's default. */
const EXECUTION_MS_MAX = 30_000;

export interface Invocation {
  readonly channel: string;
  readonly txId: string;
  readonly signedProposal: protos.peer.SignedProposal;
  /** Bytes of ChaincodeInput. */
  readonly input: Uint8Array;
  readonly calls: ChaincodeCalls;
}

export interface ChaincodeAnswer {
  readonly response: protos.peer.Response;
  readonly event: protos.peer.ChaincodeEvent | undefined;
}

interface Running {
  readonly calls: ChaincodeCalls;
  settle(answer: ChaincodeAnswer | LedgerError): void;
}

export class ChaincodeHost {
  readonly #timer: Timer;
  readonly #running = new Map<string, Running>();
  #deliver: (message: ChaincodeMessage) => void = () => {};
  #ready = false;

  /** @param modulePath absolute path of a CommonJS module that exports `contracts` */
  constructor(modulePath: string, timer: Timer, endorserClock: () => number) {
    this.#timer = timer;
    const stream: ShimStream = {
      on: (event, listener) => {
        if (event === 'data') this.#deliver = listener;
      },
      write: (message) => this.#receive(message),
      end: () => {},
    };
    connectShim(modulePath, stream, endorserClock);
    if (!this.#ready) throw new Error(`the chaincode ${modulePath} did not register`);
  }

  /** Runs one transaction. @throws {LedgerError} LEDGER_REFUSED when it does not finish or runs already */
  execute(invocation: Invocation): Promise<ChaincodeAnswer> {
    const { channel, txId, calls } = invocation;
    const running = channel + txId;
    if (this.#running.has(running))
      return Promise.reject(failure(txId, 'the transaction is being run already'));
    return new Promise((resolve, reject) => {
      const cancel = this.#timer.after(EXECUTION_MS_MAX, () =>
        settle(failure(txId, 'the contract exceeded its time limit')),
      );
      const settle = (answer: ChaincodeAnswer | LedgerError): void => {
        cancel();
        this.#running.delete(running);
        if (answer instanceof LedgerError) reject(answer);
        else resolve(answer);
      };
      this.#running.set(running, { calls, settle });
      this.#deliver(transactionMessage(invocation));
    });
  }

  #receive(message: ChaincodeMessage): void {
    if (message.getType() === Type.REGISTER) {
      this.#deliver(messageOf(Type.REGISTERED, message));
      this.#deliver(messageOf(Type.READY, message));
      this.#ready = true;
      return;
    }
    const running = this.#running.get(message.getChannelId() + message.getTxid());
    if (message.getType() === Type.COMPLETED) {
      running?.settle(completed(message));
      return;
    }
    if (message.getType() === Type.ERROR) {
      running?.settle(failure(message.getTxid(), Buffer.from(message.getPayload_asU8()).toString()));
      return;
    }
    const answer = answerTo(message, running?.calls);
    // Answered in a turn of its own, because the shim may make the next call from within the answer to this one.
    queueMicrotask(() => this.#deliver(answer));
  }
}

function answerTo(message: ChaincodeMessage, calls: ChaincodeCalls | undefined): ChaincodeMessage {
  try {
    if (calls === undefined) throw new SimulationError('the transaction has ended');
    return messageOf(Type.RESPONSE, message, calls.answer(message.getType(), message.getPayload_asU8()));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return messageOf(Type.ERROR, message, Buffer.from(text));
  }
}

function completed(message: ChaincodeMessage): ChaincodeAnswer {
  return {
    response: peer.Response.deserializeBinary(message.getPayload_asU8()),
    event: message.getChaincodeEvent(),
  };
}

function transactionMessage(invocation: Invocation): ChaincodeMessage {
  return build(peer.ChaincodeMessage, (message) => {
    message.setType(Type.TRANSACTION);
    message.setChannelId(invocation.channel);
    message.setTxid(invocation.txId);
    message.setPayload(invocation.input);
    message.setProposal(invocation.signedProposal);
  });
}

function messageOf(
  type: ReturnType<ChaincodeMessage['getType']>,
  question: ChaincodeMessage,
  payload: Uint8Array = new Uint8Array(),
): ChaincodeMessage {
  return build(peer.ChaincodeMessage, (message) => {
    message.setType(type);
    message.setChannelId(question.getChannelId());
    message.setTxid(question.getTxid());
    message.setPayload(payload);
  });
}

function failure(txId: string, message: string): LedgerError {
  return new LedgerError('LEDGER_REFUSED', message, { stage: 'endorse', transactionId: txId });
}
