import { FapiaoError } from '@fapiao-ledger/core';
import type { RequestHandler } from 'express';

/** Prefix of our own headers. They may not occur twice, like those that decide about destination, sender or effect. */
const OWN = 'fapiao-';
const SINGLE = new Set([
  'host',
  'authorization',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'idempotency-key',
  'last-event-id',
  'x-request-id',
]);

/** Refuses a request with two such headers, because a proxy may read the last one where Node reads the first. */
export function singleHeaders(): RequestHandler {
  return ({ rawHeaders }, _response, next) => {
    let names = '';
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = (rawHeaders[at] as string).toLowerCase();
      if (!SINGLE.has(name) && !name.startsWith(OWN)) continue;
      if (names.includes(`${name} `)) {
        throw new FapiaoError('REQUEST_MALFORMED', `the header ${name} occurs twice; send it once`);
      }
      names += `${name} `;
    }
    next();
  };
}
