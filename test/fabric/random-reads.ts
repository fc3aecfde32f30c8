import type { ReadingFunction } from '@fapiao-ledger/core';
import { ask } from '../support/replay-story.ts';
import { inTurn } from '../support/seeded.ts';
import type { RandomArrangements } from './random-arrangements.ts';
import type { RandomBureau } from './random-bureau.ts';
import type { RandomForms } from './random-forms.ts';
import type { RandomPayments } from './random-payments.ts';
import type { RandomScene } from './random-scene.ts';

/** The parts of a sequence, and what they have made that can be read. */
export interface Readable {
  readonly arrangements: RandomArrangements;
  readonly bureau: RandomBureau;
  readonly forms: RandomForms;
  readonly payments: RandomPayments;
}

/** Reads with every reading function in turn, what there is and what is not. */
export class RandomReads {
  readonly #scene: RandomScene;
  readonly #parts: Readable;
  #turn: number;

  constructor(scene: RandomScene, parts: Readable) {
    this.#scene = scene;
    this.#parts = parts;
    this.#turn = scene.sequence * 6;
  }

  async next(): Promise<void> {
    const { random, requests, world } = this.#scene;
    const { arrangements, bureau, forms, payments } = this.#parts;
    const { code: seller } = this.#scene.company();
    const { number } = random.pick([this.#scene.invoice(), ...bureau.frozen]);
    const year = String(Number(world.month.slice(0, 4)) - random.whole(0, 1));
    const unknown = { actor: seller, requestId: 'never-used' };
    const reads: Readonly<Record<ReadingFunction, () => object | undefined>> = {
      'invoice:ReadInvoice': () => ({ number }),
      'invoice:Attest': () => ({ number }),
      'invoice:ReadHistory': () => ({ number }),
      'invoice:ReadRedForm': () => random.pick(forms.known),
      'invoice:ReadLane': () => ({
        lane: random.pick(['main', 'main', 'none']),
        seller: this.#scene.seller().code,
      }),
      'invoice:ReadRequest': () => random.pick([...requests, unknown]),
      'invoice:ReadPayment': () =>
        random.chance(0.7) ? payments.confirmed.at(-1) : random.pick(payments.confirmed),
      'bureau:ReadCredit': () => ({ seller, month: world.month }),
      'bureau:ReadLanes': () => ({ seller, ...(random.chance(0.3) ? { after: 'a' } : {}) }),
      'bureau:ReadNumbers': () => ({ seller, year, ...(random.chance(0.3) ? { after: 'a' } : {}) }),
      'bureau:ReadPolicy': () => undefined,
      'bureau:ReadTaxpayer': () => ({ code: this.#scene.participant().code }),
      'bureau:ReadOfficer': () => ({ code: random.pick([world.signingOfficer, ...bureau.officers]).code }),
      'bureau:ReadProvider': () => ({ code: payments.code }),
      'bureau:ReadFreeze': () => ({ number: random.pick([...bureau.frozen, { number }]).number }),
      'taxpayer:ReadKeys': () => ({ code: seller }),
      'taxpayer:ReadMandates': () => ({ seller }),
      'taxpayer:ReadReturn': () =>
        random.chance(0.7) ? arrangements.filed.at(-1) : random.pick(arrangements.filed),
    };
    const [name, argument] = inTurn(this.#turn++, Object.entries(reads));
    await ask(world, name, argument() as never);
  }
}
