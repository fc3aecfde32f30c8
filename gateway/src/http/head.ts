import type { Response } from 'express';
import { localsOf } from './middleware/exchange.js';
import { SECURITY_HEADERS } from './middleware/security-headers.js';

/** Headers of an answer by name, in the spelling that is sent. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Writes the head of an answer: the headers of every answer, those of this exchange, and the answer's own. They are
 * written at once, because Node checks and stores single headers twice.
 */
export function writeHead(response: Response, status: number, headers: Headers): void {
  const list = [...SECURITY_HEADERS, ...localsOf(response).headers];
  for (const name in headers) list.push(name, headers[name] as string);
  response.writeHead(status, list);
}
