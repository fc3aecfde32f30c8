import { readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { MerchantClient } from '../../support/merchant-client.ts';
import { type StartedGateway, startGateway } from '../../support/started-gateway.ts';
import { eventLoopDelay, metric } from '../event-loop.ts';
import { processorSeconds } from '../fabric/process-time.ts';
import type { IssuingLedger } from '../issuing-ledger.ts';
import { type BenchRow, row } from '../row.ts';
import { askedRows } from './questions.ts';

/** What is measured is not the quota. */
const SETTINGS = { FAPIAO_REQUESTS_PER_MINUTE: '1000000000' };
const CHANNEL = 'fapiao';
const DELAY_MS_MAX = 20;
const READY_SECONDS_MAX = 2;
/** Opening checks every block, so a larger ledger has no aim. */
const READY_AIM_INVOICES_MAX = 110_000;
/** Catching up with fewer invoices takes less than two starts of a gateway differ by. */
const CAUGHT_UP_MIN = 50_000;

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
  const asked: BenchRow[] = [];
  const behind = await startAndCatchUp(home, ledger);
  const ready = await secondsToReady(home);
  const current = await startAndCatchUp(home, ledger, async (officer) => {
    asked.push(...(await askedRows(officer, ledger)));
  });
  return [
    readyRow(ready, emptyReady, ledger),
    ...catchUpRows(behind, current, added),
    row('read model', statSync(join(home, 'read-model.db')).size / ledger.invoices, 'bytes/invoice'),
    ...asked,
  ];
}

function readyRow(seconds: number, emptyReady: number, { invoices }: IssuingLedger): BenchRow {
  return row('gateway ready', seconds, 's', {
    reference: 'with an empty ledger',
    referenceValue: emptyReady,
    ...(invoices < READY_AIM_INVOICES_MAX && { aim: { of: 'value', is: '<', bound: READY_SECONDS_MAX } }),
  });
}

function catchUpRows(behind: CaughtUp, current: CaughtUp, added: number): readonly BenchRow[] {
  const seconds = behind.seconds - current.seconds;
  const micros = ((behind.cpuSeconds - current.cpuSeconds) * 1e6) / added;
  const isLinux = platform() === 'linux';
  const isMeasurable = added >= CAUGHT_UP_MIN;
  return [
    ...(isMeasurable ? [row('read model catching up', added / seconds, 'invoices/s')] : []),
    ...(isMeasurable && isLinux ? [row('read model catching up, processor time', micros, 'us/invoice')] : []),
    ...(isLinux ? [row('peak memory of the gateway', behind.peakMb, 'MB')] : []),
    row('event loop p99 of the gateway while catching up', behind.delayMs, 'ms', {
      aim: { of: 'value', is: '<', bound: DELAY_MS_MAX },
    }),
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

/** What a gateway needs from the command until lists include every block. */
interface CaughtUp {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** 99th percentile of the delay of its event loop. */
  readonly delayMs: number;
  readonly peakMb: number;
}

/** @param ask is called once the lists are current */
async function startAndCatchUp(
  home: string,
  ledger: IssuingLedger,
  ask: (officer: MerchantClient) => Promise<void> = async () => {},
): Promise<CaughtUp> {
  const start = performance.now();
  const gateway = await startGateway(home, SETTINGS);
  try {
    const officer = new MerchantClient(gateway.url, CHANNEL, ledger.world.keys.officer);
    // Its answer is about the time since the question before.
    await eventLoopDelay(gateway);
    await listsAreCurrent(gateway, officer);
    const seconds = (performance.now() - start) / 1000;
    const { p99: delayMs } = await eventLoopDelay(gateway);
    const caughtUp = { seconds, delayMs, ...usedBy(gateway.pid) };
    await ask(officer);
    return caughtUp;
  } finally {
    await gateway.stop('SIGTERM');
  }
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

/** Processor time of all threads, and most memory that a process ever had. Only Linux tells of others. */
function usedBy(pid: number): Pick<CaughtUp, 'cpuSeconds' | 'peakMb'> {
  if (platform() !== 'linux') return { cpuSeconds: Number.NaN, peakMb: Number.NaN };
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: processorSeconds(pid), peakMb: Number(kilobytes) / 1024 };
}
