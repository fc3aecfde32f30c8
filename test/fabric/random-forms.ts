import {
  type InvoiceViewJson,
  isRunning,
  type RedFormJson,
  type RedLetterResult,
  type RequestBodies,
  redFormDigest,
} from '@fapiao-ledger/core';
import type { RedLetterOperation } from '../support/ledger-world.ts';
import { partsWanted } from '../support/red-wishes.ts';
import { ignoreRefusal } from '../support/refusal.ts';
import { inTurn } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';
import { draftOf } from './drafts.ts';
import type { Placed, RandomScene } from './random-scene.ts';

/** A form as statements name it. */
interface Named {
  readonly number: string;
  readonly sequence: number;
}

/** Acts about red-letter forms, sensible ones and others. */
export class RandomForms {
  readonly #scene: RandomScene;
  /** Forms that there are, and one that is not. */
  readonly known: Named[] = [{ number: '1'.repeat(20), sequence: 1 }];
  /** Invoices with a form that ran when it was last seen. */
  readonly #waiting: Placed[] = [];
  #agreed = 0;

  constructor(scene: RandomScene) {
    this.#scene = scene;
  }

  /** A side of an invoice starts a form, or acts on the one that runs. */
  async sensible(): Promise<void> {
    const { random, world } = this.#scene;
    const { number, page } = (random.chance(0.6) ? this.#waiting.pop() : undefined) ?? this.#scene.invoice();
    const { invoice, status } = await world.read(number);
    const forms = status.reversal?.forms ?? 0;
    this.known.push({ number, sequence: Math.max(forms, 1) });
    const form = forms === 0 ? undefined : await world.redForm(number, forms);
    const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
    const bookers = status.redemptions.map(({ company }) => company);
    const sides = [invoice.seller.code, ...(buyer === undefined ? [] : [buyer]), ...bookers];
    const waiting = sides.filter((code) => form?.signers.includes(code) === false);
    const actor = this.#scene.known(random.pick(waiting.length > 0 ? waiting : sides));
    const isSeller = actor.code === invoice.seller.code;
    if (form === undefined || !isRunning(form)) await this.#start(actor, { invoice, status, page }, isSeller);
    else await this.#act(actor, form, page, isSeller);
  }

  /** A random participant acts on a form that may not be there. */
  async any(): Promise<void> {
    const { random } = this.#scene;
    const { number, page } = this.#scene.invoice();
    const named = { number, sequence: random.whole(1, 3) };
    await this.#end(this.#scene.participant(), random.pick(['issue', 'refuse', 'withdraw']), page, named);
  }

  /** A seller starts a form for a new invoice that its buyer uses or books, and the form ends in each of all ways in turn: chance rarely comes to that. */
  async agree(): Promise<void> {
    const { random, world } = this.#scene;
    const [seller, company] = [this.#scene.seller(), this.#scene.seller()];
    const { number, page } = await this.#issued(seller, company);
    await this.#taken(company, { number, page });
    const act = inTurn(this.#scene.sequence + this.#agreed++, ['issue', 'refuse', 'withdraw'] as const);
    // Without numbers in the lane, the form waits for its seller when both have confirmed it.
    const lane = act === 'issue' ? 'none' : random.pick(['main', 'none']);
    const start = { number, reason: random.pick(['01', '02', '04']), lane };
    const { form } = await this.#submit(seller, 'start-red-letter', page, start);
    const named = { number, sequence: form.sequence };
    if (random.chance({ issue: 0.9, refuse: 0.1, withdraw: 0.3 }[act])) {
      const terms = redFormDigest(form);
      await this.#submit(company, 'confirm-red-letter', page, { ...named, terms }).catch(ignoreRefusal);
    }
    await this.#end(act === 'refuse' ? company : seller, act, page, named);
    await world.redForm(number, form.sequence);
  }

  async #issued(seller: Participant, company: Participant): Promise<Placed> {
    const draft = { ...draftOf(seller, company), type: 'SPECIAL' } as const;
    const requestId = this.#scene.requestOf(seller);
    const { first, page } = await this.#scene.world.issue(seller, [draft], { requestId });
    this.#scene.pages.push({ first: page, numbers: [first] });
    return { number: first, page };
  }

  /** The buyer confirms the use of an invoice, once more after it has revoked that, or books a part of it after it has unlocked it once. */
  async #taken(company: Participant, { number, page }: Placed): Promise<void> {
    const { random, world } = this.#scene;
    const invoices = [{ number }];
    const options = { pages: [page] };
    if (random.chance(0.5)) {
      const use = { purpose: 'DEDUCTION', period: world.month, invoices };
      await world.change(company, 'confirm-use', use, options);
      if (random.chance(0.3)) return;
      await world.change(company, 'revoke-use', { invoices }, options);
      await world.change(company, 'confirm-use', use, options);
    } else {
      const lock = { company: company.code, invoices };
      await world.change(company, 'lock', lock, options);
      await world.change(company, 'unlock', { invoices }, options);
      await world.change(company, 'lock', lock, options);
      await world.change(company, 'redeem', { invoices: [{ number, amount: '0.01' }] }, options);
    }
  }

  async #start(
    actor: Participant,
    { invoice, status, page }: Pick<InvoiceViewJson, 'invoice' | 'status' | 'page'>,
    isSeller: boolean,
  ): Promise<void> {
    const { random } = this.#scene;
    const reason = random.pick(['01', '02', '03', '04', '04', '09']);
    const parts = invoice.lines.map(() =>
      random.chance(0.7)
        ? { share: random.pick([1_000, random.whole(1, 999)]), tax: 0, isQuantityWrong: false }
        : null,
    );
    const wanted = random.chance(0.5) ? [] : partsWanted({ invoice, status }, reason, parts);
    const lines = wanted.length === 0 ? {} : { lines: wanted };
    await this.#submit(actor, 'start-red-letter', page, {
      number: invoice.number,
      reason,
      ...lines,
      ...(isSeller ? { lane: random.pick(['main', 'main', 'none']) } : {}),
    });
  }

  async #act(actor: Participant, form: RedFormJson, page: string, isSeller: boolean): Promise<void> {
    const { random } = this.#scene;
    const named = { number: form.number, sequence: form.sequence };
    const terms = random.chance(0.95) ? redFormDigest(form) : '0'.repeat(64);
    const lane = isSeller ? { lane: 'main' } : {};
    const act = random.pick(['confirm', 'confirm', 'confirm', 'issue', 'refuse', 'withdraw'] as const);
    if (act === 'confirm')
      await this.#submit(actor, 'confirm-red-letter', page, { ...named, terms, ...lane });
    else await this.#end(actor, act, page, named);
  }

  async #end(
    actor: Participant,
    act: 'issue' | 'refuse' | 'withdraw',
    page: string,
    named: Named,
  ): Promise<void> {
    if (act === 'issue') await this.#submit(actor, 'issue-red-letter', page, { ...named, lane: 'main' });
    else await this.#submit(actor, `${act}-red-letter`, page, named);
  }

  async #submit<Of extends RedLetterOperation>(
    actor: Participant,
    operation: Of,
    page: string,
    body: RequestBodies[Of],
  ): Promise<RedLetterResult> {
    const requestId = this.#scene.requestOf(actor);
    const options = { requestId, pages: [page] };
    const result = await this.#scene.world.redLetter(actor, operation, body, options);
    const { form, red } = result;
    if (isRunning(form)) this.#waiting.push({ number: form.number, page });
    if (red !== undefined) this.#scene.pages.push({ first: red.number, numbers: [red.number] });
    return result;
  }
}
