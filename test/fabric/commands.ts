import { randomUUID } from 'node:crypto';
import type { DraftJson } from '@fapiao-ledger/core';
import { personId } from '../support/drafts.ts';
import type { ChangeBody, LedgerWorld } from '../support/ledger-world.ts';
import { ignoreRefusal } from '../support/refusal.ts';
import type { Seeded } from '../support/seeded.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';
import { creditCode, randomDraft } from './drafts.ts';
import { RandomArrangements } from './random-arrangements.ts';
import { RandomBureau } from './random-bureau.ts';
import { RandomForms } from './random-forms.ts';
import { RandomPayments } from './random-payments.ts';
import { RandomReads, type Readable } from './random-reads.ts';
import { type Page, RandomScene } from './random-scene.ts';
import type { Twin } from './twin.ts';

type Change = 'transfer' | 'lock' | 'unlock' | 'redeem';

/** A few companies, employees and what they have issued, on which random commands are tried, sensible ones and others. */
export class RandomCommands {
  readonly #world: LedgerWorld;
  readonly #twin: Pick<Twin, 'race'>;
  readonly #random: Seeded;
  readonly #scene: RandomScene;
  readonly #parts: Readable;
  readonly #reads: RandomReads;
  readonly #issues: { seller: Participant; requestId: string; drafts: readonly DraftJson[] }[] = [];
  #serial: number;

