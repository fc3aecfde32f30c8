import { randomUUID } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  type InvoiceViewJson,
  isRunning,
  type RedFormJson,
  type RedLetterResult,
  type RequestBodies,
  redFormDigest,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { personId } from '../support/drafts.ts';
import type { ChangeBody, LedgerWorld, RedLetterOperation } from '../support/ledger-world.ts';
import { partsWanted } from '../support/red-wishes.ts';
import { ignoreRefusal } from '../support/refusal.ts';
import { inTurn, type Seeded } from '../support/seeded.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';
import { creditCode, oldMonth, randomDraft } from './drafts.ts';
import { RandomArrangements } from './random-arrangements.ts';
import { type Page, RandomPayments } from './random-payments.ts';
import type { Twin } from './twin.ts';

type Change = 'transfer' | 'lock' | 'unlock' | 'redeem';

const UNKNOWN: Page = { first: '1'.repeat(20), numbers: ['1'.repeat(20)] };

/** A few companies, employees and what they have issued, on which random commands are tried, sensible ones and others. */
export class RandomCommands {
  readonly #world: LedgerWorld;
  readonly #twin: Twin;
  readonly #random: Seeded;
  readonly #companies: Participant[] = [];
  readonly #persons: Participant[] = [];
  readonly #pages: Page[] = [UNKNOWN];
  readonly #frozen: { readonly number: string; readonly page: string }[] = [];
  readonly #issues: { seller: Participant; requestId: string; drafts: readonly DraftJson[] }[] = [];
  readonly #forms: { readonly number: string; readonly sequence: number }[] = [
    { number: UNKNOWN.first, sequence: 1 },
  ];
  /** Invoices with a form that ran when it was last seen. */
  readonly #waiting: { readonly number: string; readonly page: string }[] = [];
  readonly #requests: { readonly actor: string; readonly requestId: string }[] = [];
  readonly #payments: RandomPayments;
  readonly #arrangements: RandomArrangements;
  readonly #sequence: number;
  readonly #turns = { govern: 0, read: 0 };
  #serial: number;

  constructor(world: LedgerWorld, twin: Twin, random: Seeded, sequence: number) {
    this.#world = world;
    this.#twin = twin;
    this.#random = random;
    this.#sequence = sequence;
    this.#payments = new RandomPayments(world, random, sequence);
    this.#arrangements = new RandomArrangements(world, random, sequence);
    this.#serial = sequence * 1000;
  }

  /** Two companies with lanes and an employee; the rest is up to chance. */
  async prepare(): Promise<void> {
    for (let count = 0; count < 2; count += 1) {
      const company = await this.#world.register(creditCode(this.#serial++), 'GENERAL');
      this.#companies.push(company);
      await this.#world.openLane(company, { credit: '300000.00', numbers: 500 }).catch(ignoreRefusal);
    }
    this.#persons.push(await this.#world.register(personId(this.#serial++), 'PERSON'));
  }

  async next(): Promise<void> {
    const weighted: readonly (readonly [number, () => Promise<void>])[] = [
      [1, () => this.#register()],
      [2, () => this.#govern()],
      [2, () => this.#issue()],
      [1, () => this.#issueAgain()],
      [2, () => this.#change()],
      [4, () => this.#sensibleChange()],
      [3, () => this.#sensibleForm()],
      [2, () => this.#anyForm()],
      [2, () => this.#agree()],
      [2, () => this.#use()],
      [1, () => this.#arrangements.keys(this.#seller())],
      [1, () => this.#arrangements.file(this.#company())],
      [1, async () => void this.#pages.push(...(await this.#payments.next(this.#seller(), this.#draftBy)))],
      [1, () => this.#race()],
      [2, () => this.#readAnything()],
    ];
    const commands = weighted.flatMap(([weight, command]) => Array.from({ length: weight }, () => command));
    await this.#random.pick(commands)().catch(ignoreRefusal);
  }

  async #register(): Promise<void> {
    if (this.#random.chance(0.3)) {
      this.#persons.push(await this.#world.register(personId(this.#serial++), 'PERSON'));
      return;
    }
    const code = this.#random.chance(0.8) ? creditCode(this.#serial++) : '91440300000000000X';
    const kind = this.#random.pick(['GENERAL', 'GENERAL', 'SMALL_SCALE'] as const);
    this.#companies.push(await this.#world.register(code, kind));
  }

  async #govern(): Promise<void> {
    const seller = this.#company().code;
    const { month } = this.#world;
    const prefix = `${month.slice(2, 4)}44${this.#random.whole(0, 9)}`;
    const net = `${this.#random.whole(1, 500_000)}.00`;
    const invoice = this.#invoice();
    const frozen = this.#random.chance(0.8) ? (this.#frozen.at(-1) ?? invoice) : invoice;
    const [name, argument] = inTurn(this.#sequence + this.#turns.govern++, [
      ['GrantCredit', { seller, month, net }],
      ['GrantSegment', { seller, profile: 'DIGITAL', prefix, count: this.#random.whole(0, 300) }],
      ['AmendTaxpayer', { code: seller, status: this.#random.pick(['ACTIVE', 'ACTIVE', 'SUSPENDED']) }],
      ['ClosePeriod', { month: oldMonth(this.#sequence, this.#random) }],
      ['SetCheckPage', this.#random.chance(0.5) ? {} : { checkPage: 'https://check.example/' }],
      ['FreezeInvoice', { number: invoice.number, reason: 'under review' }],
      ['ReleaseInvoice', { number: frozen.number }],
      ['ReleaseInvoice', { number: frozen.number }],
    ] as const);
    const { page } = name === 'FreezeInvoice' ? invoice : frozen;
    const isLocated = name === 'FreezeInvoice' || name === 'ReleaseInvoice';
    await this.#world.bureau(name, argument, isLocated ? { located: { page } } : {});
    if (name === 'FreezeInvoice') this.#frozen.push(invoice);
  }

  async #issue(): Promise<void> {
    const seller = this.#seller();
    const parties = this.#parties();
    const drafts = Array.from({ length: this.#random.whole(1, 4) }, () =>
      randomDraft(this.#random, seller, this.#random.chance(0.9) ? parties : this.#parties()),
    );
    const requestId = randomUUID();
    this.#issues.push({ seller, requestId, drafts });
    this.#requests.push({ actor: seller.code, requestId });
    const { invoices, page } = await this.#world.issue(seller, drafts, { requestId });
    this.#pages.push({ first: page, numbers: invoices.map(({ number }) => number) });
  }

  /** The same request once more, now and then with other content. */
  async #issueAgain(): Promise<void> {
    const known = this.#issues.at(-1);
    if (known === undefined) return;
    const { seller, requestId } = known;
    const drafts = this.#random.chance(0.7)
      ? known.drafts
      : [randomDraft(this.#random, seller, this.#parties())];
    await this.#world.issue(seller, drafts, { requestId });
  }

  /** A random participant does a random act to random invoices. */
  async #change(): Promise<void> {
    const act = this.#random.pick(['transfer', 'lock', 'unlock', 'redeem'] as const);
    await this.#submitChange(this.#participant(), act, this.#random.pick(this.#pages), {
      other: this.#participant().code,
      amount: `${this.#random.whole(0, 2000)}.00`,
    });
  }

  /** Who may do something to an invoice does it, to others of the page too. */
  async #sensibleChange(): Promise<void> {
    const page = this.#random.pick(this.#pages);
    const { invoice, status } = await this.#read<InvoiceViewJson>('invoice', 'ReadInvoice', {
      number: page.numbers[0] as string,
    });
    const isLocked = status.lock !== undefined;
    const actor = this.#known(status.lock?.company ?? status.holder);
    const act = this.#random.pick(
      isLocked ? (['redeem', 'redeem', 'unlock'] as const) : (['lock', 'lock', 'transfer'] as const),
    );
    const claimant = invoice.buyer.type === 'PERSON' ? this.#company().code : invoice.buyer.code;
    await this.#submitChange(actor, act, page, {
      other: act === 'lock' ? (claimant ?? '') : this.#participant().code,
      amount: this.#random.pick(['0.01', '1.00', status.rest]),
    });
  }

  /** The enterprise that an invoice is made out to confirms its use, or revokes that. */
  async #use(): Promise<void> {
    const { number, page } = this.#invoice();
    const { invoice, status } = await this.#read<InvoiceViewJson>('invoice', 'ReadInvoice', { number });
    const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
    const actor = this.#random.chance(0.9) ? this.#known(buyer ?? '') : this.#participant();
    const requestId = randomUUID();
    this.#requests.push({ actor: actor.code, requestId });
    const use = { purpose: 'DEDUCTION', period: this.#world.month, invoices: [{ number }] } as const;
    if (status.use === undefined)
      await this.#world.change(actor, 'confirm-use', use, { requestId, pages: [page] });
    if (this.#random.chance(0.5))
      await this.#world.change(actor, 'revoke-use', { invoices: use.invoices }, { pages: [page] });
  }

  /** A side of an invoice starts a red-letter form, or acts on the one that runs. */
  async #sensibleForm(): Promise<void> {
    const { number, page } = (this.#random.chance(0.6) ? this.#waiting.pop() : undefined) ?? this.#invoice();
    const { invoice, status } = await this.#read<InvoiceViewJson>('invoice', 'ReadInvoice', { number });
    const forms = status.reversal?.forms ?? 0;
    this.#forms.push({ number, sequence: Math.max(forms, 1) });
    const form = forms === 0 ? undefined : await this.#readForm(number, forms);
    const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
    const bookers = status.redemptions.map(({ company }) => company);
    const sides = [invoice.seller.code, ...(buyer === undefined ? [] : [buyer]), ...bookers];
    const waiting = sides.filter((code) => form?.signers.includes(code) === false);
    const actor = this.#known(this.#random.pick(waiting.length > 0 ? waiting : sides));
    const isSeller = actor.code === invoice.seller.code;
    if (form === undefined || !isRunning(form)) await this.#start(actor, { invoice, status, page }, isSeller);
    else await this.#actOnForm(actor, form, page, isSeller);
  }

  async #start(
    actor: Participant,
    { invoice, status, page }: Pick<InvoiceViewJson, 'invoice' | 'status' | 'page'>,
    isSeller: boolean,
  ): Promise<void> {
    const reason = this.#random.pick(['01', '02', '03', '04', '04', '09']);
    const parts = invoice.lines.map(() =>
      this.#random.chance(0.7)
        ? { share: this.#random.pick([1_000, this.#random.whole(1, 999)]), tax: 0, isQuantityWrong: false }
        : null,
    );
    const wanted = this.#random.chance(0.5) ? [] : partsWanted({ invoice, status }, reason, parts);
    const lines = wanted.length === 0 ? {} : { lines: wanted };
    await this.#submitForm(actor, 'start-red-letter', page, {
      number: invoice.number,
      reason,
      ...lines,
      ...(isSeller ? { lane: this.#random.pick(['main', 'main', 'none']) } : {}),
    });
  }

  async #actOnForm(actor: Participant, form: RedFormJson, page: string, isSeller: boolean): Promise<void> {
    const named = { number: form.number, sequence: form.sequence };
    const terms = this.#random.chance(0.95) ? redFormDigest(form) : '0'.repeat(64);
    const lane = isSeller ? { lane: 'main' } : {};
    const act = this.#random.pick(['confirm', 'confirm', 'confirm', 'issue', 'refuse', 'withdraw'] as const);
    if (act === 'confirm')
      await this.#submitForm(actor, 'confirm-red-letter', page, { ...named, terms, ...lane });
    else await this.#endForm(actor, act, page, named);
  }

  /** A company books an invoice, its seller starts a form, and the form ends in one of all ways. Acts of chance come to that too rarely. */
  async #agree(): Promise<void> {
    const { number, page } = this.#invoice();
    const { invoice, status } = await this.#read<InvoiceViewJson>('invoice', 'ReadInvoice', { number });
    const company = invoice.buyer.type === 'PERSON' ? this.#company() : this.#known(invoice.buyer.code ?? '');
    const one = { first: page, numbers: [number] };
    const book = { other: company.code, amount: this.#random.pick(['0.01', status.rest]) };
    await this.#submitChange(this.#known(status.holder), 'lock', one, book).catch(ignoreRefusal);
    await this.#submitChange(company, 'redeem', one, book).catch(ignoreRefusal);
    const seller = this.#known(invoice.seller.code);
    const lane = this.#random.pick(['main', 'none']);
    const start = { number, reason: this.#random.pick(['02', '04']), lane };
    const { form } = await this.#submitForm(seller, 'start-red-letter', page, start);
    const named = { number, sequence: form.sequence };
    if (this.#random.chance(0.8)) {
      const terms = redFormDigest(form);
      await this.#submitForm(company, 'confirm-red-letter', page, { ...named, terms }).catch(ignoreRefusal);
    }
    const act = this.#random.pick(['issue', 'issue', 'refuse', 'withdraw'] as const);
    await this.#endForm(act === 'refuse' ? company : seller, act, page, named);
  }

  async #endForm(
    actor: Participant,
    act: 'issue' | 'refuse' | 'withdraw',
    page: string,
    named: { readonly number: string; readonly sequence: number },
  ): Promise<void> {
    if (act === 'issue') await this.#submitForm(actor, 'issue-red-letter', page, { ...named, lane: 'main' });
    else await this.#submitForm(actor, `${act}-red-letter`, page, named);
  }

  /** A random participant acts on a form that may not be there. */
  async #anyForm(): Promise<void> {
    const { number, page } = this.#invoice();
    const named = { number, sequence: this.#random.whole(1, 3) };
    await this.#endForm(this.#participant(), this.#random.pick(['issue', 'refuse', 'withdraw']), page, named);
  }

  async #submitForm<Of extends RedLetterOperation>(
    actor: Participant,
    operation: Of,
    page: string,
    body: RequestBodies[Of],
  ): Promise<RedLetterResult> {
    const requestId = randomUUID();
    this.#requests.push({ actor: actor.code, requestId });
    const result = await this.#world.redLetter(actor, operation, body, { requestId, pages: [page] });
    const { form, red } = result;
    if (isRunning(form)) this.#waiting.push({ number: form.number, page });
    if (red !== undefined) this.#pages.push({ first: red.number, numbers: [red.number] });
    return result;
  }

  async #readForm(number: string, sequence: number): Promise<RedFormJson> {
    return await this.#read<RedFormJson>('invoice', 'ReadRedForm', { number, sequence });
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
    const requestId = randomUUID();
    const fields: Readonly<Record<Change, { readonly to?: string; readonly company?: string }>> = {
      transfer: { to: other },
      lock: { company: other },
      unlock: {},
      redeem: {},
    };
    const invoices = chosen.map((number) => (act === 'redeem' ? { number, amount } : { number }));
    const pages = chosen.map(() => first);
    this.#requests.push({ actor: actor.code, requestId });
    await this.#world.change(actor, act, { ...fields[act], invoices } as ChangeBody, { requestId, pages });
  }

  /** Two issues on one lane, endorsed before either is ordered: the second must lose. */
  async #race(): Promise<void> {
    const seller = this.#seller();
    const call = () => issueCall(this.#world, seller, [randomDraft(this.#random, seller, this.#parties())]);
    await this.#twin.race([1, 2].map(() => ({ identity: this.#world.operator, call: call() })));
  }

  async #readAnything(): Promise<void> {
    const seller = this.#company().code;
    const { number } = this.#random.pick([this.#invoice(), ...this.#frozen]);
    const unknown = { actor: seller, requestId: 'never-used' };
    const [contract, name, argument] = inTurn(this.#sequence + this.#turns.read++, [
      ['invoice', 'ReadInvoice', { number }],
      ['invoice', 'Attest', { number }],
      ['invoice', 'ReadHistory', { number }],
      ['invoice', 'ReadHistory', { number }],
      ['invoice', 'ReadRedForm', this.#random.pick(this.#forms)],
      ['invoice', 'ReadLane', { lane: 'main', seller }],
      ['invoice', 'ReadRequest', this.#random.pick([...this.#requests, unknown])],
      ['bureau', 'ReadCredit', { seller, month: this.#world.month }],
      ['bureau', 'ReadPolicy', undefined],
      ['taxpayer', 'ReadKeys', { code: seller }],
      ['taxpayer', 'ReadMandates', { seller }],
      ['bureau', 'ReadTaxpayer', { code: this.#participant().code }],
    ] as const);
    await this.#read(contract, name, argument);
  }

  async #read<T>(contract: ContractCall['contract'], name: string, argument: unknown): Promise<T> {
    const args = argument === undefined ? [] : [canonicalJson(argument)];
    const call = { contract, function: name, args };
    return JSON.parse(await this.#twin.evaluate(this.#world.operator, call)) as T;
  }

  /** Who buys, and who holds the invoice if it is not the buyer. */
  #parties(): { readonly buyer: Participant; readonly holder?: Participant; readonly isPerson: boolean } {
    const isPerson = this.#random.chance(0.2);
    const buyer = this.#company();
    return isPerson || this.#random.chance(0.3)
      ? { buyer, holder: this.#random.pick(this.#persons), isPerson }
      : { buyer, isPerson };
  }

  readonly #draftBy = (seller: Participant): DraftJson => randomDraft(this.#random, seller, this.#parties());

  /** Mostly one of the two who have a lane, now and then by a further key. */
  #seller(): Participant {
    const till = this.#arrangements.till;
    if (till !== undefined && this.#random.chance(0.2)) return till;
    return this.#random.chance(0.9)
      ? (this.#companies[this.#random.whole(0, 1)] as Participant)
      : this.#company();
  }

  #company(): Participant {
    return this.#random.pick(this.#companies);
  }

  #participant(): Participant {
    return this.#random.pick([...this.#companies, ...this.#persons]);
  }

  #known(code: string): Participant {
    return [...this.#companies, ...this.#persons].find((each) => each.code === code) ?? this.#participant();
  }

  #invoice(): { readonly number: string; readonly page: string } {
    const { first, numbers } = this.#random.pick(this.#pages);
    return { number: this.#random.pick(numbers), page: first };
  }
}
