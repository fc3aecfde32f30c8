/**
 * A process with Express and nothing else: one route that answers what it is sent at the start. Without ETag,
 * as the gateway: hashing every answer would slow down what the gateway is compared with.
 */
import { createRequire } from 'node:module';
import type { Express } from 'express';

const fromGateway = createRequire(new URL('../../gateway/package.json', import.meta.url));
const express = fromGateway('express') as () => Express;

process.once('message', ({ answer }: { answer: unknown }) => {
  const app = express().disable('etag').disable('x-powered-by');
  app.get('/v1/invoices/:number', (_request, response) => void response.json(answer));
  const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
