import { EventEmitter, once } from 'node:events';
import { deflateRawSync } from 'node:zlib';
import {
  type BuyerJson,
  type ContentJson,
  canonicalJson,
  confirmUse,
  type DraftJson,
  encodeDrafts,
  encodePage,
  type Fen,
  formatInstant,
  formatYuan,
  freeze,
  headOfPage,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  invoiceOfPage,
  type Json,
  lock,
  monthOf,
  numberAt,
  type PageJson,
  parseYuan,
  redeem,
  release,
  shanghaiDate,
  stateKey,
  statusAt,
  type TaxpayerJson,
  totalsOf,
  transfer,
  unlock,
} from '@fapiao-ledger/core';
import type { LedgerBlock, LedgerClient, LedgerTransaction } from '@fapiao-ledger/network/ledger-client';
import { enterpriseCode, personId } from './drafts.ts';
import { generateRed } from './generated-red.ts';
import { Seeded } from './seeded.ts';

type Write = LedgerTransaction['writes'][number];

/** An invoice in its present state, for oracles. */
export interface KnownInvoice {
  readonly invoice: InvoiceJson;
  readonly page: string;
  readonly block: bigint;
  status: InvoiceStatusJson;
}

export interface Generation {
  readonly seed?: number;
  readonly channel?: string;
  /** Largest number of invoices of a page. */
  readonly pageMax?: number;
  readonly transactionsMax?: number;
  /** Makes the drafts; in its absence they have 1 to 3 lines of one article, of any amount. */
  readonly draft?: () => Omit<DraftJson, 'seller'>;
}

/** Goods and two kinds of services. */
const TAX_CLASSES = ['1090511030000000000', '3040201010000000000', '3070401000000000000'];

const START = Date.UTC(2026, 0, 1, 2) / 1000;
export const REGIONS = [
  '440305',
  '440306',
  '440106',
  '441900',
  '310115',
  '310104',
  '110108',
  '500105',
  '810001',
];
const RATES = ['0.13', '0.09', '0.06', '0.03', '0.015', '0'];
const LOCK_DAYS = 30;

export const SELLERS = REGIONS.map((region, index) => enterpriseCode(index + 1, region));
export const BUYERS = Array.from({ length: 20 }, (_, index) => enterpriseCode(100 + index, '440304'));
export const PERSONS = Array.from({ length: 8 }, (_, index) => personId(index + 1));

/**
 * Blocks such as the contract writes, from a seed, faster than any ledger makes them. Changes of an invoice go through
 * the core's own lifecycle. Every invoice is kept, for tests that compare.
 */
export class GeneratedLedger implements Pick<LedgerClient, 'blocks' | 'status'> {
  readonly channel: string;
  readonly chain: LedgerBlock[] = [];
  readonly invoices: KnownInvoice[] = [];
  readonly #random: Seeded;
  readonly #generation: Required<Pick<Generation, 'pageMax' | 'transactionsMax' | 'draft'>>;
  readonly #grown = new EventEmitter().setMaxListeners(0);
  readonly #running = new Map<string, bigint>();
  #now = START;

