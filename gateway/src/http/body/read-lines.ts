import { DomainError } from '@fapiao-ledger/core';
import type { Request } from 'express';
import { type BodyLimits, requireType } from './read-body.js';

/** One line of a body, numbered from 1; an overlong one is passed over, not kept. */
export interface BodyLine {
  readonly line: number;
  readonly bytes: Uint8Array | undefined;
}

const NEWLINE = 0x0a;

/**
 * The lines of a body as they come, empty ones left out. Holds one line at a time, and reads on only
 * when asked for the next.
 *
 * @param limits for each line: bytes, and time spent waiting for it
 * @throws {DomainError} MEDIA_TYPE at once; BODY_TIMEOUT when a line does not come, BODY_TOO_LARGE when more bytes than
 *   a line may have belong to none
 */
export function readLines(request: Request, type: string, limits: BodyLimits): AsyncIterable<BodyLine> {
  requireType(request, type);
  return linesOf(request, limits);
}

/** The lines of a body that is there already, empty ones left out. */
export async function* linesIn(body: Uint8Array): AsyncGenerator<BodyLine> {
  const buffer = new LineBuffer(body.length);
  yield* buffer.add(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  yield* buffer.end();
}

async function* linesOf(request: Request, limits: BodyLimits): AsyncGenerator<BodyLine> {
  const buffer = new LineBuffer(limits.bodyBytesMax);
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let waitedMs = 0;
  for (;;) {
    const since = performance.now();
    const { value: chunk, done } = await inTime(
      chunks.next(),
      Math.max(0, limits.bodyTimeoutMs - waitedMs),
      limits,
    );
    if (done === true) break;
    const lines = [...buffer.add(chunk)];
    waitedMs = lines.length > 0 ? 0 : waitedMs + performance.now() - since;
    yield* lines;
  }
  yield* buffer.end();
}

/** Cuts chunks into lines. Counts the bytes of empty lines and of what a line has too much, and ends a body of too many. */
class LineBuffer {
  readonly #bytesMax: number;
  #parts: Buffer[] = [];
  #size = 0;
  #line = 1;
  /** Bytes of the body that belong to no line. */
  #passedOver = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  *add(chunk: Buffer): Generator<BodyLine> {
    let start = this.#passEmpty(chunk, 0);
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#append(chunk.subarray(start, end));
      yield* this.end();
      start = this.#passEmpty(chunk, end + 1);
    }
    this.#append(chunk.subarray(start));
  }

  /** @returns where the next line that is not empty goes on */
  #passEmpty(chunk: Buffer, from: number): number {
    let start = from;
    if (this.#size === 0) while (chunk[start] === NEWLINE) start += 1;
    this.#line += start - from;
    this.#passOver(start - from);
    return start;
  }

  /** The line so far, unless it is empty. */
  *end(): Generator<BodyLine> {
    const isTooLong = this.#size > this.#bytesMax;
    if (this.#size > 0) yield { line: this.#line, bytes: isTooLong ? undefined : Buffer.concat(this.#parts) };
    this.#parts = [];
    this.#size = 0;
    this.#line += 1;
  }

  #append(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.#bytesMax) {
      this.#parts = [];
      this.#passOver(Math.min(part.length, this.#size - this.#bytesMax));
    } else this.#parts.push(part);
  }

  /** @throws {DomainError} BODY_TOO_LARGE */
  #passOver(bytes: number): void {
    this.#passedOver += bytes;
    if (this.#passedOver <= this.#bytesMax) return;
    const message = `a body has at most ${this.#bytesMax} bytes of empty lines and beyond the length of a line`;
    throw new DomainError('BODY_TOO_LARGE', message);
  }
}

async function inTime<T>(next: Promise<T>, ms: number, { bodyTimeoutMs }: BodyLimits): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new DomainError('BODY_TIMEOUT', `a line arrives within ${bodyTimeoutMs} ms`));
  }, ms);
  try {
    return await Promise.race([next, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
