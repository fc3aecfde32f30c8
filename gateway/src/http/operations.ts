import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { Router } from 'express';
import type { Metrics } from '../metrics.js';
import type { ReadModelHealth } from '../read-model/index.js';
import { json, send } from './answer.js';
import type { Drain } from './drain.js';
import { localsOf } from './middleware/exchange.js';

/** Returns the routes for operators: liveness, readiness and metrics. */
export function operationsRouter(
  client: LedgerClient,
  metrics: Metrics,
  drain: Drain,
  lists: Pick<ReadModelHealth, 'isReachable'> | undefined,
): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    localsOf(response).route = '/healthz';
    send(response, json(200, { status: 'ok' }));
  });
  router.get('/readyz', async (_request, response) => {
    localsOf(response).route = '/readyz';
    const { ready, ...state } = await readinessOf(client, drain, lists);
    send(response, json(ready ? 200 : 503, state));
  });
  router.get('/metrics', async (_request, response) => {
    localsOf(response).route = '/metrics';
    const { registry } = metrics;
    send(response, { status: 200, type: registry.contentType, body: await registry.metrics() });
  });
  return router;
}

async function readinessOf(
  client: LedgerClient,
  drain: Drain,
  lists: Pick<ReadModelHealth, 'isReachable'> | undefined,
): Promise<{ readonly ready: boolean; readonly status: string; readonly height?: string }> {
  if (drain.hasBegun) return { ready: false, status: 'stopping' };
  try {
    const { height, writable } = await client.status();
    if (lists !== undefined && !(await lists.isReachable())) {
      return { ready: false, status: 'the database of lists cannot be reached' };
    }
    return { ready: writable, status: writable ? 'ready' : 'read-only', height: String(height) };
  } catch {
    return { ready: false, status: 'the ledger cannot be reached' };
  }
}