  constructor({ seed, channel = 'fapiao', ...generation }: Generation = {}) {
    const { pageMax = 20, transactionsMax = 4, draft = () => this.#draft() } = generation;
    this.channel = channel;
    this.#random = new Seeded(seed);
    this.#generation = { pageMax, transactionsMax, draft };
    this.#seal([this.#transaction(SELLERS.map(registration)), this.#transaction(BUYERS.map(registration))]);
  }

  /** Seconds since 1970 of the newest block. */
  get now(): number {
    return this.#now;
  }

  get height(): bigint {
    return BigInt(this.chain.length);
  }

  /** Adds blocks until there are so many invoices. */
  growTo(invoices: number): this {
    while (this.invoices.length < invoices) this.addBlock();
    return this;
  }

  addBlock(): LedgerBlock {
    this.#now += this.#random.whole(1, 90_000);
    const count = this.#random.whole(1, this.#generation.transactionsMax);
    return this.#seal(Array.from({ length: count }, () => this.#anyTransaction()));
  }

  async *blocks(from: bigint, signal: AbortSignal): AsyncGenerator<LedgerBlock> {
    for (let next = Number(from); !signal.aborted; next += 1) {
      while (this.chain[next] === undefined) {
        const aborted = await once(this.#grown, 'block', { signal }).catch(() => 'aborted');
        if (aborted === 'aborted') return;
      }
      yield this.chain[next] as LedgerBlock;
    }
  }

  async status(): Promise<{ height: bigint; channel: string; writable: boolean }> {
    return { height: this.height, channel: this.channel, writable: true };
  }

  #seal(transactions: readonly Omit<LedgerTransaction, 'position'>[]): LedgerBlock {
    const placed = transactions.map((transaction, position) => ({ ...transaction, position }));
    const block = { number: this.height, transactions: placed };
    this.chain.push(block);
    this.#grown.emit('block');
    return block;
  }

  #transaction(writes: readonly Write[], validationCode = 'VALID'): Omit<LedgerTransaction, 'position'> {
    const transactionId = Array.from({ length: 8 }, () => this.#random.whole(0, 0xffffffff))
      .map((part) => part.toString(16).padStart(8, '0'))
      .join('');
    return { transactionId, validationCode, timestamp: formatInstant(this.#now), writes };
  }

  #anyTransaction(): Omit<LedgerTransaction, 'position'> {
    if (this.#random.chance(0.05)) return this.#transaction([], 'MVCC_READ_CONFLICT');
    if (this.invoices.length > 0 && this.#random.chance(0.5)) return this.#change();
    return this.#issue();
  }

  /** Reverses an invoice as a whole or in part, if the ledger would let its seller. */
  #redLetter(known: KnownInvoice): Omit<LedgerTransaction, 'position'> {
    const status = statusAt(known.status, this.#now);
    const seller = known.invoice.seller.code;
    const [prefix, running] = this.#take(seller, 1);
    const wanted = { red: numberAt(prefix, running), at: this.#now, isWhole: this.#random.chance(0.6) };
    const { content, form, status: reversed } = generateRed({ ...known, status }, wanted);
    const transaction = this.#transaction([]);
    const page = this.#pageOf(wanted.red, seller, transaction.transactionId, [content]);
    known.status = reversed;
    this.#remember(page, page.first);
    const writes = [
      write(stateKey('LANE', seller, 'main'), { seller, lane: 'main' }),
      { key: stateKey('PAGE', page.first), value: pageBytes(page) },
      write(stateKey('REDFORM', form.number, String(form.sequence)), form),
      write(stateKey('REQUEST', seller, transaction.transactionId.slice(0, 16)), { digest: '0' }),
      write(stateKey('STATUS', form.number), reversed),
    ];
    return { ...transaction, writes };
  }

  /** Takes consecutive numbers of a seller. @returns their prefix, and the running value of the first */
  #take(seller: string, count: number): readonly [prefix: string, running: bigint] {
    const prefix = `26${seller.slice(2, 4)}${SELLERS.indexOf(seller) % 10}`;
    const running = this.#running.get(prefix) ?? 1n;
    this.#running.set(prefix, running + BigInt(count));
    return [prefix, running];
  }

  #pageOf(first: string, seller: string, transactionId: string, drafts: readonly ContentJson[]): PageJson {
    return {
      first,
      profile: 'DIGITAL',
      issuedAt: formatInstant(this.#now),
      date: shanghaiDate(this.#now),
      seller: { code: seller, name: nameOf(seller) },
      ruleSet: { version: '2026-01-01', hash: '0'.repeat(64) },
      transactionId,
      checkKey: transactionId,
      requests: [drafts],
    };
  }

  #issue(): Omit<LedgerTransaction, 'position'> {
    const random = this.#random;
    const seller = random.pick(SELLERS);
    const count = random.whole(1, this.#generation.pageMax);
    const [prefix, running] = this.#take(seller, count);
    const transaction = this.#transaction([]);
    const drafts = Array.from({ length: count }, () => ({ ...this.#generation.draft(), seller }));
    const page = this.#pageOf(numberAt(prefix, running), seller, transaction.transactionId, drafts);
    for (let index = 0; index < count; index += 1)
      this.#remember(page, numberAt(prefix, running + BigInt(index)));
    const writes = [
      write(stateKey('LANE', seller, 'main'), { seller, lane: 'main' }),
      { key: stateKey('PAGE', page.first), value: pageBytes(page) },
      write(stateKey('REQUEST', seller, transaction.transactionId.slice(0, 16)), { digest: '0' }),
    ];
    return { ...transaction, writes };
  }

  #remember(page: PageJson, number: string): void {
    const invoice = invoiceOfPage(page, number) as InvoiceJson;
    this.invoices.push({ invoice, page: page.first, block: this.height, status: initialStatus(invoice) });
  }

  #draft(): Omit<DraftJson, 'seller'> {
    const random = this.#random;
    const lines = Array.from({ length: random.whole(1, 3) }, () => {
      const net = BigInt(random.whole(1, random.chance(0.1) ? 4_000_000_000 : 100_000)) as Fen;
      const tax = ((net * BigInt(random.whole(0, 130))) / 1000n) as Fen;
      return {
        kind: 'NORMAL' as const,
        taxClass: TAX_CLASSES[Number(net % 3n)] as string,
        item: '*信息技术服务*系统维护',
        net: formatYuan(net),
        rate: random.pick(RATES),
        tax: formatYuan(tax),
      };
    });
    const totals = totalsOf(lines) as NonNullable<ReturnType<typeof totalsOf>>;
    const buyer = this.#buyer();
    const holder = buyer.type === 'PERSON' && random.chance(0.8) ? { holder: random.pick(PERSONS) } : {};
    const own = random.chance(0.4) ? { ref: `order-${random.whole(1, 40)}` } : {};
    return { type: random.chance(0.3) ? 'SPECIAL' : 'ORDINARY', buyer, lines, totals, ...holder, ...own };
  }

  #buyer(): BuyerJson {
    const kind = this.#random.whole(0, 9);
    if (kind < 3) return { type: 'PERSON' };
    if (kind === 3) return { type: 'BODY', name: '示范居民委员会' };
    const code = this.#random.pick(BUYERS);
    return { type: 'ENTERPRISE', code, name: nameOf(code) };
  }

  /** Gives one to three different invoices another status, whatever their state allows. */
  #change(): Omit<LedgerTransaction, 'position'> {
    const live = new Set(Array.from({ length: this.#random.whole(1, 3) }, () => this.#recentInvoice()));
    const chosen = [...live].filter(({ status }) => status.state !== 'RED');
    const [only] = chosen;
    const isOpen = only !== undefined && statusAt(only.status, this.#now).state === 'OPEN';
    if (isOpen && this.#random.chance(0.1)) return this.#redLetter(only);
    const writes = chosen.map((known) => {
      known.status = used(known.invoice, this.#nextStatus(known), this.#now);
      return write(stateKey('STATUS', known.invoice.number), known.status);
    });
    return this.#transaction(writes.sort((a, b) => (a.key < b.key ? -1 : 1)));
  }

  #recentInvoice(): KnownInvoice {
    const count = this.invoices.length;
    return this.invoices[this.#random.whole(Math.max(0, count - 200), count - 1)] as KnownInvoice;
  }

  #nextStatus({ invoice, status: stored }: KnownInvoice): InvoiceStatusJson {
    const random = this.#random;
    const at = this.#now;
    const status = statusAt(stored, at);
    if (status.state === 'FROZEN') return release(status);
    if (status.state === 'REDEEMED' || random.chance(0.1)) return freeze(status, at);
    if (status.lock !== undefined) return this.#bookOrGiveUp(status, status.lock.company);
    if (random.chance(0.4)) return transfer(status, status.holder, random.pick([...BUYERS, ...PERSONS]));
    const company = (invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code) ?? random.pick(BUYERS);
    const claimed = { ...invoice, buyer: { type: 'PERSON' as const } };
    const claim = { actor: status.holder, company, at, lockDays: LOCK_DAYS, personTitleClaimable: true };
    return lock(claimed, status, claim);
  }

  #bookOrGiveUp(status: InvoiceStatusJson, company: string): InvoiceStatusJson {
    if (this.#random.chance(0.3)) return unlock(status, company);
    const rest = parseYuan(status.rest);
    const amount = this.#random.chance(0.5) || rest < 2n ? rest : ((rest / 2n) as Fen);
    return redeem(status, { actor: company, amount, at: this.#now });
  }
}

/** Returns a status in which the buyer of each second special invoice has confirmed its use. The number decides, so that chance stays as it was. */
function used(invoice: InvoiceJson, status: InvoiceStatusJson, at: number): InvoiceStatusJson {
  const { buyer, type, date, number } = invoice;
  const last = Number(number.at(-1));
  const isUsable = status.use === undefined && !['FROZEN', 'RED'].includes(status.state);
  if (buyer.type !== 'ENTERPRISE' || type !== 'SPECIAL' || last % 2 === 1 || !isUsable) return status;
  const purpose = last % 4 === 0 ? 'DEDUCTION' : 'NO_DEDUCTION';
  return confirmUse(invoice, status, { actor: buyer.code, purpose, period: monthOf(date), at }, {});
}

function nameOf(code: string): string {
  return `示例企业${code.slice(-6)}`;
}

function registration(code: string): Write {
  const kind = 'GENERAL' as const;
  const taxpayer: TaxpayerJson = {
    code,
    kind,
    status: 'ACTIVE',
    name: nameOf(code),
    mspId: 'PlatformMSP',
    publicKey: '',
    keyEpoch: '',
  };
  return write(stateKey('TAXPAYER', code), taxpayer);
}

/** Returns the bytes of a page as the contract stores them. */
export function pageBytes(page: PageJson): Uint8Array {
  const blocks = page.requests.map((drafts) => encodeDrafts(drafts as unknown as readonly Json[]));
  return encodePage(headOfPage(page), blocks, deflateRawSync);
}

function write(key: string, document: unknown): Write {
  return { key, value: Buffer.from(canonicalJson(document), 'utf8') };
}
