import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, erase, readSettings, SetupError, statusOf, up } from '@fapiao-ledger/network/fabric';
import { freeRange } from '../fabric/ports.ts';
import { anotherTroupe, FIRST_TROUPE } from './cast.ts';
import type { LedgerKind } from './command-line.ts';

/** The place of the demo's ledger. */
export interface LedgerPlace {
  /** Completes "the demo runs on …". */
  readonly name: string;
  /** Environment with which the gateway opens it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The parties; on a ledger that is used again, others each time. */
  readonly troupe: string;
  /** Whether it is still there after the demo, in its output folder. */
  readonly stays: boolean;
  readonly leave: () => Promise<void>;
}

/** Short, because the parties of the demo act one after the other, and each act waits for a block. */
const BATCH_MS = '50';

/** @throws {SetupError} when a Fabric network cannot be started */
export async function provideLedger(kind: LedgerKind): Promise<LedgerPlace> {
  if (kind === 'embedded') {
    return {
      name: 'an embedded ledger',
      environment: { FAPIAO_LEDGER: 'embedded' },
      troupe: FIRST_TROUPE,
      stays: true,
      leave: async () => {},
    };
  }
  return (await runningNetwork()) ?? (await ownNetwork());
}

/** The network that `npm run network -- up` has started, if there is one. */
async function runningNetwork(): Promise<LedgerPlace | undefined> {
  const { home } = readSettings();
  const isUp = await statusOf(home).then(
    (processes) => processes.every(({ pid }) => pid !== undefined),
    (error: unknown) => {
      if (error instanceof SetupError) return false;
      throw error;
    },
  );
  return isUp ? placeAt(home, anotherTroupe(), async () => {}) : undefined;
}

/** A network of the demo's own, in a temporary folder. */
async function ownNetwork(): Promise<LedgerPlace> {
  const home = await mkdtemp(join(tmpdir(), 'fapiao-demo-'));
  const leave = async (): Promise<void> => {
    process.off('SIGINT', interrupted);
    await down(home);
    erase(home);
  };
  const interrupted = (): void => void leave().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    const basePort = String(await freeRange());
    await up(readSettings({ home, profile: 'small', 'base-port': basePort, 'batch-ms': BATCH_MS }), () => {});
  } catch (error) {
    await leave();
    throw error;
  }
  return placeAt(home, FIRST_TROUPE, leave);
}

function placeAt(home: string, troupe: string, leave: LedgerPlace['leave']): LedgerPlace {
  const environment = { FAPIAO_LEDGER: 'fabric', FAPIAO_FABRIC_HOME: home };
  return { name: `the Fabric network in ${home}`, environment, troupe, stays: false, leave };
}
