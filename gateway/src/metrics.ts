import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of the gateway, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds from a request to its answer. */
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  /** Invoices on each ledger page. */
  readonly pages: Histogram;
  /** Reports of browsers that a page of the portal broke its policy. */
  readonly policyReports: Counter<'directive'>;
}

export function createMetrics(
  heightOf: () => Promise<bigint>,
  readModel?: {
    readonly follower: { readonly height: bigint };
    readonly health: { isReachable(): Promise<boolean> };
  },
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'fapiao_ledger_height',
    help: 'Number of blocks on the ledger',
    registers: [registry],
    async collect(): Promise<void> {
      try {
        this.set(Number(await heightOf()));
      } catch {
        // The other metrics are useful while the ledger cannot be reached.
        this.reset();
      }
    },
  });
  if (readModel !== undefined) {
    new Gauge({
      name: 'fapiao_read_model_height',
      help: 'Number of blocks that lists and statistics include',
      registers: [registry],
      collect(): void {
        this.set(Number(readModel.follower.height));
      },
    });
    new Gauge({
      name: 'fapiao_read_model_up',
      help: 'Whether the database of lists and statistics answers: 1 or 0',
      registers: [registry],
      async collect(): Promise<void> {
        this.set((await readModel.health.isReachable()) ? 1 : 0);
      },
    });
  }
  const requests = new Histogram({
    name: 'fapiao_http_request_seconds',
    help: 'Seconds from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const pages = new Histogram({
    name: 'fapiao_page_invoices',
    help: 'Invoices on a ledger page',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers: [registry],
  });
  const policyReports = new Counter({
    name: 'fapiao_csp_reports_total',
    help: 'Reports of browsers that a page broke its content security policy',
    labelNames: ['directive'],
    registers: [registry],
  });
  return { registry, requests, pages, policyReports };
}
