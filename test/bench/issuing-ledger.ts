import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftJson } from '@fapiao-ledger/core';
import { type EmbeddedLedger, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/pki';
import { enterprise, enterpriseCode } from '../support/drafts.ts';
import { REGIONS } from '../support/generated-ledger.ts';
import { type ChangeBody, embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { Paying, type Provider } from '../support/paying.ts';
import { type Participant, pageCallOf, signedRequest } from '../support/signed-calls.ts';
import { DraftPool } from './draft-pool.ts';

/** Pages under way at the same time while a ledger grows. */
export const PAGES_UNDER_WAY = 6;
const PAGE = 500;
/** Numbers of a lane, unless a ledger is to grow larger. */
const NUMBERS = 500_000;
const COMPANY = 90_000;

/** What a run of issuing took. `count` are transactions, times are seconds. */
export interface Run {
  readonly count: number;
  readonly wall: number;
  readonly cpu: number;
  /** By which the block file grew. */
  readonly bytes: number;
}

export interface LedgerOptions {
  /** Sellers, each with one lane. */
  readonly lanes: number;
  /** Taken in turn, whatever is issued; realistic ones when absent. */
  readonly drafts?: DraftPool;
  /** A new one when absent. */
  readonly folder?: string;
  /** Numbers of each lane. */
  readonly numbers?: number;
}

/** An issued invoice that its buyer may lock and redeem. */
export interface Claimable {
  readonly number: string;
  readonly gross: string;
}

/** The embedded ledger with the real contract, on a disk, and sellers who issue on lanes of their own. */
export class IssuingLedger {
  readonly folder: string;
  readonly sellers: readonly Participant[];
  readonly #company: Participant;
  readonly #founder: Identity;
  readonly #drafts: DraftPool;
  #ledger: EmbeddedLedger;
  #world: LedgerWorld;
  #invoices = 0;
  #paying: { readonly paying: Paying; readonly provider: Provider } | undefined;

  private constructor(
    folder: string,
    drafts: DraftPool,
    ledger: EmbeddedLedger,
    parts: { world: LedgerWorld; sellers: readonly Participant[]; company: Participant },
  ) {
    this.folder = folder;
    this.#drafts = drafts;
    this.#ledger = ledger;
    this.#world = parts.world;
    this.sellers = parts.sellers;
    this.#company = parts.company;
    this.#founder = parts.world.officer;
  }

  /** Makes a new ledger. */
  static async open(options: LedgerOptions): Promise<IssuingLedger> {
    const { lanes, drafts = DraftPool.realistic(), numbers = NUMBERS } = options;
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
    const ledger = await openEmbeddedLedger({ folder });
    const world = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger));
    const company = await world.register(enterpriseCode(COMPANY), 'GENERAL');
    const sellers = await sellersOf(world, lanes, numbers);
    return new IssuingLedger(folder, drafts, ledger, { world, sellers, company });
  }

  get invoices(): number {
    return this.#invoices;
  }

  get world(): LedgerWorld {
    return this.#world;
  }

  /** The buyer of claimable invoices. */
  get company(): string {
    return this.#company.code;
  }

  /** Bytes of all blocks so far. */
  get blockBytes(): number {
    return statSync(join(this.folder, 'channel', 'blocks')).size;
  }

  /** Bytes of the state, once the ledger is closed. */
  get stateBytes(): number {
    return statSync(join(this.folder, 'channel', 'state.sqlite')).size;
  }

  /** Returns a block as the peer keeps it. */
  async rawBlock(number: bigint): Promise<Uint8Array> {
    return (await this.#ledger.peer.rawBlock(Number(number))) ?? new Uint8Array();
  }

  /** All lanes issue pages of a size until the time is over. */
  async issueFor(seconds: number, size: number, lanes: number, drafts = this.#drafts): Promise<Run> {
    const end = performance.now() + seconds * 1000;
    return await this.#run(size, lanes, drafts, () => performance.now() < end);
  }

  /** Pages of 500 until there are so many invoices. */
  async growTo(invoices: number): Promise<Run> {
    const lanes = Math.min(PAGES_UNDER_WAY, this.sellers.length);
    let pages = Math.ceil((invoices - this.#invoices) / PAGE);
    return await this.#run(PAGE, lanes, this.#drafts, () => {
      pages -= 1;
      return pages >= 0;
    });
  }

  async issue(lane: number, size: number, drafts = this.#drafts): Promise<void> {
    const seller = this.sellers[lane] as Participant;
    await this.#world.issue(seller, drafts.take(seller.code, size));
    this.#invoices += size;
  }

  /** Issues requests of one draft each as one page. @returns what submits it: signing is over by then */
  signedSingles(lane: number, count: number): () => Promise<void> {
    const seller = this.sellers[lane] as Participant;
    const world = this.#world;
    const requests = this.#drafts
      .take(seller.code, count)
      .map((draft) => signedRequest(world, seller, [draft]));
    const call = pageCallOf(world.ledger, { seller: seller.code, lane: 'main' }, requests);
    return async () => {
      await this.#world.submit(this.#world.operator, call);
      this.#invoices += count;
    };
  }

  /** Issues an invoice to a company that may claim it. */
  async issueClaimable(): Promise<Claimable> {
    const seller = this.sellers[0] as Participant;
    const [draft] = this.#drafts.take(seller.code, 1) as [DraftJson];
    const { invoices } = await this.#world.issue(seller, [{ ...draft, buyer: enterprise(this.company) }]);
    this.#invoices += 1;
    return { number: invoices[0]?.number ?? '', gross: draft.totals.gross };
  }

  /** Prepares an order that a payment provider confirms. @returns what submits the confirmation, which issues its invoice */
  async paidOrder(): Promise<() => Promise<void>> {
    const seller = this.sellers[0] as Participant;
    this.#paying ??= await openPaying(this.#world, seller);
    const { paying, provider } = this.#paying;
    const drafts = this.#drafts.take(seller.code, 1);
    const payment = paying.paymentTo(seller.code, `order-${this.#invoices}`, drafts[0]?.totals.gross ?? '');
    return async () => {
      await paying.issue(seller, provider, payment, drafts);
      this.#invoices += 1;
    };
  }

  async lock({ number }: Claimable): Promise<void> {
    const { code: company } = this.#company;
    await this.#change('lock', { company, invoices: [{ number }] }, number);
  }

  /** Redeems an invoice whole. */
  async redeem({ number, gross: amount }: Claimable): Promise<void> {
    await this.#change('redeem', { invoices: [{ number, amount }] }, number);
  }

  /** Reverses an invoice whole, by a red-letter invoice of the same lane. */
  async reverse({ number }: Claimable): Promise<void> {
    const start = { number, reason: '02', lane: 'main' };
    await this.#world.redLetter(this.sellers[0] as Participant, 'start-red-letter', start);
  }

  async close(): Promise<void> {
    await this.#ledger.close();
  }

  /** Opens the ledger again after `close`. The first officer registers another one, who signs for the bureau from now on. */
  async reopen(): Promise<void> {
    this.#ledger = await openEmbeddedLedger({ folder: this.folder });
    const authorities = embeddedAuthorities(this.#ledger);
    this.#paying = undefined;
    this.#world = await LedgerWorld.join(this.#ledger.client(), authorities, { founder: this.#founder });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param page of the invoice, which is the first and only one of it */
  async #change(operation: 'lock' | 'redeem', body: ChangeBody, page: string): Promise<void> {
    await this.#world.change(this.#company, operation, body, { pages: [page] });
  }

  async #run(size: number, lanes: number, drafts: DraftPool, goesOn: () => boolean): Promise<Run> {
    const start = performance.now();
    const cpuStart = process.cpuUsage();
    const bytesBefore = this.blockBytes;
    let count = 0;
    const issueOn = async (lane: number): Promise<void> => {
      while (goesOn()) {
        await this.issue(lane, size, drafts);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => issueOn(lane)));
    const { user, system } = process.cpuUsage(cpuStart);
    const wall = (performance.now() - start) / 1000;
    return { count, wall, cpu: (user + system) / 1e6, bytes: this.blockBytes - bytesBefore };
  }
}

/** Registers a payment provider that has a mandate of a seller. */
async function openPaying(
  world: LedgerWorld,
  seller: Participant,
): Promise<{ readonly paying: Paying; readonly provider: Provider }> {
  const paying = new Paying(world);
  const provider = await paying.register('V-PAY');
  await paying.grant(seller, provider.code, { amountMax: '999999999.00' });
  return { paying, provider };
}

/** Sellers with numbers and credit, one after the other: the bureau's stock of numbers is one. */
async function sellersOf(
  world: LedgerWorld,
  count: number,
  numbers: number,
): Promise<readonly Participant[]> {
  const sellers: Participant[] = [];
  for (let index = 0; index < count; index += 1) {
    const code = enterpriseCode(index + 1, REGIONS[index % REGIONS.length]);
    const seller = await world.register(code, 'GENERAL');
    await world.openLane(seller, { credit: '999999999999.00', numbers });
    sellers.push(seller);
  }
  return sellers;
}
