import { DomainError } from '@fapiao-ledger/core';
import type { Request } from 'express';
import { type BodyLimits, requireType } from './read-body.js';

/** A line of a body, numbered from 1. An overlong line is skipped and has no bytes. */
export interface BodyLine {
  readonly line: number;
  readonly bytes: Uint8Array | undefined;
}

const NEWLINE = 0x0a;

/**
 * Yields the lines of a body as they arrive, without empty ones. It holds one line at a time and reads further only
 * on demand.
 *
 * @param limits bytes of each line, and time to wait for it
 * @throws {DomainError} MEDIA_TYPE at once; BODY_TIMEOUT when a line does not arrive; BODY_TOO_LARGE when empty lines
 *   and the excess of overlong ones take more bytes than a line may have
 */
export function readLines(request: Request, type: string, limits: BodyLimits): AsyncIterable<BodyLine> {
  requireType(request, type);
  return linesOf(request, limits);
}

/** Yields the lines of a body in memory, without empty ones. */
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

/** Splits chunks into lines. Counts the bytes of empty lines and beyond the length of a line, and refuses too many. */
class LineBuffer {
  readonly #bytesMax: number;
  #parts: Buffer[] = [];
  #size = 0;
  #line = 1;
  /** Bytes that belong to no line. */
  #skipped = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  *add(chunk: Buffer): Generator<BodyLine> {
    let start = this.#skipEmpty(chunk, 0);
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#append(chunk.subarray(start, end));
      yield* this.end();
      start = this.#skipEmpty(chunk, end + 1);
    }
    this.#append(chunk.subarray(start));
  }

  /** @returns where the next line that is not empty continues */
  #skipEmpty(chunk: Buffer, from: number): number {
    let start = from;
    if (this.#size === 0) while (chunk[start] === NEWLINE) start += 1;
    this.#line += start - from;
    this.#skip(start - from);
    return start;
  }

  /** Yields the last line, unless it is empty. */
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
      this.#skip(Math.min(part.length, this.#size - this.#bytesMax));
    } else this.#parts.push(part);
  }

  /** @throws {DomainError} BODY_TOO_LARGE */
  #skip(bytes: number): void {
    this.#skipped += bytes;
    if (this.#skipped <= this.#bytesMax) return;
    const message = `a body has at most ${this.#bytesMax} bytes of empty lines and beyond the length of a line`;
    throw new DomainError('BODY_TOO_LARGE', message);
  }
}

async function inTime<T>(next: Promise<T>, ms: number, { bodyTimeoutMs }: BodyLimits): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new DomainError('BODY_TIMEOUT', `a line must arrive within ${bodyTimeoutMs} ms`));
  }, ms);
  try {
    return await Promise.race([next, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
