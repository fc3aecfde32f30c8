import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '@fapiao-ledger/gateway/ledger/open-ledger';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { embeddedAuthorities } from '../support/ledger-world.ts';
import { startGateway } from '../support/started-gateway.ts';
import { IssuingLedger } from './issuing-ledger.ts';
import { type Bench, row } from './row.ts';
import { median } from './timing.ts';

const INVOICES = 100_000;
const STARTS = 3;

/** From the command to the first "ready" of a gateway, with nothing on disk and with many invoices. */
export const benchStartUp: Bench = async () => {
  const empty = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const full = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  try {
    await fill(full);
    await secondsToReady(empty);
    const times = { empty: [] as number[], full: [] as number[] };
    for (let start = 0; start < STARTS; start += 1) {
      times.empty.push(await secondsToReady(empty));
      times.full.push(await secondsToReady(full));
    }
    return [
      row(`start-up/ready with ${INVOICES} invoices on disk`, median(times.full), 's', {
        reference: 'with an empty ledger',
        referenceValue: median(times.empty),
        aim: { of: 'value', is: '<', bound: 2 },
      }),
    ];
  } finally {
    for (const home of [empty, full]) rmSync(home, { recursive: true, force: true });
  }
};

async function fill(home: string): Promise<void> {
  const embedded = await openEmbeddedLedger({ folder: filesOf(home).ledger });
  const opened = {
    folder: home,
    client: embedded.client(),
    authorities: embeddedAuthorities(embedded),
    close: () => embedded.close(),
  };
  const ledger = await IssuingLedger.over(opened, 6);
  await ledger.growTo(INVOICES);
  await ledger.close();
}

async function secondsToReady(home: string): Promise<number> {
  const start = performance.now();
  const gateway = await startGateway(home);
  const ready = await fetch(`${gateway.url}/readyz`);
  const seconds = (performance.now() - start) / 1000;
  await gateway.stop('SIGTERM');
  if (!ready.ok) throw new Error(`the gateway is not ready: ${ready.status}`);
  return seconds;
}
