import { DomainError, formatSum, ValidationError } from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import { type Caller, nameOf, readsAll } from '../access/callers.js';
import type { Crossing, Lists } from '../read-model/index.js';
import type { ChangeBlock } from '../stream/ledger-change.js';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { type EventPosition, formatEventId } from './event-position.js';
import type { EventReader, LedgerEvent } from './ledger-events.js';

/** Why a stream ended. The reader connects again with the last id. */
type EndReason = 'STOPPING' | 'RENEW' | 'TOO_SLOW' | 'LEDGER_UNAVAILABLE' | 'CREDENTIAL_INVALID';

export interface Listener {
  readonly caller: Caller;
  /** Checks the caller again. @throws {DomainError} CREDENTIAL_INVALID when its credential is no longer valid */
  readonly recheck: () => Promise<void>;
  /** Aborts when the caller disconnects. */
  readonly gone: AbortSignal;
}

export interface StreamTimes {
  /** Longest time without data. */
  readonly heartbeatMs: number;
  /** Longest life of a stream. Then the caller must authenticate again. */
  readonly lifeMs: number;
}

const TIMES: StreamTimes = { heartbeatMs: 15_000, lifeMs: 900_000 };
const STREAMS_OF_ONE_MAX = 10;
const STREAMS_MAX = 1_000;
const RETRY_MS = 2_000;

/**
 * Streams of server-sent events. Nothing is queued for a reader: each takes blocks from the ledger's stream
 * at its own pace. A reader that falls behind the blocks that the stream keeps must connect again.
 */
export class EventStreams {
  readonly #stream: LedgerStream;
  readonly #reader: EventReader;
  readonly #lists: Pick<Lists, 'crossingsIn'> | undefined;
  readonly #times: StreamTimes;
  readonly #stopping = new AbortController();
  /** Number of open streams per caller. */
  readonly #open = new Map<string, number>();
  #streams = 0;

  /** @param lists without them no crossing of a limit is told */
  constructor(
    stream: LedgerStream,
    reader: EventReader,
    { times = TIMES, lists }: { times?: StreamTimes; lists?: Pick<Lists, 'crossingsIn'> | undefined } = {},
  ) {
    this.#stream = stream;
    this.#reader = reader;
    this.#lists = lists;
    this.#times = times;
  }

  /**
   * Yields the events that the caller may see, from a position or from now on.
   *
   * @throws {DomainError} ROLE_REQUIRED, QUOTA_EXCEEDED
   * @throws {ValidationError} FIELD_VALUE when the position is beyond this ledger
   */
  async open(listener: Listener, after: EventPosition | undefined): Promise<AsyncIterable<string>> {
    const { caller, gone } = listener;
    if (caller.role === 'operator' || caller.role === 'provider')
      throw new DomainError('ROLE_REQUIRED', `a caller with the role ${caller.role} is party to no invoice`);
    this.#enter(nameOf(caller), gone);
    const height = await this.#stream.ledgerHeight();
    if (after !== undefined && after.block > height) {
      const message = `this ledger has ${height} blocks`;
      throw new ValidationError([{ code: 'FIELD_VALUE', path: '/Last-Event-ID', message }]);
    }
    await this.#stream.begun(gone);
    return this.#events(listener, after ?? { block: height, transactions: 0 });
  }

