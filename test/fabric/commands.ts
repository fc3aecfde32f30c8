import { randomUUID } from 'node:crypto';
import { canonicalJson, type DraftJson } from '@fapiao-ledger/chaincode/core';
import { issueCall, type LedgerWorld, type Participant } from '../support/ledger-world.ts';
import type { Seeded } from '../support/seeded.ts';
import { creditCode, draftOf } from './drafts.ts';
import type { Twin } from './twin.ts';

/** A few companies and what they have issued, on which random commands are tried, sensible ones and others. */
export class RandomCommands {
  readonly #world: LedgerWorld;
  readonly #twin: Twin;
  readonly #random: Seeded;
  readonly #people: Participant[] = [];
  readonly #invoices = [{ number: '1'.repeat(20), page: '1'.repeat(20) }];
  readonly #requests: { seller: Participant; requestId: string; drafts: readonly DraftJson[] }[] = [];
  #serial: number;

  constructor(world: LedgerWorld, twin: Twin, random: Seeded, firstSerial: number) {
    this.#world = world;
    this.#twin = twin;
    this.#random = random;
    this.#serial = firstSerial;
  }

  /** Two companies with lanes; the rest is up to chance. */
  async prepare(): Promise<void> {
    for (let count = 0; count < 2; count += 1) {
      this.#people.push(await this.#world.register(creditCode(this.#serial++), 'GENERAL'));
      await this.#world.openLane(this.#someone(), { credit: '300000.00', numbers: 500 }).catch(ignoreRefusal);
    }
  }

  async next(): Promise<void> {
    const commands = [
      () => this.#register(),
      () => this.#govern(),
      () => this.#issue(),
      () => this.#issue(),
      () => this.#issueAgain(),
      () => this.#change(),
      () => this.#change(),
      () => this.#change(),
      () => this.#race(),
      () => this.#read(),
    ];
    await this.#random.pick(commands)().catch(ignoreRefusal);
  }

  async #register(): Promise<void> {
    const code = this.#random.chance(0.9) ? creditCode(this.#serial++) : '91440300000000000X';
    const kind = this.#random.pick(['GENERAL', 'GENERAL', 'SMALL_SCALE'] as const);
    this.#people.push(await this.#world.register(code, kind));
  }

  async #govern(): Promise<void> {
    const seller = this.#someone().code;
    const { month } = this.#world;
    const prefix = `${month.slice(2, 4)}44${this.#random.whole(0, 9)}`;
    const net = `${this.#random.whole(1, 500_000)}.00`;
    const invoice = this.#invoice();
    const [name, argument] = this.#random.pick([
      ['GrantCredit', { seller, month, net }],
      ['GrantSegment', { seller, profile: 'DIGITAL', prefix, count: this.#random.whole(0, 300) }],
      ['AmendTaxpayer', { code: seller, status: this.#random.pick(['ACTIVE', 'ACTIVE', 'SUSPENDED']) }],
      ['FreezeInvoice', { ...invoice, reason: 'under review' }],
      ['ReleaseInvoice', invoice],
    ] as const);
    await this.#world.bureau(name, argument);
  }

  async #issue(): Promise<void> {
    const seller = this.#seller();
    const drafts = Array.from({ length: this.#random.whole(1, 4) }, () => this.#draft(seller));
    const requestId = randomUUID();
    this.#requests.push({ seller, requestId, drafts });
    const { invoices, page } = await this.#world.issue(seller, drafts, { requestId });
    this.#invoices.push(...(invoices ?? []).map(({ number }) => ({ number, page })));
  }

  /** The same request once more, now and then with other content. */
  async #issueAgain(): Promise<void> {
    const known = this.#requests.at(-1);
    if (known === undefined) return;
    const { seller, requestId } = known;
    const drafts = this.#random.chance(0.7) ? known.drafts : [this.#draft(seller)];
    await this.#world.issue(seller, drafts, { requestId });
  }

  async #change(): Promise<void> {
    const actor = this.#someone();
    const { number } = this.#invoice();
    const company = this.#someone().code;
    const act = this.#random.pick(['transfer', 'lock', 'unlock', 'redeem'] as const);
    if (act === 'transfer') await this.#world.transfer(actor, company, number);
    if (act === 'lock') await this.#world.lock(actor, company, number);
    if (act === 'unlock') await this.#world.unlock(actor, number);
    if (act === 'redeem') await this.#world.redeem(actor, number, `${this.#random.whole(0, 2000)}.00`);
  }

  /** Two issues on one lane, endorsed before either is ordered: the second must lose. */
  async #race(): Promise<void> {
    const seller = this.#seller();
    const call = () => issueCall(this.#twin.channel, seller, [this.#draft(seller)]);
    await this.#twin.race([1, 2].map(() => ({ identity: this.#world.operator, call: call() })));
  }

  async #read(): Promise<void> {
    const [name, argument] = this.#random.pick([
      ['ReadInvoice', { number: this.#invoice().number }],
      ['Attest', { number: this.#invoice().number }],
      ['ReadLane', { lane: 'main', seller: this.#someone().code }],
    ] as const);
    await this.#twin.evaluate(this.#world.operator, {
      contract: 'invoice',
      function: name,
      args: [canonicalJson(argument)],
    });
  }

  #draft(seller: Participant): DraftJson {
    const draft = draftOf(seller, this.#someone(), this.#random.whole(0, 6));
    return this.#random.chance(0.9) ? draft : { ...draft, totals: { ...draft.totals, net: '1.00' } };
  }

  /** Mostly one of the two who have a lane. */
  #seller(): Participant {
    return this.#random.chance(0.9)
      ? (this.#people[this.#random.whole(0, 1)] ?? this.#someone())
      : this.#someone();
  }

  #someone(): Participant {
    return this.#random.pick(this.#people);
  }

  #invoice(): { readonly number: string; readonly page: string } {
    return this.#random.pick(this.#invoices);
  }
}

/** Refusals are what half of the commands are for; anything else is a fault of the test. */
function ignoreRefusal(error: unknown): void {
  if ((error as { code?: string }).code === undefined) throw error;
}
