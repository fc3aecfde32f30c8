import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftJson } from '@fapiao-ledger/core';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { type Authorities, embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { type Participant, pageCallOf, signedRequest } from '../support/signed-calls.ts';

/** What a run of issuing took. `count` are transactions, times are seconds. */
export interface Run {
  readonly count: number;
  readonly wall: number;
  readonly cpu: number;
}

/** A new ledger, and how to close it. */
export interface OpenedLedger {
  readonly folder: string;
  readonly client: LedgerClient;
  readonly authorities: Authorities;
  readonly close: () => Promise<void>;
}

/** The embedded ledger with the real contract, on a disk, and sellers who issue on lanes of their own. */
export class IssuingLedger {
  readonly sellers: readonly Participant[];
  readonly #opened: OpenedLedger;
  readonly #world: LedgerWorld;
  readonly #drafts = new Map<string, readonly DraftJson[]>();
  #invoices = 0;

  private constructor(opened: OpenedLedger, world: LedgerWorld, sellers: readonly Participant[]) {
    this.#opened = opened;
    this.#world = world;
    this.sellers = sellers;
  }

  static async open(lanes: number): Promise<IssuingLedger> {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
    const ledger = await openEmbeddedLedger({ folder });
    const authorities = embeddedAuthorities(ledger);
    const opened = {
      folder,
      client: ledger.client(),
      authorities,
      close: () => ledger.close(),
    };
    return await IssuingLedger.over(opened, lanes);
  }

  /** A ledger that is new and open. */
  static async over(opened: OpenedLedger, lanes: number): Promise<IssuingLedger> {
    const world = await LedgerWorld.open(opened.client, opened.authorities);
    return new IssuingLedger(opened, world, await sellersOf(world, lanes));
  }

  get folder(): string {
    return this.#opened.folder;
  }

  get invoices(): number {
    return this.#invoices;
  }

  /** All lanes issue pages of a size until the time is over. */
  async issueFor(seconds: number, size: number, lanes: number): Promise<Run> {
    const start = performance.now();
    const cpuStart = process.cpuUsage();
    const end = start + seconds * 1000;
    let count = 0;
    const issueOn = async (lane: number): Promise<void> => {
      while (performance.now() < end) {
        await this.issue(lane, size);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => issueOn(lane)));
    const { user, system } = process.cpuUsage(cpuStart);
    return { count, wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  }

  async issue(lane: number, size: number): Promise<void> {
    const seller = this.sellers[lane] as Participant;
    await this.#world.issue(seller, this.#draftsOf(seller, size));
    this.#invoices += size;
  }

  /** Issues requests of one draft each as one page. @returns what submits it: signing is over by then */
  signedSingles(lane: number, count: number): () => Promise<void> {
    const seller = this.sellers[lane] as Participant;
    const [draft] = this.#draftsOf(seller, 1) as [DraftJson];
    const world = this.#world;
    const requests = Array.from({ length: count }, () => signedRequest(world, seller, [draft]));
    const call = pageCallOf(world.ledger, { seller: seller.code, lane: 'main' }, requests);
    return async () => {
      await this.#world.submit(this.#world.operator, call);
      this.#invoices += count;
    };
  }

  /** Pages of 500 on every lane until there are at least so many invoices. */
  async growTo(invoices: number): Promise<void> {
    const issueOn = async (lane: number): Promise<void> => {
      while (this.#invoices < invoices) await this.issue(lane, 500);
    };
    await Promise.all(this.sellers.slice(0, 6).map((_, lane) => issueOn(lane)));
  }

  async close(): Promise<void> {
    await this.#opened.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Made once: what is measured is the ledger. */
  #draftsOf(seller: Participant, size: number): readonly DraftJson[] {
    const key = `${seller.code} ${size}`;
    const known =
      this.#drafts.get(key) ??
      Array.from({ length: size }, () => draftOf(seller.code, enterprise(enterpriseCode(99_999))));
    this.#drafts.set(key, known);
    return known;
  }
}

/** Sellers with numbers and credit, one after the other: the bureau's stock of numbers is one. */
async function sellersOf(world: LedgerWorld, count: number): Promise<readonly Participant[]> {
  const sellers: Participant[] = [];
  for (let index = 0; index < count; index += 1) {
    const seller = await world.register(enterpriseCode(index + 1), 'GENERAL');
    await world.openLane(seller, { credit: '99999999999.00', numbers: 500_000 });
    sellers.push(seller);
  }
  return sellers;
}
