import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson, type Json, type Operation, requestText, statementText } from '@fapiao-ledger/core';
import type { Locator, Page, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { inTurn, Seeded } from '../support/seeded.ts';
import { agree, WalletWorld } from './wallet-world.ts';

const ALTERATIONS = 100;
const STRANGER = enterpriseCode(4_711);
const OTHER_NUMBER = '26442000000000099999';

describe.skipIf(CHROMIUM === undefined)(
  'the wallet at a hostile gateway, in Chromium (needs chromium)',
  () => {
    let world: WalletWorld;
    let numbers: readonly string[];
    beforeAll(async () => {
      world = await WalletWorld.start(await openBrowser());
      numbers = [await world.issue(), await world.issue(enterprise(world.company.code))];
    });
    afterAll(async () => await world.close());

    test(`signs nothing but what it has shown, in ${ALTERATIONS} alterations`, async () => {
      const random = new Seeded();
      const page = await world.open({ locale: 'en-GB' });
      const hostile = await HostileAnswers.begin(page, random);
      const signatures = new Signatures(world, page);
      const asked = new Map(ACTS.map((act) => [act, 0]));
      for (let round = 0; round < ALTERATIONS; round += 1) {
        const act = inTurn(round, ACTS);
        const given = await act(page, {
          number: random.pick(numbers),
          to: personId(1_000 + round),
          company: enterpriseCode(1_000 + round),
        });
        if (given === undefined) continue;
        asked.set(act, (asked.get(act) ?? 0) + 1);
        signatures.shown(await agree(page), given);
        await page.waitForSelector('[role=status] .notice');
        await signatures.requireShown();
      }
      const counts = [...asked.values()];
      console.info(
        `${hostile.altered} values altered; of ${ALTERATIONS} rounds shown and signed: ${counts.join(', ')}`,
      );
      expect(hostile.altered).toBeGreaterThan(ALTERATIONS);
      for (const count of counts) expect(count).toBeGreaterThan(ALTERATIONS / 20);
      const open = await repeatOpenOnes(page);
      await signatures.requireShown();
      console.info(`${open} requests stayed open, and the first was sent again as it was shown`);
      expect(open).toBeGreaterThan(0);
      await page.context().close();
    });

    test('shows the company that a gateway names as the buyer before anything is signed', async () => {
      const page = await world.open({ locale: 'en-GB' });
      await page.route('**/v1/invoices/*', async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { invoice: object };
        const buyer = { type: 'ENTERPRISE', code: STRANGER, name: '他人公司' };
        await route.fulfill({ response, json: { ...answer, invoice: { ...answer.invoice, buyer } } });
      });
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      await page.goto(`${world.gateway.url}/#/held/${numbers[0] ?? ''}`);
      await page.click('a.primary');
      await page.waitForSelector('#party');
      await expect.poll(async () => await page.inputValue('#party')).toBe(STRANGER);
      await page.click('form [type=submit]');
      await page.waitForSelector('.confirm');
      expect(await page.textContent('.confirm')).toContain(STRANGER);
      await page.click('.confirm .plain');
      await page.waitForSelector('text=Nothing was signed');
      expect(sent).toEqual([]);
      await page.context().close();
    });
  },
);

/** What the person wants in a round. */
interface Wish {
  readonly number: string;
  readonly to: string;
  readonly company: string;
}

/** What the person saw and gave before the question: each of it must be what is asked. */
type Given = readonly string[];

/** Opens an invoice by its address, and passes it on to a taxpayer whose code is typed. */
async function pass(page: Page, { number, to }: Wish): Promise<Given | undefined> {
  await open(page, `/held/${number}`);
  await page.waitForSelector('.as-of');
  await open(page, `/held/${number}/pass`);
  await page.fill('#party', to);
  return (await isAsked(page)) ? [number, to] : undefined;
}

/** Chooses an invoice in the list, whose numbers the gateway alters, and passes it on. */
async function passFromList(page: Page, { to }: Wish): Promise<Given | undefined> {
  await open(page, '/held');
  await page.waitForSelector('.as-of button:enabled');
  const card = page.locator('a.invoice').first();
  const address = (await card.getAttribute('href')) ?? '';
  const number = await numberOn(card);
  await open(page, `${address.slice(1)}/pass`);
  await page.fill('#party', to);
  return (await isAsked(page)) ? [number, to] : undefined;
}

