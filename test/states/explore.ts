import {
  bookersOf,
  FapiaoError,
  type Fen,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  isRunning,
  monthOf,
  parseYuan,
  type RedFormJson,
  shanghaiDate,
} from '@fapiao-ledger/core';
import { laneOf, segmentOf } from '../support/allowance.ts';
import { BUYER as COMPANY, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { seller } from '../support/issuing.ts';
import { POLICY_2026, performRed, type RedAct, type RedLedger, reversibleAt } from '../support/red-ledger.ts';

const RIVAL = '91110108551385082Q';
const HOLDER = 'P0000000000000000E';
const START = Date.UTC(2026, 5, 15, 4) / 1_000;
const HOUR = 3_600;

/** States of an invoice, of its last red-letter form, and of its use in a month of its buyer: what the tables show. */
export interface Combination {
  readonly invoice: string;
  readonly form: string;
  readonly use: string;
}

/** What an act, or time, makes of one combination. */
export interface Step {
  readonly from: Combination;
  readonly act: string;
  readonly to: Combination;
}

export interface Exploration {
  readonly steps: readonly Step[];
  /** Combinations of which a concrete case can never be reversed as a whole any more. */
  readonly stuck: readonly Combination[];
  readonly cases: number;
}

/** An act, and its name in the tables. */
type Move = readonly [name: string, move: (ledger: RedLedger) => RedLedger];

/**
 * Walks from the issue of an invoice to every case that acts and time can reach. Cases are told apart by what decides about acts: states,
 * signers, bookings, use, lock and suspension, but not by amounts beyond whether something is left.
 */
export function exploreStates(): Exploration {
  const cases = new Map<string, RedLedger>();
  const edges = new Map<string, Set<string>>();
  const steps = new Map<string, Step>();
  const queue = [beginWith('ENTERPRISE'), beginWith('PERSON')];
  for (const ledger of queue) cases.set(caseOf(ledger), ledger);
  for (const ledger of queue) {
    const before = caseOf(ledger);
    const reached = new Set<string>();
    edges.set(before, reached);
    for (const [act, move] of movesOn(ledger)) {
      const after = attempt(ledger, move);
      const key = after === undefined ? before : caseOf(after);
      if (after === undefined || key === before) continue;
      reached.add(key);
      const step = { from: combinationOf(ledger), act, to: combinationOf(after) };
      steps.set(JSON.stringify(step), step);
      if (cases.has(key)) continue;
      cases.set(key, after);
      queue.push(after);
    }
  }
  const stuck = casesWithoutExit(edges).map((key) => combinationOf(cases.get(key) as RedLedger));
  return { steps: [...steps.values()], stuck, cases: cases.size };
}

function combinationOf(ledger: RedLedger): Combination {
  const { status, form } = reversibleAt(ledger, 0);
  const isIssued = form?.red !== undefined;
  return {
    invoice: status.state,
    form: isIssued ? 'issued' : (form?.state ?? 'none'),
    use: useOf(ledger, status),
  };
}

function useOf({ filedThrough }: RedLedger, { use }: InvoiceStatusJson): string {
  if (use === undefined) return 'none';
  const deducted = use.transfers === undefined ? 'deducted' : 'deducted, partly taken back';
  return filedThrough !== undefined && use.period <= filedThrough ? `${deducted}, filed` : deducted;
}

/** Goes back from the cases in which all of the invoice is reversed, and returns those that it does not meet. */
function casesWithoutExit(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const alive = new Set([...edges.keys()].filter((key) => key.startsWith('RED|')));
  for (let before = -1; before !== alive.size; ) {
    before = alive.size;
    for (const [key, reached] of edges) if ([...reached].some((each) => alive.has(each))) alive.add(key);
  }
  return [...edges.keys()].filter((key) => !alive.has(key));
}

function attempt(ledger: RedLedger, move: (ledger: RedLedger) => RedLedger): RedLedger | undefined {
  try {
    return withLane(move(ledger));
  } catch (error) {
    if (error instanceof FapiaoError) return undefined;
    throw error;
  }
}

/** What decides about the acts that are possible. */
function caseOf(ledger: RedLedger): string {
  const { invoice, status, form } = reversibleAt(ledger, 0);
  const { state, lock, rest, reversal } = status;
  const { form: label, use: used } = combinationOf(ledger);
  const facts: unknown[] = [
    state,
    label,
    invoice.buyer.type,
    lock?.company,
    rest === '0.00',
    bookersOf(status).toSorted(),
    (reversal?.reds.length ?? 0) > 0,
    used,
    ledger.suspended,
  ];
  if (form !== undefined && isRunning(form)) facts.push(...termsOf(form));
  return facts.map(String).join('|');
}

/** What decides about a form that runs. */
function termsOf({ signers, startedBy, lines, lane }: RedFormJson): readonly unknown[] {
  return [signers.toSorted(), startedBy, lines.map(({ net }) => net), lane];
}

function beginWith(type: 'ENTERPRISE' | 'PERSON'): RedLedger {
  const invoice = {
    ...draftOf([lineOf()]),
    type: type === 'PERSON' ? 'ORDINARY' : 'SPECIAL',
    number: '26441000000000000001',
    date: shanghaiDate(START),
    seller: { code: SELLER, name: seller.name },
    buyer: type === 'PERSON' ? { type } : { type, code: COMPANY, name: '示例公司' },
    holder: HOLDER,
  } as InvoiceJson;
  const invoices = [{ invoice, status: initialStatus(invoice) }];
  return withLane({ at: START, policy: POLICY_2026, invoices, lanes: {}, suspended: [] });
}

/** The same lane in every month, so that months do not tell cases apart. */
function withLane(ledger: RedLedger): RedLedger {
  const date = shanghaiDate(ledger.at);
  const segment = segmentOf({ prefix: `${date.slice(2, 4)}441`, next: 1_000, last: 9_999 });
  const [only] = ledger.invoices;
  const invoices = only === undefined ? [] : [only];
  return { ...ledger, invoices, lanes: { main: laneOf({ lane: 'main', month: monthOf(date), segment }) } };
}

function movesOn(ledger: RedLedger): readonly Move[] {
  const { status } = reversibleAt(ledger, 0);
  const period = monthOf(shanghaiDate(ledger.at));
  const rest = parseYuan(status.rest);
  const moves: (readonly [string, RedAct])[] = [
    ['freeze', { of: 0, act: 'freeze' }],
    ['release', { of: 0, act: 'release' }],
    ['confirm the use', { of: 0, act: 'use', actor: COMPANY, period }],
    ['revoke the use', { of: 0, act: 'revoke', actor: COMPANY }],
  ];
  for (const company of [COMPANY, RIVAL]) {
    moves.push(['lock', { of: 0, act: 'lock', actor: HOLDER, company }]);
    moves.push(['unlock', { of: 0, act: 'unlock', actor: company }]);
    for (const amount of [rest, (rest / 2n) as Fen])
      moves.push(['redeem', { of: 0, act: 'redeem', actor: company, amount }]);
  }
  for (const actor of [SELLER, COMPANY, RIVAL]) moves.push(...formMovesOf(actor));
  return [
    ...moves.map(([name, act]): Move => [name, (before) => performRed(before, act)]),
    ...worldMoves(ledger),
  ];
}

function formMovesOf(actor: string): readonly (readonly [string, RedAct])[] {
  const lanes = actor === SELLER ? [{ lane: 'main' }, { lane: 'none' }] : [{}];
  const part = [{ line: 1, net: '30.00', tax: '3.90' }];
  return [
    ...lanes.flatMap((lane) => [
      ['start', { of: 0, act: 'start', actor, reason: '02', ...lane }] as const,
      ['start', { of: 0, act: 'start', actor, reason: '04', lines: part, ...lane }] as const,
      ['confirm', { of: 0, act: 'confirm', actor, ...lane }] as const,
    ]),
    ['refuse', { of: 0, act: 'refuse', actor }],
    ['withdraw', { of: 0, act: 'withdraw', actor }],
    ['issue from another lane', { of: 0, act: 'supply', actor, lane: 'main' }],
  ];
}

/** Time passes where something waits for its end, and the bureau suspends a party or ends that. */
function worldMoves(ledger: RedLedger): readonly Move[] {
  const { status, form } = reversibleAt(ledger, 0);
  const after = (name: string, hours: number): Move => [
    name,
    (before) => ({ ...before, at: before.at + hours * HOUR }),
  ];
  const isAwaiting = form?.state.startsWith('AWAITS') === true;
  const isSuspended = ledger.suspended.length > 0;
  const suspensions = isSuspended ? [[]] : [[SELLER], [COMPANY]];
  const name = isSuspended ? 'reinstate a party' : 'suspend a party';
  return [
    ...(isAwaiting ? [after('72 hours', 72)] : []),
    ...(status.lock === undefined || isAwaiting ? [] : [after('end of the lock', 30 * 24)]),
    ...(isAwaiting || status.lock !== undefined ? [] : filings(ledger)),
    ...suspensions.map((suspended): Move => [name, (before) => ({ ...before, suspended })]),
  ];
}

/** The buyer files the month of its use once that is over, unless something else would end by then. */
function filings(ledger: RedLedger): readonly Move[] {
  const { use } = reversibleAt(ledger, 0).status;
  if (use === undefined || ledger.filedThrough !== undefined) return [];
  const filedThrough = use.period;
  const at = ledger.at + (monthOf(shanghaiDate(ledger.at)) > filedThrough ? 0 : 31 * 24 * HOUR);
  return [['the buyer files the month', (before) => ({ ...before, at, filedThrough })]];
}
