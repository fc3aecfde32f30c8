import type { Response } from 'express';
import { type Headers, writeHead } from './head.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The answer of a route: status, headers and body. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Headers;
  /** Encoding of a text body; UTF-8 when absent. */
  readonly encoding?: 'latin1';
}

export function ok(value: unknown): Answer {
  return json(200, value);
}

export function created(value: unknown): Answer {
  return json(201, value);
}

export function pdf(bytes: Uint8Array, fileName: string): Answer {
  const headers = { 'Content-Disposition': `inline; filename="${fileName}"` };
  return { status: 200, type: 'application/pdf', body: bytes, headers };
}

export function json(status: number, value: unknown): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) };
}

/** Returns an answer of JSON that is UTF-8 already, one character per byte. Node sends head and body together, without encoding. */
export function jsonOctets(body: string): Answer {
  return { status: 200, type: JSON_TYPE, body, encoding: 'latin1' };
}

/** Sends an answer. Caches may not store it, because it is for one caller at one moment. */
export function send(response: Response, answer: Answer): void {
  const { status, type, body, headers, encoding = 'utf8' } = answer;
  writeHead(response, status, {
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(body, encoding)),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(body, encoding);
}
