import { DomainError, ValidationError } from '@fapiao-ledger/core';
import { type LedgerBlock, type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import { type Caller, nameOf, readsAll } from '../callers.js';
import type { BlockFeed } from './block-feed.js';
import { type EventPosition, formatEventId } from './event-position.js';
import type { EventReader, LedgerEvent } from './ledger-events.js';

/** Why a stream ended; whoever reads it connects again with the last id, later when it was too slow. */
type EndReason = 'STOPPING' | 'RENEW' | 'TOO_SLOW' | 'LEDGER_UNAVAILABLE' | 'CREDENTIAL_INVALID';

export interface Listener {
  readonly caller: Caller;
  /** @throws {DomainError} CREDENTIAL_INVALID when the caller would be let in no more */
  readonly recheck: () => Promise<void>;
  /** Aborts when the caller went away. */
  readonly gone: AbortSignal;
}

export interface StreamTimes {
  /** Longest silence. */
  readonly heartbeatMs: number;
  /** After so long the caller has to show its credential again. */
  readonly lifeMs: number;
}

const TIMES: StreamTimes = { heartbeatMs: 15_000, lifeMs: 900_000 };
const STREAMS_OF_ONE_MAX = 10;
const STREAMS_MAX = 1_000;
const RETRY_MS = 2_000;

/**
 * Streams of server-sent events. Nothing is queued for a reader: each takes blocks from the feed at its
 * own pace, from the ledger while it is behind what the feed keeps, and one that falls behind that later
 * is told to come back.
 */
export class EventStreams {
  readonly #client: Pick<LedgerClient, 'blocks' | 'status'>;
  readonly #feed: BlockFeed;
  readonly #reader: EventReader;
  readonly #times: StreamTimes;
  readonly #stopping = new AbortController();
  /** Streams of each caller. */
  readonly #open = new Map<string, number>();
  #streams = 0;

  constructor(
    parts: { client: Pick<LedgerClient, 'blocks' | 'status'>; feed: BlockFeed; reader: EventReader },
    times: StreamTimes = TIMES,
  ) {
    this.#client = parts.client;
    this.#feed = parts.feed;
    this.#reader = parts.reader;
    this.#times = times;
  }

  /**
   * What happens after a position, or from now on, to whom the caller is allowed to see it.
   *
   * @throws {DomainError} ROLE_REQUIRED, QUOTA_EXCEEDED
   * @throws {ValidationError} FIELD_VALUE when the position is beyond this ledger
   */
  async open(listener: Listener, after: EventPosition | undefined): Promise<AsyncIterable<string>> {
    const { caller, gone } = listener;
    if (caller.role === 'operator') throw new DomainError('ROLE_REQUIRED', 'an operator is party to nothing');
    this.#enter(nameOf(caller), gone);
    const { height } = await this.#client.status();
    if (after !== undefined && after.block > height) {
      const message = `this ledger has ${height} blocks`;
      throw new ValidationError([{ code: 'FIELD_VALUE', path: '/Last-Event-ID', message }]);
    }
    await this.#feed.started;
    return this.#stream(listener, after ?? { block: height, transactions: 0 });
  }

  /** Ends every stream, and each that is opened from now on. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Counts a stream until its caller is gone. @throws {DomainError} QUOTA_EXCEEDED */
  #enter(name: string, gone: AbortSignal): void {
    if (gone.aborted) return;
    const own = this.#open.get(name) ?? 0;
    if (own >= STREAMS_OF_ONE_MAX || this.#streams >= STREAMS_MAX) {
      throw new DomainError('QUOTA_EXCEEDED', `one caller has at most ${STREAMS_OF_ONE_MAX} streams at once`);
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

  async *#stream({ caller, recheck, gone }: Listener, from: EventPosition): AsyncGenerator<string> {
    const expired = AbortSignal.timeout(this.#times.lifeMs);
    const ended = AbortSignal.any([gone, expired, this.#stopping.signal]);
    yield `retry: ${RETRY_MS}\n${reached(from)}`;
    try {
      let next = from.block;
      for await (const block of this.#blocks(from.block, ended)) {
        // A block may have replaced the key by which the caller was let in.
        await recheck();
        if (block === undefined) {
          yield reached({ block: next, transactions: 0 });
          continue;
        }
        const heard = block.number === from.block ? from.transactions : 0;
        for (const event of await this.#reader.eventsOf(block)) {
          const frame = event.position < heard ? undefined : frameFor(caller, block.number, event);
          if (frame !== undefined) yield frame;
        }
        next = block.number + 1n;
      }
      yield ending(expired.aborted ? 'RENEW' : 'STOPPING');
    } catch (error) {
      yield ending(reasonOf(error));
    }
  }

  /** Blocks in order from one on; undefined when nothing came for a while. @throws {TooSlow} */
  async *#blocks(from: bigint, ended: AbortSignal): AsyncGenerator<LedgerBlock | undefined> {
    let next = from;
    if (next < this.#feed.oldest) {
      for await (const block of this.#client.blocks(next, ended)) {
        yield block;
        next = block.number + 1n;
        if (next >= this.#feed.oldest) break;
      }
    }
    while (!ended.aborted) {
      if (next < this.#feed.oldest) throw new TooSlow();
      const block = this.#feed.at(next);
      if (block === undefined) {
        await this.#feed.grown(AbortSignal.any([ended, AbortSignal.timeout(this.#times.heartbeatMs)]));
        if (!ended.aborted && this.#feed.height <= next) yield undefined;
      } else {
        yield block;
        next += 1n;
      }
    }
  }
}

/** The reader is behind everything the feed keeps. */
class TooSlow extends Error {}

function reasonOf(error: unknown): EndReason {
  if (error instanceof TooSlow) return 'TOO_SLOW';
  if (error instanceof LedgerError) return 'LEDGER_UNAVAILABLE';
  if (error instanceof DomainError && error.code === 'CREDENTIAL_INVALID') return error.code;
  throw error;
}

/** Bureau and auditors hear everything; a taxpayer what concerns its invoices, and of them alone. */
function frameFor(caller: Caller, block: bigint, event: LedgerEvent): string | undefined {
  const { name, position, transactionId, at, detail } = event;
  const told = { transactionId, block: String(block), at };
  const id = `id: ${formatEventId({ block, transactions: position + 1 })}\nevent: ${name}`;
  if (readsAll(caller)) return frame(id, { ...told, detail, invoices: event.invoices });
  const invoices = caller.role === 'taxpayer' ? event.byParty.get(caller.code) : undefined;
  if (invoices === undefined) return undefined;
  return frame(id, { ...told, ...('operation' in detail && { operation: detail.operation }), invoices });
}

function frame(head: string, data: unknown): string {
  return `${head}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Moves the reader's last id on without telling it anything: an event without data is none. */
function reached(position: EventPosition): string {
  return `id: ${formatEventId(position)}\n\n`;
}

function ending(reason: EndReason): string {
  return frame('event: end', { reason });
}
