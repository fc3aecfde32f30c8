import type { LedgerWorld } from '../support/ledger-world.ts';
import { decide, file, termsOf } from '../support/return-acts.ts';
import { registerTill, revokeTill, type Till } from '../support/scoped-keys.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';
import { oldMonth } from './drafts.ts';

/** What companies arrange for themselves: further keys and returns. */
export class RandomArrangements {
  readonly #world: LedgerWorld;
  readonly #random: Seeded;
  readonly #sequence: number;
  /** The further key that was registered last, maybe revoked since. */
  till: Till | undefined;

  constructor(world: LedgerWorld, random: Seeded, sequence: number) {
    this.#world = world;
    this.#random = random;
    this.#sequence = sequence;
  }

  /** Registers or revokes a further key of a company. */
  async keys(company: Participant): Promise<void> {
    const name = `till-${this.#random.whole(1, 3)}`;
    if (this.#random.chance(0.3)) await revokeTill(this.#world, company, name);
    else this.till = await registerTill(this.#world, company, { name, amountMax: '5000.00' });
  }

  /** A company files a return of an old month, and the bureau decides it. */
  async file(company: Participant): Promise<void> {
    const input = this.#random.pick(['0.00', '1.00']);
    const terms = termsOf(oldMonth(this.#sequence, this.#random), { input });
    const { filed } = await file(this.#world, company, terms);
    const differs = { figure: 'input', filed: input, computed: '2.00' };
    await decide(this.#world, filed, this.#random.chance(0.5) ? undefined : differs);
  }
}
