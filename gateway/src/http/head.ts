import type { Response } from 'express';
import { localsOf } from './middleware/exchange.js';
import { SECURITY_HEADERS } from './middleware/security-headers.js';

/** Headers of one answer by name, in the spelling that goes out. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Writes the head of an answer: what every answer says, what has been found out about this exchange, and
 * the answer's own headers. All at once, because one by one Node checks and stores each of them twice.
 */
export function writeHead(response: Response, status: number, headers: Headers): void {
  const list = [...SECURITY_HEADERS, ...localsOf(response).headers];
  for (const name in headers) list.push(name, headers[name] as string);
  response.writeHead(status, list);
}
