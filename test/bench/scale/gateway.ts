import { readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { MerchantClient } from '../../support/merchant-client.ts';
import { type StartedGateway, startGateway } from '../../support/started-gateway.ts';
import { eventLoopDelay, metric } from '../event-loop.ts';
import type { IssuingLedger } from '../issuing-ledger.ts';
import { type BenchRow, row } from '../row.ts';
import { askedRows } from './questions.ts';

/** What is measured is not the quota. */
const SETTINGS = { FAPIAO_REQUESTS_PER_MINUTE: '1000000000' };
const CHANNEL = 'fapiao';
const DELAY_MS_MAX = 20;
const READY_SECONDS_MAX = 2;
/** Opening checks every block, so the aim is for a ledger of a size that has one. */
const READY_AIM_INVOICES = 100_000;

interface Beside {
  /** Invoices that the read model lacks. */
  readonly added: number;
  /** Seconds until a gateway on an empty ledger is ready. */
  readonly emptyReady: number;
}

/** A gateway on a closed ledger: while its read model catches up, and once it has. */
export async function gatewayRows(
  home: string,
  ledger: IssuingLedger,
  { added, emptyReady }: Beside,
): Promise<readonly BenchRow[]> {
  const behind = await catchUp(home, ledger);
  const ready = await secondsToReady(home);
  const current = await whileCurrent(home, ledger);
  const bytes = statSync(join(home, 'read-model.db')).size;
  return [
    row('gateway ready', ready, 's', {
      reference: 'with an empty ledger',
      referenceValue: emptyReady,
      ...(ledger.invoices <= READY_AIM_INVOICES * 1.1 && {
        aim: { of: 'value', is: '<', bound: READY_SECONDS_MAX },
      }),
    }),
    row('read model catching up', added / (behind.seconds - current.seconds), 'invoices/s'),
    row('event loop p99 of the gateway while catching up', behind.delayMs, 'ms', {
      aim: { of: 'value', is: '<', bound: DELAY_MS_MAX },
    }),
    ...(behind.peakMb === undefined ? [] : [row('peak memory of the gateway', behind.peakMb, 'MB')]),
    row('read model', bytes / ledger.invoices, 'bytes/invoice'),
    ...current.asked,
  ];
}

/** From the command to the first "ready". */
export async function secondsToReady(home: string): Promise<number> {
  const start = performance.now();
  const gateway = await startGateway(home, SETTINGS);
  const ready = await fetch(`${gateway.url}/readyz`);
  const seconds = (performance.now() - start) / 1000;
  await gateway.stop('SIGTERM');
  if (!ready.ok) throw new Error(`the gateway is not ready: ${ready.status}`);
  return seconds;
}

interface CaughtUp {
  /** From the command until lists include every block. */
  readonly seconds: number;
  readonly delayMs: number;
  readonly peakMb: number | undefined;
}

async function catchUp(home: string, ledger: IssuingLedger): Promise<CaughtUp> {
  const start = performance.now();
  const gateway = await startGateway(home, SETTINGS);
  try {
    await eventLoopDelay(gateway);
    await listsAreCurrent(gateway, officerOf(gateway, ledger));
    const seconds = (performance.now() - start) / 1000;
    const { p99 } = await eventLoopDelay(gateway);
    return { seconds, delayMs: p99, peakMb: peakMegabytes(gateway.pid) };
  } finally {
    await gateway.stop('SIGTERM');
  }
}

async function whileCurrent(
  home: string,
  ledger: IssuingLedger,
): Promise<{ readonly seconds: number; readonly asked: readonly BenchRow[] }> {
  const start = performance.now();
  const gateway = await startGateway(home, SETTINGS);
  try {
    const officer = officerOf(gateway, ledger);
    await listsAreCurrent(gateway, officer);
    const seconds = (performance.now() - start) / 1000;
    return { seconds, asked: await askedRows(officer, ledger) };
  } finally {
    await gateway.stop('SIGTERM');
  }
}

function officerOf({ url }: StartedGateway, { world }: IssuingLedger): MerchantClient {
  return new MerchantClient(url, CHANNEL, world.keys.officer);
}

/** Asks until a list includes every block; each answer waits a second for that. */
async function listsAreCurrent(gateway: StartedGateway, officer: MerchantClient): Promise<void> {
  const height = await metric(gateway, 'fapiao_ledger_height');
  for (;;) {
    const { status, body } = await officer.get<{ height: string }>('/v1/bureau/invoices?limit=1');
    if (status !== 200) throw new Error(`the answer is ${status}: ${JSON.stringify(body)}`);
    if (Number(body.height) >= height) return;
  }
}

/** Most memory that a process ever had. Only Linux tells of others. */
function peakMegabytes(pid: number): number | undefined {
  if (platform() !== 'linux') return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
