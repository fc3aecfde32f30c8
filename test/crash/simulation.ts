import { DomainError, ValidationError } from '@fapiao-ledger/core';
import type { EmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { openInProcess, SqliteStateStore, type StateStore } from '@fapiao-ledger/network/embedded/in-process';
import { type Committed, type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import { NOW } from '../support/embedded-world.ts';
import { Seeded } from '../support/seeded.ts';
import { audit, stateDigest } from './audit.ts';
import { Expected, type Request, requireSame } from './expected.ts';
import { GatheringQueue } from './gathering-queue.ts';
import type { Ground } from './ground.ts';
import { Requests } from './requests.ts';
import { type End, MANNERS, type Manner, SimulatedDisk } from './simulated-disk.ts';

/** Result of a run: that it has met the cases it is for. */
export interface Tally {
  operations: number;
  crashes: number;
  crashesWhileOpening: number;
  acknowledged: number;
  refused: number;
  conflicts: number;
  /** Unknown to the client when everything ended; found on the ledger, or not. */
  found: number;
  lost: number;
}

export function emptyTally(): Tally {
  return {
    operations: 0,
    crashes: 0,
    crashesWhileOpening: 0,
    acknowledged: 0,
    refused: 0,
    conflicts: 0,
    found: 0,
    lost: 0,
  };
}

export interface Run {
  readonly seed: number;
  readonly operations: number;
  /** Ends everything at the n-th operation of the disk, instead of at random ones. */
  readonly crash?: { readonly at: number; readonly manner: Manner };
}

/** Largest number of requests under way at once. */
const TOGETHER_MAX = 4;
/** Largest number of disk operations from one crash to the next; a block is two. */
const DISTANCE_MAX = 30;

/** The blocks with which every ledger begins: with fewer, it would begin anew when it is opened. */
const BEGINNING = 2;

interface Answered {
  readonly request: Request;
  readonly committed?: Committed;
  readonly error?: unknown;
}

/**
 * One life of a ledger: actors send requests, the machine stops at any operation of its disk and starts again, and after
 * each start the ledger holds all that it has acknowledged, and nothing that was not requested.
 *
 * @throws {Error} naming what is wrong
 */
export async function simulate(ground: Ground, run: Run): Promise<Tally> {
  const life = new Life(ground, run);
  await life.live();
  return life.tally;
}

class Life {
  readonly tally = emptyTally();
  readonly #ground: Ground;
  readonly #run: Run;
  readonly #random: Seeded;
  readonly #expected: Expected;
  readonly #requests: Requests;
  /** Requests without an answer, which are sent again. */
  #again: Request[] = [];
  #disk: SimulatedDisk;
  #store: StateStore = emptyStore();
  #queue = new GatheringQueue();
  #ledger: EmbeddedLedger | undefined;

  constructor(ground: Ground, run: Run) {
    this.#ground = ground;
    this.#run = run;
    this.#random = new Seeded(run.seed);
    this.#expected = new Expected(ground);
    this.#requests = new Requests(ground, this.#expected, this.#random);
    this.#disk = new SimulatedDisk(ground.image);
    ground.clock.ms = NOW.getTime();
  }

  get #client(): LedgerClient {
    if (this.#ledger === undefined) throw new Error('the ledger is not open');
    return this.#ledger.client();
  }

  async live(): Promise<void> {
    await this.#open();
    this.#plan(this.#run.crash);
    while (this.tally.operations < this.#run.operations) await this.#round();
    await this.#restart([]);
    this.#store.close();
  }

  /** Sends a few requests at once: they get into one block, conflict, are refused, or get no answer. */
  async #round(): Promise<void> {
    const count = this.#random.whole(1, TOGETHER_MAX);
    const requests = this.#again.splice(0, count);
    while (requests.length < count) requests.push(await this.#requests.next());
    if (this.#random.chance(0.1)) requests.push(requests[0] as Request);
    this.#ground.clock.ms += this.#random.whole(0, 60_000);
    this.#queue.announce(requests.length);
    this.tally.operations += requests.length;
    const answers = await Promise.all(requests.map((request) => this.#ask(request)));
    // The process dies after its last write, before any caller has its answer.
    if (this.#run.crash === undefined && this.#random.chance(0.04)) this.#disk.stop();
    if (this.#disk.stopped) await this.#restart(answers);
    else for (const answer of answers) this.#hear(answer);
  }

  async #ask(request: Request): Promise<Answered> {
    try {
      const { operator } = this.#ground.world;
      return { request, committed: await this.#client.submit(operator, request.call) };
    } catch (error) {
      this.#queue.turnedAway();
      return { request, error };
    }
  }

  /** An answer of a running ledger: done, refused, or overtaken. */
  #hear({ request, committed, error }: Answered): void {
    if (committed !== undefined) {
      this.#expected.add(request, committed.transactionId, JSON.parse(committed.result));
      this.tally.acknowledged += 1;
    } else if (error instanceof DomainError || error instanceof ValidationError) this.tally.refused += 1;
    else if (error instanceof LedgerError && error.code === 'LEDGER_CONFLICT') this.tally.conflicts += 1;
    else throw error;
  }

  /** Ends everything, starts it again, and checks it. */
  async #restart(answers: readonly Answered[]): Promise<void> {
    this.tally.crashes += this.#disk.stopped ? 1 : 0;
    do {
      const end = this.#random.pick<End>(['kill', 'power loss']);
      this.#disk = this.#disk.restarted(end, this.#random);
      this.#store = await this.#storeAfterwards();
      if (this.#run.crash === undefined && this.#random.chance(0.3))
        this.#disk.crashAt(this.#random.whole(1, 2), this.#random.pick(MANNERS));
    } while (!(await this.#opens()));
    await this.#settle(answers);
    await this.#inspect();
    if (this.#run.crash === undefined) this.#plan();
  }

  #plan(crash = { at: this.#random.whole(1, DISTANCE_MAX), manner: this.#random.pick(MANNERS) }): void {
    this.#disk.crashAt(crash.at, crash.manner);
  }

  /** The state is a file of its own: it is lost, as new as the blocks, or some blocks behind them. */
  async #storeAfterwards(): Promise<StateStore> {
    const kind = this.#random.pick(['kept', 'gone', 'behind']);
    if (kind === 'kept') return this.#store;
    const store = emptyStore();
    const last = this.#store.savepoint()?.number ?? 0;
    const first = this.#random.whole(Math.max(BEGINNING, last - 10), Math.max(BEGINNING, last));
    const before = this.#store.blockLocation(first)?.offset;
    this.#store.close();
    if (kind === 'behind' && before !== undefined)
      await this.#openWith(new SimulatedDisk(this.#disk.content().subarray(0, before)), store);
    return store;
  }

  async #opens(): Promise<boolean> {
    try {
      await this.#open();
      return true;
    } catch (error) {
      if (!this.#disk.stopped) throw error;
      this.tally.crashesWhileOpening += 1;
      return false;
    }
  }

  async #open(): Promise<void> {
    this.#queue = new GatheringQueue();
    this.#ledger = await this.#openWith(this.#disk, this.#store, this.#queue);
  }

  #openWith(disk: SimulatedDisk, store: StateStore, queue = new GatheringQueue()): Promise<EmbeddedLedger> {
    const { organizations, host, clock } = this.#ground;
    const verification = this.#random.pick(['all', 'tail'] as const);
    const random = (length: number): Uint8Array =>
      Uint8Array.from({ length }, () => this.#random.whole(0, 255));
    return openInProcess({ organizations, host, clock, disk, store, queue, random, verification });
  }

  /** The requests under way when everything ended: one block, which is there as a whole or not at all. */
  async #settle(answers: readonly Answered[]): Promise<void> {
    const inBlock: (string | undefined)[] = [];
    for (const { request, committed, error } of answers) {
      const isUnknown = error instanceof LedgerError && error.code === 'LEDGER_OUTCOME_UNKNOWN';
      const transactionId = committed?.transactionId ?? (isUnknown ? error.transactionId : undefined);
      if (transactionId === undefined) {
        this.#hear({ request, error });
        continue;
      }
      const outcome = await this.#client.outcomeOf(transactionId);
      inBlock.push(outcome);
      if (outcome === 'VALID') await this.#found(request, transactionId);
      else if (outcome === undefined) this.#lost(request, committed);
      else this.tally.conflicts += 1;
    }
    const absent = inBlock.filter((outcome) => outcome === undefined).length;
    if (absent > 0 && absent < inBlock.length) throw new Error(`a block in part: ${inBlock.join()}`);
  }

  /** The ledger has it, though the client may not know its answer: the same request returns it again. */
  async #found(request: Request, transactionId: string): Promise<void> {
    this.tally.found += 1;
    const { operator } = this.#ground.world;
    const isRemembered = request.intent.kind !== 'allot';
    const answer = isRemembered ? await this.#client.evaluate(operator, request.call) : 'null';
    this.#expected.add(request, transactionId, JSON.parse(answer));
  }

  #lost(request: Request, committed: Committed | undefined): void {
    if (committed !== undefined) throw new Error(`lost, though acknowledged: ${committed.transactionId}`);
    this.tally.lost += 1;
    if (this.#random.chance(0.5)) this.#again.push(request);
  }

  async #inspect(): Promise<void> {
    for (const id of this.#expected.transactions)
      requireSame(await this.#client.outcomeOf(id), 'VALID', `transaction ${id}`);
    audit(this.#store, this.#expected);
    const rebuilt = emptyStore();
    await this.#openWith(new SimulatedDisk(this.#disk.content()), rebuilt);
    requireSame(
      stateDigest(this.#store),
      stateDigest(rebuilt),
      'the state, beside one built from the blocks',
    );
    rebuilt.close();
  }
}

function emptyStore(): StateStore {
  return new SqliteStateStore(':memory:');
}
