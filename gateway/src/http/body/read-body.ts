import { DomainError } from '@fapiao-ledger/core';
import type { Request } from 'express';

export interface BodyLimits {
  readonly bodyBytesMax: number;
  readonly bodyTimeoutMs: number;
}

/**
 * Returns the whole body of a request of a media type, within the limits of size and time.
 * @throws {DomainError} MEDIA_TYPE, BODY_TOO_LARGE, BODY_TIMEOUT
 */
export async function readBody(request: Request, type: string, limits: BodyLimits): Promise<Uint8Array> {
  requireType(request, type);
  if (Number(request.get('content-length') ?? 0) > limits.bodyBytesMax) throw tooLarge(limits);
  // The caller disconnected while its token was judged: the request emits no further event, not even an error.
  if (request.destroyed) throw brokenOff();
  return await new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => stop(tooSlow(limits)), limits.bodyTimeoutMs);
    const stop = (error: Error): void => {
      clearTimeout(timer);
      request.off('data', take).pause();
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limits.bodyBytesMax) stop(tooLarge(limits));
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('error', () => stop(brokenOff()));
    request.once('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
  });
}

/** Requires a media type, UTF-8 and no compression. @throws {DomainError} MEDIA_TYPE */
export function requireType(request: Request, type: string): void {
  if (mediaTypeOf(request) !== type) throw new DomainError('MEDIA_TYPE', `the body must be of type ${type}`);
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new DomainError('MEDIA_TYPE', 'the body must not be compressed');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.get('content-type') ?? '')?.[1];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw new DomainError('MEDIA_TYPE', 'the body must be in UTF-8');
  }
}

/** Returns the media type without its parameters. */
export function mediaTypeOf(request: Request): string | undefined {
  return (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
}

function tooLarge({ bodyBytesMax }: BodyLimits): DomainError {
  return new DomainError('BODY_TOO_LARGE', `a request has at most ${bodyBytesMax} bytes`);
}

function tooSlow({ bodyTimeoutMs }: BodyLimits): DomainError {
  return new DomainError('BODY_TIMEOUT', `a request must arrive within ${bodyTimeoutMs} ms`);
}

/** Returns the error for the log when a caller disconnects. No answer carries it. */
function brokenOff(): DomainError {
  return new DomainError('BODY_TIMEOUT', 'the caller disconnected in the middle of a request');
}
