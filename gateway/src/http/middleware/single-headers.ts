import { FapiaoError } from '@fapiao-ledger/core';
import type { RequestHandler } from 'express';

/** Headers that decide where a request goes, who sent it and what it does; so do all of our own. */
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

/** A proxy may read the last of two such headers where Node keeps the first: a request that has two is refused. */
export function singleHeaders(): RequestHandler {
  return ({ rawHeaders }, _response, next) => {
    let seen = '';
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = (rawHeaders[at] as string).toLowerCase();
      if (!SINGLE.has(name) && !name.startsWith(OWN)) continue;
      if (seen.includes(`${name} `)) {
        throw new FapiaoError('REQUEST_MALFORMED', `the header ${name} stands twice; send it once`);
      }
      seen += `${name} `;
    }
    next();
  };
}
