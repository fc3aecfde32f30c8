import { DomainError, FapiaoError } from '@fapiao-ledger/core';
import { type EventFrame, framesOf } from './event-frames.js';
import { GatewayError } from './gateway-error.js';
import type { Pause } from './retry.js';

/** What happened to an invoice, as `GET /v1/events` says it. */
export interface EventInvoice {
  readonly number: string;
  readonly state: string;
  readonly holder: string;
  readonly rest: string;
}

/** An event of the ledger that concerns the caller. */
export interface ClientEvent {
  /** Position after the event. A client that stores it and passes it as `after` gets the events that follow. */
  readonly id: string;
  /** Name of the event in the contract, such as `InvoicesIssued`. */
  readonly name: string;
  readonly data: {
    readonly transactionId: string;
    readonly block: string;
    readonly at: string;
    readonly operation?: string;
    /** For bureau and auditors: the event in full. */
    readonly detail?: unknown;
    readonly invoices: readonly EventInvoice[];
  };
}

/** How to follow the events. */
export interface EventsOptions {
  /** Position of the last event that the caller has handled; from now on when absent. */
  readonly after?: string;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** The gateway sends something every 15 s; a connection that is silent for longer than this is dead. */
const SILENCE_MAX_MS = 45_000;
const PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 30_000;

/** Opens the stream behind a position. @throws what `errorOfAnswer` and `exchange` throw */
export type OpenEvents = (after: string | undefined, signal: AbortSignal) => Promise<Response>;

/**
 * Yields the events behind a position, in order and each once, over as many connections as it takes. Pauses between
 * connections that fail double, up to 30 s, or last as the gateway asks, 1 s at least. It ends when the signal aborts.
 * `SmallScaleLimitReached` arrives at least once: it has no position of its own, and comes again after a connection that broke.
 *
 * @throws {DomainError} when the caller may not follow events, or not any more
 * @throws {ValidationError} FIELD_VALUE when the ledger does not have the position
 */
export async function* followEvents(
  open: OpenEvents,
  { after, signal = new AbortController().signal }: EventsOptions,
  pause: Pause,
): AsyncGenerator<ClientEvent> {
  const reached = { position: after };
  for (let failures = 0; !signal.aborted; ) {
    const { position } = reached;
    let waitMs = PAUSE_MS;
    try {
      yield* eventsOf(open, reached, signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) throw error;
      failures = reached.position === position ? failures + 1 : 1;
      waitMs = pauseMs(error, failures);
    }
    await pause(waitMs, signal);
  }
}

/** Yields the events of one connection, and moves the position. It returns when the gateway renews the stream. */
async function* eventsOf(
  open: OpenEvents,
  reached: { position: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<ClientEvent> {
  const dead = new AbortController();
  const { body } = await inTime(dead, async () => {
    return await open(reached.position, AbortSignal.any([signal, dead.signal]));
  });
  if (body === null) throw interrupted('the gateway sent no events');
  const frames = framesOf(body);
  try {
    for (;;) {
      const { value: frame, done } = await inTime(dead, async () => await frames.next());
      if (done === true) throw interrupted('the stream of events was cut off');
      if (frame.name === 'end') return requireRenewable(frame);
      const position = frame.id ?? reached.position;
      // Built first: an event that cannot be read must come again.
      const event = frame.data === undefined ? undefined : eventOf(frame, position ?? '');
      reached.position = position;
      if (event !== undefined) yield event;
    }
  } finally {
    dead.abort();
  }
}

/** Returns the result of work, and ends the connection when it takes too long. The time in which the caller handles an event does not count. */
async function inTime<T>(dead: AbortController, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    dead.abort();
  }, SILENCE_MAX_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

function eventOf({ name = '', data = '' }: EventFrame, id: string): ClientEvent {
  return { id, name, data: JSON.parse(data) as ClientEvent['data'] };
}

/** Returns when the stream may be opened again. @throws {DomainError} CREDENTIAL_INVALID; {GatewayError} LEDGER_UNAVAILABLE */
function requireRenewable({ data = '{}' }: EventFrame): void {
  const { reason = '' } = JSON.parse(data) as { readonly reason?: string };
  if (reason === 'CREDENTIAL_INVALID')
    throw new DomainError(reason, 'the caller’s key was replaced, or its certificate has expired');
  if (reason !== 'RENEW') throw interrupted(`the gateway ended the stream: ${reason}`);
}

function interrupted(message: string): GatewayError {
  return new GatewayError('LEDGER_UNAVAILABLE', message);
}

/** Whether another connection would fail in the same way: the caller lacks a right, or the request is wrong. */
function isFinal(error: unknown): boolean {
  return error instanceof FapiaoError && !(error instanceof GatewayError);
}

function pauseMs(error: unknown, failures: number): number {
  const seconds = error instanceof GatewayError ? error.retryAfterSeconds : undefined;
  if (seconds !== undefined) return Math.min(Math.max(seconds * 1_000, PAUSE_MS), PAUSE_MAX_MS);
  return Math.min(PAUSE_MS * 2 ** (failures - 1), PAUSE_MAX_MS);
}
