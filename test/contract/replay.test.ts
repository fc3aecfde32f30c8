import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EmbeddedClient,
  type EmbeddedLedger,
  ManualClock,
  openEmbeddedLedger,
} from '@fapiao-ledger/network/embedded';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, expect, test } from 'vitest';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { NOW } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { refusal } from '../support/refusal.ts';
import { type ReplayHome, replaySuite } from '../support/replay-suite.ts';
import { issueCall } from '../support/signed-calls.ts';

const folders: string[] = [];
const clock = new ManualClock(NOW);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-replay-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A ledger in a folder, which is closed and opened again when a way asks for it. */
class Home implements ReplayHome {
  readonly serial = 1;
  readonly pairs = 'all';
  readonly #folder = newFolder();
  #ledger: EmbeddedLedger | undefined;

  readonly ways = {
    'the client that sent them': async () => this.#opened.client(),
    'another client': async () => this.#anotherClient(),
    'a ledger that was closed and opened again': () => this.#restart(),
  };

  get #opened(): EmbeddedLedger {
    if (this.#ledger === undefined) throw new Error('the ledger is not open');
    return this.#ledger;
  }

  async open(wrap: (client: LedgerClient) => LedgerClient): Promise<LedgerWorld> {
    this.#ledger = await openEmbeddedLedger({ folder: this.#folder, clock });
    const client = wrap(this.#ledger.client());
    return await LedgerWorld.open(client, embeddedAuthorities(this.#ledger), { now: () => clock.now() });
  }

  async close(): Promise<void> {
    await this.#opened.close();
  }

  #anotherClient(): LedgerClient {
    const names = { channel: 'fapiao', chaincode: 'fapiao' };
    return new EmbeddedClient({ ...names, link: this.#opened.peer, clock, random: randomBytes });
  }

  async #restart(): Promise<LedgerClient> {
    await this.#opened.close();
    this.#ledger = await openEmbeddedLedger({ folder: this.#folder, clock });
    return this.#ledger.client();
  }
}

replaySuite('on the embedded ledger', new Home());

test('a withheld statement is invalid on another ledger of the same authorities, and after its end', async () => {
  const [here, there] = [newFolder(), newFolder()];
  const first = await openEmbeddedLedger({ folder: here, clock });
  cpSync(join(here, 'organizations'), join(there, 'organizations'), { recursive: true });
  const second = await openEmbeddedLedger({ folder: there, heights: newFolder(), clock });
  const authorities = embeddedAuthorities(first);
  const now = { now: () => clock.now() };
  const world = await LedgerWorld.open(first.client(), authorities, now);
  const elsewhere = await LedgerWorld.open(second.client(), authorities, now);
  const shop = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00' });
  const kept = issueCall(world, shop, [draftOf(shop.code, { type: 'PERSON' })]);
  expect(await refusal(elsewhere.client.submit(elsewhere.operator, kept))).toMatchObject({
    code: 'OTHER_LEDGER',
  });
  const used = issueCall(world, shop, [draftOf(shop.code, { type: 'PERSON' })]);
  const { result } = await world.client.submit(world.operator, used);
  clock.advance(3_601_000);
  expect((await world.client.submit(world.operator, used)).result).toBe(result);
  expect(await refusal(world.client.submit(world.operator, kept))).toMatchObject({
    code: 'STATEMENT_EXPIRED',
  });
  await first.close();
  await second.close();
});
