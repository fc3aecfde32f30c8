import {
  addFen,
  type ErrorCode,
  fen,
  freeze,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  lock,
  parseYuan,
  redeem,
  redeemedFen,
  release,
  statusAt,
  transfer,
  unlock,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { BUYER } from '../support/draft.ts';
import { codeOf, withoutStacks } from '../support/faults.ts';

/**
 * Every sequence of commands up to a depth, by two holders and two companies, on an invoice of three
 * fen. Beside the core runs a model written from `docs/tax-rules.md` that knows only four facts, and
 * both must agree on every step: on the state, and on the code of every refusal.
 */

const COMPANY = BUYER;
const RIVAL = '91110108551385082Q';
const EMPLOYEE = 'P0000000000000000E';
const COLLEAGUE = 'P0000000000000000C';
const LOCK_DAYS = 1;
const START = 1_772_352_000;

interface Model {
  readonly holder: string;
  readonly restFen: number;
  /** Company that holds the lock, and when it ends. */
  readonly lock: { readonly company: string; readonly until: number } | undefined;
  readonly frozen: boolean;
  /** Companies that have booked some of it. */
  readonly bookedBy: ReadonlySet<string>;
}

interface World {
  readonly status: InvoiceStatusJson;
  readonly model: Model;
  readonly at: number;
}

interface Command {
  readonly name: string;
  readonly run: (world: World) => InvoiceStatusJson;
  readonly foretell: (model: Model, at: number) => Model | ErrorCode;
}

const invoice = (buyer: InvoiceJson['buyer']): InvoiceJson =>
  ({ buyer, holder: EMPLOYEE, totals: { net: '0.03', tax: '0.00', gross: '0.03' } }) as InvoiceJson;

const transferBy = (actor: string, to: string): Command => ({
  name: `transfer ${actor.at(-1)} to ${to.at(-1)}`,
  run: ({ status }) => transfer(status, actor, to),
  foretell: (model) => notFree(model, actor) ?? { ...model, holder: to },
});

const lockBy = (actor: string, company: string, titled: InvoiceJson, claimable: boolean): Command => ({
  name: `lock ${actor.at(-1)} for ${company.at(-1)}`,
  run: ({ status, at }) =>
    lock(titled, status, { actor, company, at, lockDays: LOCK_DAYS, personTitleClaimable: claimable }),
  foretell: (model, at) => {
    const refusal = notFree(model, actor);
    if (refusal !== undefined) return refusal;
    const fits = titled.buyer.type === 'PERSON' ? claimable : company === COMPANY;
    return fits ? { ...model, lock: { company, until: at + LOCK_DAYS * 86_400 } } : 'CLAIM_TITLE_MISMATCH';
  },
});

const unlockBy = (actor: string): Command => ({
  name: `unlock ${actor.at(-1)}`,
  run: ({ status }) => unlock(status, actor),
  foretell: (model) => notClaimed(model, actor) ?? { ...model, lock: undefined },
});

const redeemBy = (actor: string, amountFen: number): Command => ({
  name: `redeem ${actor.at(-1)} ${amountFen}`,
  run: ({ status, at }) => redeem(status, { actor, amount: fen(BigInt(amountFen)), at }),
  foretell: (model) => {
    const refusal = notClaimed(model, actor);
    if (refusal !== undefined) return refusal;
    if (amountFen <= 0 || amountFen > model.restFen) return 'REDEEM_EXCEEDS_REST';
    const bookedBy = new Set([...model.bookedBy, actor]);
    return { ...model, lock: undefined, restFen: model.restFen - amountFen, bookedBy };
  },
});

const FREEZE: Command = {
  name: 'freeze',
  run: ({ status, at }) => freeze(status, at),
  foretell: (model) => (model.frozen ? 'INVOICE_FROZEN' : { ...model, frozen: true }),
};

const RELEASE: Command = {
  name: 'release',
  run: ({ status }) => release(status),
  foretell: (model) => (model.frozen ? { ...model, frozen: false } : 'INVOICE_NOT_FROZEN'),
};

function stopped(model: Model): ErrorCode | undefined {
  if (model.frozen) return 'INVOICE_FROZEN';
  return model.restFen === 0 ? 'INVOICE_REDEEMED' : undefined;
}

function notFree(model: Model, actor: string): ErrorCode | undefined {
  if (model.holder !== actor) return 'NOT_THE_HOLDER';
  return stopped(model) ?? (model.lock === undefined ? undefined : 'INVOICE_LOCKED');
}

function notClaimed(model: Model, actor: string): ErrorCode | undefined {
  const { lock: held, holder, bookedBy } = model;
  const isConcerned = held === undefined ? holder === actor || bookedBy.has(actor) : held.company === actor;
  if (!isConcerned) return 'NOT_THE_CLAIMANT';
  return stopped(model) ?? (held === undefined ? 'INVOICE_NOT_LOCKED' : undefined);
}

function commandsOn(titled: InvoiceJson, claimable: boolean): readonly Command[] {
  return [
    transferBy(EMPLOYEE, COLLEAGUE),
    transferBy(COLLEAGUE, EMPLOYEE),
    lockBy(EMPLOYEE, COMPANY, titled, claimable),
    lockBy(EMPLOYEE, RIVAL, titled, claimable),
    lockBy(COLLEAGUE, COMPANY, titled, claimable),
    unlockBy(COMPANY),
    unlockBy(RIVAL),
    redeemBy(COMPANY, 1),
    redeemBy(COMPANY, 3),
    redeemBy(RIVAL, 2),
    redeemBy(COMPANY, 0),
    redeemBy(COMPANY, -1),
    redeemBy(COMPANY, 4),
    FREEZE,
    RELEASE,
  ];
}

const ENTERPRISE = invoice({ type: 'ENTERPRISE', code: COMPANY, name: 'x' });
const PERSON = invoice({ type: 'PERSON' });

describe.each([
  ['made out to the company', ENTERPRISE, true, 8, 100_000],
  ['made out to a person, claimable', PERSON, true, 7, 130_000],
  ['made out to a person, not claimable', PERSON, false, 8, 1_000],
  ['made out to a body with the code', invoice({ type: 'BODY', code: COMPANY, name: 'x' }), true, 7, 30_000],
])('an invoice %s', (_, titled, claimable, depth, stepsAtLeast) => {
  test(`keeps to the model in every sequence of ${depth} commands, waits included`, () => {
    const commands = commandsOn(titled, claimable);
    const steps = withoutStacks(() => explore(begin(titled), commands, depth));
    expect(steps).toBeGreaterThan(stepsAtLeast);
  });
});

test('an invoice made out to a body without a code cannot be claimed', () => {
  const titled = invoice({ type: 'BODY', name: 'x' });
  const claim = {
    actor: EMPLOYEE,
    company: COMPANY,
    at: START,
    lockDays: LOCK_DAYS,
    personTitleClaimable: true,
  };
  expect(codeOf(() => lock(titled, initialStatus(titled), claim))).toBe('CLAIM_TITLE_MISMATCH');
});

function begin(titled: InvoiceJson): World {
  const model: Model = { holder: EMPLOYEE, restFen: 3, lock: undefined, frozen: false, bookedBy: new Set() };
  return { status: initialStatus(titled), model, at: START };
}

/**
 * Walks the tree of sequences and counts its steps; a step is a command, at once or after the lock's
 * term. A refused command is tried everywhere and followed nowhere: it has changed nothing.
 */
function explore(world: World, commands: readonly Command[], depth: number): number {
  if (depth === 0) return 0;
  let steps = 0;
  for (const wait of world.model.lock === undefined ? [1] : [1, LOCK_DAYS * 86_400]) {
    const later = afterWaiting(world, wait);
    for (const command of commands) {
      const next = step(later, command);
      steps += 1 + (next === undefined ? 0 : explore(next, commands, depth - 1));
    }
  }
  return steps;
}

function afterWaiting({ status, model, at }: World, seconds: number): World {
  const now = at + seconds;
  const expired = model.lock !== undefined && now >= model.lock.until;
  return { status: statusAt(status, now), model: expired ? { ...model, lock: undefined } : model, at: now };
}

/** The world after a command, or undefined when it is refused: then nothing has changed. */
function step(world: World, command: Command): World | undefined {
  const before = JSON.stringify(world.status);
  const foretold = command.foretell(world.model, world.at);
  const outcome = outcomeOf(world, command);
  if (JSON.stringify(world.status) !== before)
    throw new Error(`${command.name} changed the status it was given`);
  if (typeof foretold === 'string' || typeof outcome === 'string') {
    if (outcome !== foretold)
      expect({ command: command.name, before, outcome }).toEqual({
        command: command.name,
        before,
        outcome: foretold,
      });
    return undefined;
  }
  requireAgreement(outcome, foretold, `${command.name} on ${before}`);
  return { status: outcome, model: foretold, at: world.at };
}

function outcomeOf(world: World, command: Command): InvoiceStatusJson | ErrorCode {
  let status: InvoiceStatusJson | undefined;
  const code = codeOf(() => {
    status = command.run(world);
  });
  return code ?? (status as InvoiceStatusJson);
}

/** The status says exactly the four facts of the model, and money is neither lost nor redeemed twice. */
function requireAgreement(status: InvoiceStatusJson, model: Model, after: string): void {
  const facts = {
    state: status.state,
    holder: status.holder,
    rest: parseYuan(status.rest),
    company: status.lock?.company,
    frozen: status.frozen !== undefined,
    gross: addFen(parseYuan(status.rest), redeemedFen(status)),
    positive: status.redemptions.every(({ amount }) => parseYuan(amount) > 0n),
  };
  const foretold = {
    state: stateOf(model),
    holder: model.holder,
    rest: fen(BigInt(model.restFen)),
    company: model.lock?.company,
    frozen: model.frozen,
    gross: 3n,
    positive: true,
  };
  const agrees = Object.entries(foretold).every(
    ([field, value]) => facts[field as keyof typeof facts] === value,
  );
  if (!agrees) expect({ after, ...facts }).toEqual({ after, ...foretold });
}

function stateOf(model: Model): InvoiceStatusJson['state'] {
  if (model.frozen) return 'FROZEN';
  if (model.restFen === 0) return 'REDEEMED';
  return model.lock === undefined ? 'OPEN' : 'LOCKED';
}