  constructor(world: LedgerWorld, twin: Pick<Twin, 'race'>, random: Seeded, sequence: number) {
    this.#world = world;
    this.#twin = twin;
    this.#random = random;
    this.#scene = new RandomScene(world, random, sequence);
    this.#parts = {
      arrangements: new RandomArrangements(this.#scene),
      bureau: new RandomBureau(this.#scene),
      forms: new RandomForms(this.#scene),
      payments: new RandomPayments(this.#scene),
    };
    this.#reads = new RandomReads(this.#scene, this.#parts);
    this.#serial = sequence * 1000;
  }

  /** Two companies with lanes and an employee; the rest is up to chance. */
  async prepare(): Promise<void> {
    await this.#parts.bureau.prepare();
    for (let count = 0; count < 2; count += 1) {
      const company = await this.#world.register(creditCode(this.#serial++), 'GENERAL');
      this.#scene.companies.push(company);
      await this.#world.openLane(company, { credit: '300000.00', numbers: 500 }).catch(ignoreRefusal);
    }
    this.#scene.persons.push(await this.#world.register(personId(this.#serial++), 'PERSON'));
    for (let count = 0; count < 3; count += 1) await this.#issue().catch(ignoreRefusal);
  }

  async next(): Promise<void> {
    const { arrangements, bureau, forms, payments } = this.#parts;
    const weighted: readonly (readonly [number, () => Promise<void>])[] = [
      [1, () => this.#register()],
      [5, () => bureau.next()],
      [2, () => this.#issue()],
      [1, () => this.#issueAgain()],
      [1, () => this.#cancel()],
      [2, () => this.#change()],
      [4, () => this.#sensibleChange()],
      [3, () => forms.sensible()],
      [1, () => forms.any()],
      [3, () => forms.agree()],
      [2, () => this.#use()],
      [2, () => arrangements.keys()],
      [1, () => arrangements.levy()],
      [1, () => arrangements.file()],
      [1, () => arrangements.strictRefs()],
      [3, () => payments.next(this.#seller())],
      [1, () => this.#race()],
      [6, () => this.#reads.next()],
    ];
    const commands = weighted.flatMap(([weight, command]) => Array.from({ length: weight }, () => command));
    await this.#random.pick(commands)().catch(ignoreRefusal);
  }

  async #register(): Promise<void> {
    const { companies, persons } = this.#scene;
    if (this.#random.chance(0.3)) {
      persons.push(await this.#world.register(personId(this.#serial++), 'PERSON'));
      return;
    }
    const code = this.#random.chance(0.8) ? creditCode(this.#serial++) : '91440300000000000X';
    const kind = this.#random.pick(['GENERAL', 'GENERAL', 'SMALL_SCALE'] as const);
    companies.push(await this.#world.register(code, kind));
  }

  async #issue(): Promise<void> {
    const seller = this.#seller();
    const parties = this.#scene.parties();
    const drafts = Array.from({ length: this.#random.whole(1, 4) }, () =>
      randomDraft(this.#random, seller, this.#random.chance(0.9) ? parties : this.#scene.parties()),
    );
    const requestId = this.#scene.requestOf(seller);
    this.#issues.push({ seller, requestId, drafts });
    const { invoices, page } = await this.#world.issue(seller, drafts, { requestId });
    this.#scene.pages.push({ first: page, numbers: invoices.map(({ number }) => number) });
  }

  /** The same request once more, now and then with other content, or another one in its place. */
  async #issueAgain(): Promise<void> {
    const known = this.#issues.at(-1);
    if (known === undefined) return;
    const { seller, requestId } = known;
    const drafts = this.#random.chance(0.7) ? known.drafts : [this.#scene.draftBy(seller)];
    const isOther = this.#random.chance(0.3);
    const options = isOther
      ? { requestId: this.#scene.requestOf(seller), replaces: requestId }
      : { requestId };
    await this.#world.issue(seller, drafts, options);
  }

  /** A participant cancels a request that has not come, or one that has; a canceled one then comes. */
  async #cancel(): Promise<void> {
    const actor = this.#seller();
    const used = this.#scene.requests.findLast(({ actor: code }) => code === actor.code);
    const replaces = this.#random.chance(0.7) || used === undefined ? randomUUID() : used.requestId;
    const requestId = this.#scene.requestOf(actor);
    await this.#world.submit(this.#world.operator, this.#world.cancelCall(actor, replaces, { requestId }));
    await this.#world.issue(actor, [this.#scene.draftBy(actor)], { requestId: replaces });
  }

  /** A random participant does a random act to random invoices. */
  async #change(): Promise<void> {
    const act = this.#random.pick(['transfer', 'lock', 'unlock', 'redeem'] as const);
    await this.#submitChange(this.#scene.participant(), act, this.#scene.page(), {
      other: this.#scene.participant().code,
      amount: `${this.#random.whole(0, 2000)}.00`,
    });
  }

  /** The party that may do something to an invoice does it, to others of the page too. */
  async #sensibleChange(): Promise<void> {
    const page = this.#scene.page();
    const { invoice, status } = await this.#world.read(page.numbers[0] as string);
    const isLocked = status.lock !== undefined;
    const actor = this.#scene.known(status.lock?.company ?? status.holder);
    const act = this.#random.pick(
      isLocked ? (['redeem', 'redeem', 'unlock'] as const) : (['lock', 'lock', 'transfer'] as const),
    );
    const claimant = invoice.buyer.type === 'PERSON' ? this.#scene.company().code : invoice.buyer.code;
    await this.#submitChange(actor, act, page, {
      other: act === 'lock' ? (claimant ?? '') : this.#scene.participant().code,
      amount: this.#random.pick(['0.01', '1.00', status.rest]),
    });
  }

  /** The enterprise that an invoice is made out to confirms its use, or revokes that. */
  async #use(): Promise<void> {
    const { number, page } = this.#scene.invoice();
    const { invoice, status } = await this.#world.read(number);
    const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
    const actor = this.#random.chance(0.9) ? this.#scene.known(buyer ?? '') : this.#scene.participant();
    const requestId = this.#scene.requestOf(actor);
    const use = { purpose: 'DEDUCTION', period: this.#world.month, invoices: [{ number }] } as const;
    if (status.use === undefined)
      await this.#world.change(actor, 'confirm-use', use, { requestId, pages: [page] });
    if (this.#random.chance(0.5))
      await this.#world.change(actor, 'revoke-use', { invoices: use.invoices }, { pages: [page] });
  }

  async #submitChange(
    actor: Participant,
    act: Change,
    { first, numbers }: Page,
    { other, amount }: { readonly other: string; readonly amount: string },
  ): Promise<void> {
    // Once in a while the same invoice stands twice in a statement.
    const [one] = numbers as readonly [string];
    const isTwice = this.#random.chance(0.1);
    const chosen = isTwice ? [one, one] : numbers.slice(0, this.#random.whole(1, numbers.length));
    const fields: Readonly<Record<Change, { readonly to?: string; readonly company?: string }>> = {
      transfer: { to: other },
      lock: { company: other },
      unlock: {},
      redeem: {},
    };
    const invoices = chosen.map((number) => (act === 'redeem' ? { number, amount } : { number }));
    const pages = chosen.map(() => first);
    const requestId = this.#scene.requestOf(actor);
    await this.#world.change(actor, act, { ...fields[act], invoices } as ChangeBody, { requestId, pages });
  }

  /** Two issues on one lane, endorsed before either is ordered: the second must lose. */
  async #race(): Promise<void> {
    const seller = this.#seller();
    const call = () => issueCall(this.#world, seller, [this.#scene.draftBy(seller)]);
    await this.#twin.race([1, 2].map(() => ({ identity: this.#world.operator, call: call() })));
  }

  /** Mostly one of the two who have a lane, now and then by a further key. */
  #seller(): Participant {
    const { till } = this.#parts.arrangements;
    if (till !== undefined && this.#random.chance(0.2)) return till;
    return this.#random.chance(0.9) ? this.#scene.seller() : this.#scene.company();
  }
}
