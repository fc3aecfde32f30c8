import { join } from 'node:path';
import { GatewayClient } from '@fapiao-ledger/client';
import type { Row } from '@fapiao-ledger/client/drafts';
import type { DraftJson, InvoiceViewJson, Json } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Openings } from '../../cli/src/drafts/openings.ts';
import { clientIdentity } from '../../cli/src/identity/identity-file.ts';
import { importDrafts } from '../../cli/src/imports/import-drafts.ts';
import { ImportReport } from '../../cli/src/imports/import-report.ts';
import { issuingMeans } from '../../cli/src/imports/issuing-means.ts';
import { Outcomes } from '../../cli/src/requests/outcomes.ts';
import { ProvedSettlement } from '../../cli/src/requests/settlement.ts';
import { BUYER } from '../support/draft.ts';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import { HostileGateway, type Lie } from '../support/hostile-gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { SEED, Seeded } from '../support/seeded.ts';

const SEEDS = Number(process.env.TEST_HOSTILE_SEEDS ?? 15);
const PAGE_MAX = 5;
/** Number of times that a user starts an import again before changing the gateway. */
const STARTS_MAX = 4;

let gateway: TestGateway;
/** All false statements about issued invoices. */
const lies: Lie[] = [];

beforeAll(async () => {
  gateway = await TestGateway.start({ clock: new ManualClock(new Date()) });
});

afterAll(async () => {
  await gateway.close();
});

describe('an import through a gateway that lies', () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => SEED + index);

  it.each(seeds)('issues nothing twice, loses nothing and notices every lie: seed %i', async (seed) => {
    const attack = await Attack.begin(seed);
    try {
      await attack.importUntilSettled();
      await attack.check();
    } finally {
      await attack.end();
    }
  });

  it('was lied to', () => {
    expect(new Set(lies.map(({ claim }) => claim))).toEqual(new Set(['refused', 'other numbers']));
    // The order of pages under way decides how often; 14 to 27 times with 15 seeds.
    expect(lies.length).toBeGreaterThan(SEEDS / 3);
  });
});

/** One import of one seller, through one hostile gateway. */
class Attack {
  readonly #seller: MerchantClient;
  readonly #hostile: HostileGateway;
  readonly #file: string;
  readonly #rows: readonly Row[];
  readonly #wrong: ReadonlySet<number>;
  readonly #noticed = new Set<string>();
  readonly #segment: { readonly prefix: string; readonly next: number };

  private constructor(
    seller: MerchantClient,
    hostile: HostileGateway,
    random: Seeded,
    place: { file: string; segment: { prefix: string; next: number } },
  ) {
    this.#seller = seller;
    this.#hostile = hostile;
    this.#file = place.file;
    this.#segment = place.segment;
    const lines = Array.from({ length: random.whole(12, 40) }, (_, index) => index + 1);
    this.#wrong = new Set(lines.filter(() => random.chance(0.08)));
    this.#rows = lines.map((line) => ({ line, text: '', isJson: false, read: () => this.#draft(line) }));
  }

  static async begin(seed: number): Promise<Attack> {
    const random = new Seeded(seed);
    const seller = await gateway.company();
    const { month } = gateway;
    await gateway.act('/v1/bureau/credits', { seller: seller.code, month, net: '10000000.00' });
    const grant = {
      seller: seller.code,
      profile: 'DIGITAL',
      prefix: `${month.slice(2, 4)}442`,
      count: 100_000,
    };
    const segment = await gateway.act<{ prefix: string; next: number }>('/v1/bureau/segments', grant);
    // Gives the lane numbers, which a gateway that submits by itself could not do.
    expect((await seller.issue(draftOf(seller.code, enterprise(BUYER)))).status).toBe(201);
    const { url, home } = gateway;
    const hostile = await HostileGateway.open({ random, url, home, seller: seller.code });
    const file = join(await temporaryFolder(), 'report.jsonl');
    return new Attack(seller, hostile, random, { file, segment });
  }