/** Hands an invoice in at the company that stands in the form, which may come from an answer. */
async function handIn(page: Page, { number, company: wished }: Wish): Promise<Given | undefined> {
  await open(page, `/held/${number}`);
  await page.waitForSelector('.as-of');
  await open(page, `/held/${number}/hand-in`);
  await page.waitForSelector('#party');
  if ((await page.inputValue('#party')) === '') await page.fill('#party', wished);
  const company = await page.inputValue('#party');
  return (await isAsked(page)) ? [number, company] : undefined;
}

/** Opens the code of a taxpayer, and then an invoice of the list for it. */
async function passByCode(page: Page, { to }: Wish): Promise<Given | undefined> {
  await open(page, `party=${to}&name=Li`);
  await page.waitForSelector('.as-of button:enabled');
  const card = page.locator('a[href*="/pass"]').first();
  // The gateway may have left no invoice to choose.
  if ((await card.count()) === 0) return undefined;
  const number = await numberOn(card);
  await open(page, ((await card.getAttribute('href')) ?? '').slice(1));
  await expect.poll(async () => await page.inputValue('#party')).toBe(to);
  return (await isAsked(page)) ? [number, to] : undefined;
}

/** Returns the number that a card of the list shows. */
async function numberOn(card: Locator): Promise<string> {
  return /[0-9]{20}/.exec((await card.locator('.number').textContent()) ?? '')?.[0] ?? 'none';
}

const ACTS = [pass, passFromList, handIn, passByCode];

async function open(page: Page, fragment: string): Promise<void> {
  await page.goto(page.url().replace(/#.*/, `#${fragment}`));
}

/** Sends the form. Returns whether the wallet asks; it does not for a party that cannot be one. */
async function isAsked(page: Page): Promise<boolean> {
  await page.click('form [type=submit]');
  await page.waitForSelector('.confirm, form .error, [role=status] .notice');
  return (await page.locator('.confirm').count()) > 0;
}

/** Asks again for every request whose outcome is unknown, and returns how many there were. */
async function repeatOpenOnes(page: Page): Promise<number> {
  await open(page, '/records');
  const buttons = page.getByRole('button', { name: 'Ask again' });
  await buttons.first().waitFor();
  const count = await buttons.count();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await buttons.first().click();
  await sent;
  return count;
}

/** What a hostile gateway says of an act: refusals that it invents, answers that fit to nothing, and none. */
const OUTCOMES: readonly ((route: Route) => Promise<void>)[] = [
  async (route) => await route.fulfill(problem(403, 'NOT_THE_HOLDER')),
  async (route) => await route.fulfill(problem(409, 'REQUEST_OTHER_CONTENT')),
  async (route) => await route.fulfill(problem(403, 'KEY_EPOCH')),
  async (route) => await route.fulfill({ json: { status: { state: 'OPEN', holder: STRANGER } } }),
  async (route) => await route.fulfill({ json: { number: OTHER_NUMBER, to: STRANGER } }),
  async (route) => await route.fulfill({ json: {} }),
];
const LOST: readonly ((route: Route) => Promise<void>)[] = [
  async (route) => await route.fulfill({ json: null }),
  async (route) => await route.fulfill({ contentType: 'text/html', body: '<p>done</p>' }),
  async (route) => await route.abort(),
];

function problem(status: number, code: string): Parameters<Route['fulfill']>[0] {
  return {
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ code, title: '', status, detail: 'no' }),
  };
}

/** Alters values, entries and places of every answer. */
class HostileAnswers {
  altered = 0;
  readonly #random: Seeded;

  private constructor(random: Seeded) {
    this.#random = random;
  }

  static async begin(page: Page, random: Seeded): Promise<HostileAnswers> {
    const hostile = new HostileAnswers(random);
    await page.route('**/v1/**', async (route) => await hostile.#answer(route));
    return hostile;
  }

  async #answer(route: Route): Promise<void> {
    if (route.request().method() !== 'GET') {
      // A lost answer is repeated for seconds, so few are.
      await this.#random.pick(this.#random.chance(0.05) ? LOST : OUTCOMES)(route);
      return;
    }
    const response = await route.fetch();
    if (response.ok()) await route.fulfill({ response, json: this.#alter(await response.json()) });
    else await route.fulfill({ response });
  }

  #alter(value: unknown): unknown {
    if (Array.isArray(value)) return this.#alterList(value).map((part) => this.#alter(part));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#alter(part)]));
    // Most values stay, so that the page has something to show.
    if (typeof value !== 'string' || !this.#random.chance(0.1)) return value;
    return this.#count(this.#otherText(value), value);
  }

  /** Entries change their places, stand twice, or are gone. */
  #alterList(list: readonly unknown[]): readonly unknown[] {
    if (list.length < 2 || !this.#random.chance(0.3)) return list;
    const place = this.#random.whole(0, list.length - 1);
    const others = list.filter((_, index) => index !== place);
    return this.#count(
      this.#random.pick([others, [...others, list[place]], [list[place], list[place], ...others]]),
      list,
    );
  }

  #count<T>(other: T, value: T): T {
    if (other !== value) this.altered += 1;
    return other;
  }

