import { BUREAU_MSP, type Json, type Operation, RULE_SET_2026_12 } from '@fapiao-ledger/core';
import { callBy } from '../support/replay-story.ts';
import { newKey } from '../support/scoped-keys.ts';
import { inTurn } from '../support/seeded.ts';
import type { Signing } from '../support/signed-calls.ts';
import { oldMonth } from './drafts.ts';
import type { Placed, RandomScene } from './random-scene.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 28_800_000;

/** Acts of the bureau and its officers, sensible ones and others. */
export class RandomBureau {
  readonly #scene: RandomScene;
  readonly frozen: Placed[] = [];
  readonly officers: Signing[] = [];
  #turn: number;

  constructor(scene: RandomScene) {
    this.#scene = scene;
    this.#turn = scene.sequence * 6;
  }

  /** Publishes a rule set from today that lets an election end at once, unless an earlier sequence has done so. */
  async prepare(): Promise<void> {
    if (this.#scene.sequence === 0) await this.#publish('elections', 0);
  }

  async next(): Promise<void> {
    const acts = [
      () => this.#freeze(),
      () => this.#registerOfficer(),
      () => this.#grantSegment(),
      () => this.#grantCredit(),
      () => this.#revokeOfficer(),
      () => this.#returnNumbers(),
      () => this.#freeze(),
      () => this.#release(),
      () => this.#amend(),
      () => this.#close(),
      () => this.#setCheckPage(),
      () => this.#publish(String(this.#turn), this.#scene.random.whole(-1, 700)),
    ];
    await inTurn(this.#turn++, acts)();
  }

  /** By any officer, also by those that were revoked or may not do so. */
  async #grantCredit(): Promise<void> {
    const { random, world } = this.#scene;
    const net = `${random.whole(1, 500_000)}.00`;
    const signing = random.pick([world.signingOfficer, ...this.officers]);
    const body = { seller: this.#scene.company().code, month: world.month, net };
    await world.submit(world.officer, callBy(world, signing, 'GrantCredit', body));
  }

  /** Of this year and of the year before, whose numbers can be returned. */
  async #grantSegment(year = Number(this.#scene.world.month.slice(2, 4))): Promise<void> {
    const { random, world } = this.#scene;
    const prefix = `${year - random.whole(0, 1)}44${random.whole(0, 9)}`;
    const count = random.whole(0, 300);
    const seller = this.#scene.company().code;
    await world.bureau('GrantSegment', { seller, profile: 'DIGITAL', prefix, count });
  }

  async #returnNumbers(): Promise<void> {
    const { random, world } = this.#scene;
    const year = String(Number(world.month.slice(0, 4)) - (random.chance(0.8) ? 1 : 0));
    const lanes = random.pick([[], ['main'], ['main', 'none']]);
    await world.bureau('ReturnNumbers', { seller: this.#scene.company().code, year, lanes });
  }

  async #amend(): Promise<void> {
    const status = this.#scene.random.pick(['ACTIVE', 'ACTIVE', 'SUSPENDED']);
    await this.#scene.world.bureau('AmendTaxpayer', { code: this.#scene.company().code, status });
  }

  async #close(): Promise<void> {
    const { random, sequence, world } = this.#scene;
    await world.bureau('ClosePeriod', { month: oldMonth(sequence, random) });
  }

  async #setCheckPage(): Promise<void> {
    const { random, world } = this.#scene;
    await world.bureau('SetCheckPage', random.chance(0.5) ? {} : { checkPage: 'https://check.example/' });
  }

  async #publish(version: string, days: number): Promise<void> {
    const { sequence, world } = this.#scene;
    const validFrom = new Date(world.now() + SHANGHAI_MS + days * DAY_MS).toISOString().slice(0, 10);
    await world.bureau('PublishRuleSet', {
      ...RULE_SET_2026_12,
      version: `${sequence}.${version}`,
      validFrom,
      levyMonths: 0,
    } as unknown as Json);
  }

  async #freeze(): Promise<void> {
    const { number, page } = this.#scene.invoice();
    const body = { number, reason: 'under review' };
    await this.#scene.world.bureau('FreezeInvoice', body, { located: { page } });
    this.frozen.push({ number, page });
  }

  async #release(): Promise<void> {
    const frozen = this.#scene.random.chance(0.8) ? this.frozen.at(-1) : undefined;
    const { number, page } = frozen ?? this.#scene.invoice();
    await this.#scene.world.bureau('ReleaseInvoice', { number }, { located: { page } });
  }

  async #registerOfficer(): Promise<void> {
    const { random, sequence, world } = this.#scene;
    const code = `O-${sequence}-${random.whole(1, 3)}`;
    const { publicKey, identity } = newKey(BUREAU_MSP);
    const operations = random.pick<readonly Operation[] | undefined>([
      undefined,
      ['grant-credit'],
      ['freeze'],
    ]);
    const body = { code, publicKey, ...(operations && { operations }) };
    const { keyEpoch } = await world.bureau<{ keyEpoch: string }>('RegisterOfficer', body);
    this.officers.push({ code, keyEpoch, identity });
  }

  async #revokeOfficer(): Promise<void> {
    const { random, world } = this.#scene;
    const officer = random.chance(0.8) ? this.officers.at(-1) : undefined;
    const { code } = officer ?? world.signingOfficer;
    await world.bureau('RevokeOfficer', { code });
  }
}
