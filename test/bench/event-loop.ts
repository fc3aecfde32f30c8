import type { StartedGateway } from '../support/started-gateway.ts';

/** Delay of a gateway's event loop, ms. */
export interface Delay {
  readonly p99: number;
  readonly max: number;
}

/** Returns the delay since it was asked the last time. */
export async function eventLoopDelay(gateway: StartedGateway): Promise<Delay> {
  const text = await metricsOf(gateway);
  const of = (name: string): number => valueIn(text, `nodejs_eventloop_lag_${name}_seconds`) * 1000;
  return { p99: of('p99'), max: of('max') };
}

/** Returns a metric of a gateway. */
export async function metric(gateway: StartedGateway, name: string): Promise<number> {
  return valueIn(await metricsOf(gateway), name);
}

async function metricsOf({ url }: StartedGateway): Promise<string> {
  return await (await fetch(`${url}/metrics`)).text();
}

function valueIn(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