  /** Starts the import again after each failure, at last with an honest gateway. */
  async importUntilSettled(): Promise<void> {
    for (let start = 1; start <= STARTS_MAX; start += 1) {
      const isThrough = await this.#import();
      lies.push(...this.#hostile.lies);
      const unnoticed = this.#hostile.lies.splice(0).filter(({ requestId }) => !this.#noticed.has(requestId));
      // An import that fails must say so: the merchant is not misled.
      if (isThrough) expect(unnoticed, 'every lie about what was issued is noticed').toEqual([]);
      if (isThrough) break;
    }
    this.#hostile.isHonest = true;
    if (!(await this.#import())) throw new Error('the import does not end with an honest gateway');
    await this.#hostile.release();
  }

  async check(): Promise<void> {
    const report = await this.#report();
    const onLedger = await this.#invoices();
    const lines = onLedger.map(({ line }) => line);
    expect(lines, 'nothing is issued twice').toEqual([...new Set(lines)]);
    expect(onLedger, 'the report says what the ledger says').toEqual(
      [...report.issued.values()]
        .map(({ line, number, checkCode }) => ({ line, number, checkCode }))
        .sort(byNumber),
    );
    const settled = [...report.issued.keys(), ...report.refused.keys()];
    expect(settled.sort(byLine), 'nothing is lost').toEqual(this.#rows.map(({ line }) => line));
    expect([...this.#wrong].filter((line) => !report.refused.has(line))).toEqual([]);
  }

  async end(): Promise<void> {
    await this.#hostile.close();
  }

  /** @returns whether it succeeded */
  async #import(): Promise<boolean> {
    const report = await this.#report();
    const means = issuingMeans(this.#parts());
    return await importDrafts(this.#rows, {
      report,
      pageMax: PAGE_MAX,
      check: () => undefined,
      settled: () => undefined,
      contradicted: (requestId) => void this.#noticed.add(requestId),
      ...means,
    }).then(
      () => true,
      () => false,
    );
  }

  #parts(): Parameters<typeof issuingMeans>[0] {
    const { code: actor, certificate, key } = this.#seller;
    const { channel } = gateway;
    const { ledger, trust } = gateway.home;
    const client = new GatewayClient({
      gateway: this.#hostile.address,
      channel,
      timeoutMs: 60_000,
      identity: clientIdentity({
        file: '',
        mspId: 'PlatformMSP',
        code: actor,
        role: 'taxpayer',
        certificate,
        key,
      }),
      ledger: async () => await Promise.resolve(ledger),
      pause: async () => await Promise.resolve(),
    });
    const outcomes = new Outcomes({ client, trust, actor, now: () => new Date(gateway.home.now()) });
    const settlement = new ProvedSettlement({
      client,
      outcomes,
      actor,
      pause: async () => await Promise.resolve(),
    });
    return { actor, settlement, openings: new Openings(this.#file), lane: undefined };
  }

  async #report(): Promise<ImportReport> {
    return await ImportReport.open(this.#file, {
      name: 'drafts',
      content: 'drafts',
      seller: this.#seller.code,
    });
  }

  /** Names every draft by its remark. */
  #draft(line: number): Json {
    const { code } = this.#seller;
    const draft: DraftJson = draftOf(code, enterprise(BUYER), {
      lines: [lineOfNet('100.00')],
      remark: `draft ${line}`,
    });
    const wrong = { ...draft.totals, gross: '1.00' };
    return (this.#wrong.has(line) ? { ...draft, totals: wrong } : draft) as unknown as Json;
  }

  /** Returns all that the seller has issued, in the order of numbers, without the invoice that opened the lane. */
  async #invoices(): Promise<readonly { line: number; number: string; checkCode: string }[]> {
    const found: { line: number; number: string; checkCode: string }[] = [];
    for (let next = this.#segment.next + 1; ; next += 1) {
      const number = this.#segment.prefix + String(next).padStart(15, '0');
      const { status, body } = await this.#seller.get<InvoiceViewJson>(`/v1/invoices/${number}`);
      if (status !== 200) return found;
      const { remark = '', checkCode } = body.invoice;
      found.push({ line: Number(remark.replace('draft ', '')), number, checkCode });
    }
  }
}

function byNumber(one: { number: string }, other: { number: string }): number {
  return one.number < other.number ? -1 : 1;
}

function byLine(one: number, other: number): number {
  return one - other;
}
