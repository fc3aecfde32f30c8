import type { Response } from 'express';
import { type Headers, writeHead } from './head.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What a route says: everything that goes over the wire, and nothing else. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Headers;
  /** How a body of text becomes bytes; UTF-8 when absent. */
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

/** JSON that is UTF-8 already, a character of the text for a byte: head and body go out as one, without encoding. */
export function jsonOctets(body: string): Answer {
  return { status: 200, type: JSON_TYPE, body, encoding: 'latin1' };
}

/** Answers are about one caller at one moment, so no cache may keep them. */
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
