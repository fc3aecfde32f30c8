import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, erase, findBinaries, readSettings, up, whyNoBinaries } from '@fapiao-ledger/network/fabric';
import type { TestProject } from 'vitest/node';
import { freeRange } from './ports.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the running network; undefined where Fabric's programs are missing. */
    fabricHome: string | undefined;
    /** Why there is no network, for the names of skipped tests. */
    fabricMissing: string;
  }
}

const BATCH_MS = '100';

/** Starts a small network for all tests, and erases it at the end. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = whyNoBinaries();
  project.provide('fabricMissing', missing === undefined ? '' : ` (${missing})`);
  if (missing !== undefined) {
    project.provide('fabricHome', undefined);
    console.log(`${missing}: tests on a real network are skipped`);
    return undefined;
  }
  const home = mkdtempSync(join(tmpdir(), 'fapiao-fabric-'));
  const stop = async (): Promise<void> => {
    await down(home);
    erase(home);
  };
  try {
    const settings = readSettings({ home, 'base-port': String(await freeRange()), 'batch-ms': BATCH_MS });
    await up(settings, () => {});
  } catch (error) {
    await down(home);
    throw error;
  }
  console.log(`Tests run on Fabric ${findBinaries().version} in ${home}`);
  project.provide('fabricHome', home);
  return stop;
}
