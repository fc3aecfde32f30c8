import type { NamedReturn } from '@fapiao-ledger/core';
import { arrange } from '../support/own-acts.ts';
import { ignoreRefusal } from '../support/refusal.ts';
import { decide, file, termsOf } from '../support/return-acts.ts';
import { registerTill, revokeTill, type Till } from '../support/scoped-keys.ts';
import type { Participant } from '../support/signed-calls.ts';
import { creditCode, oldMonth } from './drafts.ts';
import type { RandomScene } from './random-scene.ts';

/** What companies arrange for themselves: further keys, levies, own ids and returns. */
export class RandomArrangements {
  readonly #scene: RandomScene;
  /** The further key that was registered last, maybe revoked since. */
  till: Till | undefined;
  /** Returns that were filed, and one that was not. */
  readonly filed: NamedReturn[] = [{ taxpayer: creditCode(0), period: '2026-01' }];

  constructor(scene: RandomScene) {
    this.#scene = scene;
  }

  /** Registers or revokes a further key of a company. */
  async keys(): Promise<void> {
    const { random, world } = this.#scene;
    const company = this.#scene.seller();
    const name = `till-${random.whole(1, 3)}`;
    if (random.chance(0.4)) await this.#revoke(company, name);
    else this.till = await registerTill(world, company, { name, amountMax: '5000.00' });
  }

  /** Revokes the key that was registered last, or one that may not be there. */
  async #revoke(company: Participant, name: string): Promise<void> {
    const { random, world } = this.#scene;
    const till = random.chance(0.8) ? this.till : undefined;
    if (till === undefined) await revokeTill(world, company, name);
    else await revokeTill(world, this.#scene.known(till.code), till.key.name);
  }

  /** A company elects a levy row, and mostly ends the election at once: until then its other rates are refused. */
  async levy(): Promise<void> {
    const { random, world } = this.#scene;
    const company = this.#scene.company();
    const row = random.pick(['L03', 'L03', 'L03', 'L99']);
    const since = random.chance(0.8) ? world.month : oldMonth(0, random);
    await arrange(world, company, 'elect-levy', { row, since }).catch(ignoreRefusal);
    if (random.chance(0.8)) await arrange(world, company, 'end-levy', {});
  }

  /** A seller has the ledger refuse an own id that it has used, or ends that, and issues twice under one own id. */
  async strictRefs(): Promise<void> {
    const { random, world } = this.#scene;
    const seller = this.#scene.seller();
    await arrange(world, seller, 'set-strict-refs', { strict: random.chance(0.7) });
    const draft = { ...this.#scene.draftBy(seller), ref: `order-${random.whole(1, 3)}` };
    for (let time = 0; time < 2; time += 1) {
      const { page, first } = await world.issue(seller, [draft]);
      this.#scene.pages.push({ first: page, numbers: [first] });
    }
  }

  /** A company files a return of an old month, and the bureau decides it. */
  async file(): Promise<void> {
    const { random, sequence, world } = this.#scene;
    const input = random.pick(['0.00', '1.00']);
    const terms = termsOf(oldMonth(sequence, random), { input });
    const company = this.#scene.company();
    const { filed } = await file(world, company, terms);
    this.filed.push({ taxpayer: company.code, period: terms.period });
    const differs = { figure: 'input', filed: input, computed: '2.00' };
    await decide(world, filed, random.chance(0.5) ? undefined : differs);
  }
}