  #otherText(text: string): string {
    if (/^-?[0-9]+\.[0-9]{2}$/.test(text)) return `${this.#random.whole(1, 99_999)}.00`;
    if (/^[0-9]{20}$/.test(text)) return OTHER_NUMBER;
    if (/^[0-9A-Z]{18}$/.test(text)) return STRANGER;
    if (/^[0-9a-f]{16,64}$/.test(text)) return 'ab'.repeat(text.length / 2);
    return text;
  }
}

interface Signed {
  readonly operation: Operation;
  readonly body: Readonly<Record<string, Json>>;
}

/** All statements that leave a page, each compared with what was shown of its request before. */
class Signatures {
  readonly #world: WalletWorld;
  readonly #sent: Request[] = [];
  readonly #shown: { readonly text: string; readonly given: Given }[] = [];
  readonly #bodies = new Map<string, string>();

  constructor(world: WalletWorld, page: Page) {
    this.#world = world;
    page.on('request', (request) => {
      if (request.method() === 'POST') this.#sent.push(request);
    });
  }

  /** Keeps what the person has agreed to. */
  shown(text: string, given: Given): void {
    this.#shown.push({ text, given });
  }

  /** Requires of the statements sent since the last call that they are about what was shown, for the ledger of the first contact. */
  async requireShown(): Promise<void> {
    for (const request of this.#sent.splice(0)) await this.#requireOne(request);
  }

  async #requireOne(request: Request): Promise<void> {
    const signed = signedIn(request);
    const requestId = request.headers()['idempotency-key'] as string;
    const before = this.#bodies.get(requestId);
    const content = canonicalJson(signed);
    if (before === undefined) this.#requireLastShown(signed);
    else expect(content).toBe(before);
    this.#bodies.set(requestId, content);
    await this.#requireSignature(request, signed);
  }

  /** The body has the values that the person saw and gave, and the question had them all. */
  #requireLastShown({ body }: Signed): void {
    const { text, given } = this.#shown.at(-1) as { text: string; given: Given };
    expect(leavesOf(body).toSorted()).toEqual([...given].toSorted());
    const { person, gateway } = this.#world;
    for (const value of [...given, person.code, gateway.home.trust.ledger]) expect(text).toContain(value);
  }

  async #requireSignature(request: Request, { operation, body }: Signed): Promise<void> {
    const headers = await request.allHeaders();
    const { person, gateway } = this.#world;
    const { ledger, chaincode: contract } = gateway.home.trust;
    const requestId = headers['idempotency-key'] as string;
    const text = requestText({ actor: person.code, operation, requestId, body });
    const digest = createHash('sha256').update(text).digest('hex');
    const keyEpoch = headers['fapiao-key-epoch'] as string;
    const notAfter = headers['fapiao-not-after'] as string;
    const statement = Buffer.from(statementText({ ledger, contract, keyEpoch, notAfter }, digest));
    const signature = Buffer.from(headers['fapiao-signature'] as string, 'base64');
    expect(verify('sha256', statement, createPublicKey(person.certificate), signature)).toBe(true);
  }
}

/** Returns the signed body, whose fields a route spreads over path and body. */
function signedIn(sent: Request): Signed {
  const body = JSON.parse(sent.postData() ?? '{}') as Record<string, Json>;
  const [, number = '', act] = /^\/v1\/invoices\/([0-9]{20})\/(transfer|lock)$/.exec(
    new URL(sent.url()).pathname,
  ) as RegExpExecArray;
  return { operation: act as Operation, body: { ...body, invoices: [{ number }] } };
}

function leavesOf(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap((part) => leavesOf(part as Json));
}
