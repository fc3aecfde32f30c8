import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findContract,
  Paths,
  readSettings,
  stageContract,
  statusOf,
  upgrade,
} from '@fapiao-ledger/network/fabric';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { creditCode, draftOf } from './drafts.ts';
import { ADAPTERS, openLedger, openWorld } from './network.ts';

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '')(`upgrade of the contract${inject('fabricMissing')}`, () => {
  const copies: string[] = [];
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true });
  });

  /** The contract as it is built, with its libraries, under another version. */
  function contractAs(version: string): string {
    const home = mkdtempSync(join(tmpdir(), 'fapiao-contract-'));
    copies.push(home);
    const folder = stageContract(new Paths(home), version, findContract('@fapiao-ledger/contract'));
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, version }));
    return folder;
  }

  test('what was issued before is there after it, and open clients go on', async () => {
    const clients = await Promise.all(ADAPTERS.map((adapter) => openLedger(adapter, home)));
    const [one, two] = clients;
    if (one === undefined || two === undefined) throw new Error('there are two adapters');
    // One after the other: both would publish the rule set, and one of them would lose the race.
    const world = await openWorld(one, home);
    const other = await openWorld(two, home);
    const seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
    const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
    await world.openLane(seller, { credit: '100000.00' });
    const before = await world.issue(seller, [draftOf(seller, buyer)]);

    const { sequence, version } = await upgrade(
      readSettings({ home, contract: contractAs('0.2.0') }),
      () => {},
    );
    expect(version).toMatch(/^0\.2\.0-/);

    const after = await other.issue(seller, [draftOf(seller, buyer)]);
    for (const { number } of [...before.invoices, ...after.invoices]) {
      expect((await world.read(number)).status.state).toBe('OPEN');
    }
    const servers = (await statusOf(home))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('chaincode'));
    expect(servers).toEqual([`chaincode-bureau-${sequence}`, `chaincode-platform-${sequence}`]);
    await Promise.all(clients.map((client) => client.close()));
  });
});
