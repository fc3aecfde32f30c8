import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Executing, type Submission } from '../support/executing.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

/** Few ids, contents and ends, so that they meet often. */
const ID = fc.constantFrom('request-a', 'request-b', 'request-c', 'request-d');
const LIFETIME = 100;

const wish = fc.record(
  { requestId: ID, replaces: ID, content: fc.constantFrom('one', 'two'), lasts: fc.nat({ max: LIFETIME }) },
  { requiredKeys: ['requestId', 'content', 'lasts'] },
);

interface Wish {
  readonly requestId: string;
  readonly replaces?: string;
  readonly content: string;
  readonly lasts: number;
}

/** What happens: an officer or a taxpayer signs, a gateway submits some of what was ever signed, time passes, the bureau acts. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ sign: wish }) },
  {
    weight: 6,
    arbitrary: fc.record({ submit: fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ wait: fc.nat({ max: LIFETIME }) }) },
  { weight: 1, arbitrary: fc.record({ registerKey: fc.constantFrom('same', 'new') }) },
  { weight: 1, arbitrary: fc.record({ setStatus: fc.constantFrom('ACTIVE', 'SUSPENDED') }) },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** A statement with what a gateway cannot see: when and under which registration it was made. */
interface Signed extends Submission {
  readonly end: number;
}

test('in any order and with any repetition a request takes effect once or, once replaced, never', () => {
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(fc.array(event, { minLength: 5, maxLength: 60 }), (events) => {
      const history = new History(outcomes);
      for (const each of events) history.happens(each as Event);
    }),
    { numRuns: 600 },
  );
  expect([...outcomes].toSorted()).toEqual(MET);
});

/** What the histories must have met, to be worth anything. */
const MET = [
  'KEY_EPOCH',
  'REPLACED_REQUEST_USED',
  'REQUEST_ID_REUSED',
  'REQUEST_REPLACED',
  'STATEMENT_EXPIRED',
  'TAXPAYER_SUSPENDED',
  'answer',
  'answer again',
];

/** Follows what takes effect, with rules of its own: at most one answer an id, none for what was replaced. */
class History {
  readonly #executing = new Executing();
  readonly #signed: Signed[] = [];
  readonly #effects = new Map<string, { readonly answer: string; readonly digest: string }>();
  readonly #replaced = new Set<string>();
  readonly #answers = new Set<string>();
  readonly #outcomes: Set<string>;
  #keys = this.#executing.keys;
  #registrations = 0;

  /** @param outcomes kinds of answers, over all histories */
  constructor(outcomes: Set<string>) {
    this.#outcomes = outcomes;
    this.#executing.lifetimeMaxSeconds = LIFETIME;
  }

  happens(happened: Event): void {
    const executing = this.#executing;
    if ('sign' in happened) this.#sign(happened.sign);
    else if ('submit' in happened) this.#submit(happened.submit);
    else if ('wait' in happened) executing.at += happened.wait;
    else if ('setStatus' in happened)
      executing.signer = { ...executing.signer, status: happened.setStatus as 'ACTIVE' | 'SUSPENDED' };
    else this.#register(happened.registerKey);
  }

  #sign({ lasts, ...wished }: Wish): void {
    const end = this.#executing.at + lasts;
    this.#signed.push({ ...this.#executing.sign({ ...wished, end, by: this.#keys }), end });
  }

  #register(kind: string): void {
    if (kind === 'new') this.#keys = new TaxpayerKeys();
    this.#registrations += 1;
    const keyEpoch = this.#registrations.toString(16).padStart(16, '0');
    const { publicKey } = this.#keys;
    this.#executing.signer = { ...this.#executing.signer, publicKey, keyEpoch };
  }

  #submit(picks: readonly number[]): void {
    if (this.#signed.length === 0) return;
    const page = picks.map((pick) => this.#signed[pick % this.#signed.length] as Signed);
    const answers = this.#executing.submit(...page);
    page.forEach((signed, index) => {
      this.#note(signed, answers[index] as string);
    });
  }

  #note({ request, digest, end }: Signed, answer: string): void {
    const { requestId, replaces, keyEpoch } = request;
    const known = this.#effects.get(requestId);
    if (known !== undefined) {
      expect(answer).toBe(known.digest === digest ? known.answer : 'REQUEST_ID_REUSED');
      this.#outcomes.add(answer.replace(/ [0-9]+$/, ' again'));
      return;
    }
    this.#outcomes.add(answer.replace(/ [0-9]+$/, ''));
    if (!answer.startsWith('answer')) return;
    const { signer, at } = this.#executing;
    expect(this.#replaced).not.toContain(requestId);
    expect(this.#answers).not.toContain(answer);
    expect([signer.status, signer.keyEpoch, at <= end]).toEqual(['ACTIVE', keyEpoch, true]);
    if (replaces !== undefined && replaces !== requestId) {
      expect(this.#effects.has(replaces)).toBe(false);
      this.#replaced.add(replaces);
    }
    this.#effects.set(requestId, { answer, digest });
    this.#answers.add(answer);
  }
}