  /** Ends every stream, also those that are opened later. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Counts a stream until its caller disconnects. @throws {DomainError} QUOTA_EXCEEDED */
  #enter(name: string, gone: AbortSignal): void {
    if (gone.aborted) return;
    const own = this.#open.get(name) ?? 0;
    if (own >= STREAMS_OF_ONE_MAX || this.#streams >= STREAMS_MAX) {
      throw new DomainError('QUOTA_EXCEEDED', `a caller has at most ${STREAMS_OF_ONE_MAX} streams at once`);
    }
    this.#open.set(name, own + 1);
    this.#streams += 1;
    gone.addEventListener('abort', () => {
      const left = (this.#open.get(name) ?? 1) - 1;
      this.#streams -= 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    });
  }

  async *#events(listener: Listener, from: EventPosition): AsyncGenerator<string> {
    const expired = AbortSignal.timeout(this.#times.lifeMs);
    const ended = AbortSignal.any([listener.gone, expired, this.#stopping.signal]);
    yield `retry: ${RETRY_MS}\n${reached(from)}`;
    try {
      yield* this.#frames(listener, from, ended);
      yield ending(expired.aborted ? 'RENEW' : 'STOPPING');
    } catch (error) {
      yield ending(reasonOf(error));
    }
  }

  /** @throws {TooSlow} */
  async *#frames(
    { caller, recheck }: Listener,
    from: EventPosition,
    ended: AbortSignal,
  ): AsyncGenerator<string> {
    let next = from.block;
    const requireInTime = this.#paceFrom(next);
    while (!ended.aborted) {
      const period = AbortSignal.any([ended, AbortSignal.timeout(this.#times.heartbeatMs)]);
      for await (const block of this.#stream.blocks(next, period)) {
        // A block may have replaced the key with which the caller authenticated.
        await recheck();
        const before = block.number === from.block ? from.transactions : 0;
        const crossings = await this.#crossingsOf(block, caller, ended);
        for (const event of await this.#reader.eventsOf(block)) {
          if (event.position < before) continue;
          const crossing = crossings.find(({ transactionId }) => transactionId === event.transactionId);
          if (crossing !== undefined) yield crossed(crossing, block.number, event.at);
          const frame = frameFor(caller, block.number, event);
          if (frame !== undefined) yield frame;
        }
        next = block.number + 1n;
        requireInTime(next);
      }
      // When the heartbeat has not elapsed, the stream itself ended the wait.
      if (ended.aborted || !period.aborted) return;
      await recheck();
      yield reached({ block: next, transactions: 0 });
      requireInTime(next);
    }
  }

  /** Returns the limits that sellers crossed with a block, for the bureau and auditors. @throws {BehindTheLedger} */
  async #crossingsOf(block: ChangeBlock, caller: Caller, ended: AbortSignal): Promise<readonly Crossing[]> {
    const hasIssued = block.transactions.some(({ event }) => event?.name === 'InvoicesIssued');
    if (this.#lists === undefined || !hasIssued || !readsAll(caller)) return [];
    const inTime = AbortSignal.any([ended, AbortSignal.timeout(this.#times.heartbeatMs)]);
    const crossings = await this.#lists.crossingsIn(block.number, inTime);
    if (crossings === undefined) throw new BehindTheLedger();
    return crossings;
  }

  /** Returns a check that fails once a reader that had reached the kept blocks falls behind them. */
  #paceFrom(start: bigint): (next: bigint) => void {
    let isUp = start >= this.#stream.oldest;
    return (next) => {
      if (next >= this.#stream.oldest) isUp = true;
      else if (isUp) throw new TooSlow();
    };
  }
}

/** The read model has not reached a block in time. The reader connects again, so that no crossing is left out. */
class BehindTheLedger extends Error {}

/** The reader is behind all blocks that the stream keeps. */
class TooSlow extends Error {}

function reasonOf(error: unknown): EndReason {
  if (error instanceof TooSlow) return 'TOO_SLOW';
  if (isUnavailable(error)) return 'LEDGER_UNAVAILABLE';
  if (error instanceof DomainError && error.code === 'CREDENTIAL_INVALID') return error.code;
  throw error;
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof LedgerError || error instanceof BehindTheLedger) return true;
  return error instanceof DomainError && error.code === 'READ_MODEL_UNAVAILABLE';
}

/** Returns the frame of an event: in full for bureau and auditors, about its own invoices alone for a taxpayer. */
function frameFor(caller: Caller, block: bigint, event: LedgerEvent): string | undefined {
  const { name, position, transactionId, at, detail } = event;
  const common = { transactionId, block: String(block), at };
  const id = `id: ${formatEventId({ block, transactions: position + 1 })}\nevent: ${name}`;
  if (readsAll(caller)) return frame(id, { ...common, detail, invoices: event.invoices });
  const invoices = caller.role === 'taxpayer' ? event.byParty.get(caller.code) : undefined;
  if (invoices === undefined) return undefined;
  // An event about a return names no taxpayer but its own.
  if ('taxpayer' in detail) return frame(id, { ...common, detail, invoices });
  return frame(id, { ...common, ...('operation' in detail && { operation: detail.operation }), invoices });
}

/**
 * Returns the frame of a crossing. It has no id of its own and stands before the event of its transaction: a reader that loses the connection
 * between the two gets it again, and never misses it.
 */
function crossed({ seller, month, transactionId, net, limit }: Crossing, block: bigint, at: string): string {
  const detail = { seller, month, net: formatSum(net), limit: formatSum(limit) };
  return frame('event: SmallScaleLimitReached', {
    transactionId,
    block: String(block),
    at,
    detail,
    invoices: [],
  });
}

function frame(head: string, data: unknown): string {
  return `${head}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Returns a frame that advances the reader's last id. Without data it dispatches no event. */
function reached(position: EventPosition): string {
  return `id: ${formatEventId(position)}\n\n`;
}

function ending(reason: EndReason): string {
  return frame('event: end', { reason });
}
