import type { Response } from 'express';

/** What a route says: everything that goes over the wire, and nothing else. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
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
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** Answers are about one caller at one moment, so nobody may keep them. */
export function send(response: Response, answer: Answer): void {
  const { status, type, body, headers } = answer;
  response.status(status).set({ 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
  response.end(body);
}
