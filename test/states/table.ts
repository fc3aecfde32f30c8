import { fileURLToPath } from 'node:url';
import { type Combination, exploreStates, type Step } from './explore.ts';
import { monthStates } from './returns.ts';

export const STATES_PAGE = fileURLToPath(new URL('../../docs/states.md', import.meta.url));
const STATES_BEGIN = '<!-- states: npm run states -->';
const STATES_END = '<!-- end of states -->';

const INVOICES = ['OPEN', 'LOCKED', 'REDEEMED', 'FROZEN', 'RED'];
const FORMS = [
  'none',
  'AWAITS_BUYER',
  'AWAITS_SELLER',
  'CONFIRMED',
  'issued',
  'REFUSED_BY_BUYER',
  'REFUSED_BY_SELLER',
  'EXPIRED',
  'WITHDRAWN',
  'WITHDRAWN_AFTER_CONFIRMATION',
  'INVOICE_FROZEN',
  'TAXPAYER_SUSPENDED',
];
const USES = [
  'none',
  'deducted',
  'deducted, partly taken back',
  'deducted, filed',
  'deducted, partly taken back, filed',
];
/** Acts that change what others may do, but neither state. */
const ASIDE = ['suspend a party', 'reinstate a party'];

/** Returns the tables of the page about states, made from core’s functions. */
export function stateTables(): string {
  const { steps, cases } = exploreStates();
  return [
    STATES_BEGIN,
    '',
    `Found by ${cases.toLocaleString('en')} different cases.`,
    '',
    '**Invoices**',
    '',
    ...tableOf('Invoice', INVOICES, changesOf(steps, 'invoice')),
    '',
    '**Forms.** *none*: no form was started yet. *issued*: the form has its red-letter invoice.',
    '',
    ...tableOf('Last form', FORMS, changesOf(steps, 'form')),
    '',
    '**Use of a special invoice by its buyer**, and the month for which it is confirmed. What red-letter invoices take back of it counts in their own months.',
    '',
    ...tableOf('Use', USES, changesOf(steps, 'use')),
    '',
    '**Invoice and form together**: which combinations exist, and which acts and ends of terms change one of the two states.',
    '',
    ...combinationTable(steps),
    '',
    '**A month of a taxpayer**, by its last return.',
    '',
    ...monthTable(),
    '',
    STATES_END,
  ].join('\n');
}

/** Replaces what stands between the markers. */
export function withTables(page: string, tables: string): string {
  const [before, rest] = page.split(STATES_BEGIN);
  const after = rest?.split(STATES_END)[1];
  if (before === undefined || after === undefined) throw new Error('docs/states.md has no markers');
  return before + tables + after;
}

function changesOf(steps: readonly Step[], of: keyof Combination): ReadonlyMap<string, readonly string[]> {
  const changes = new Map<string, Set<string>>();
  for (const { from, act, to } of steps) {
    if (from[of] === to[of]) continue;
    changes.set(from[of], (changes.get(from[of]) ?? new Set()).add(`${act} → ${to[of]}`));
  }
  return new Map([...changes].map(([state, acts]) => [state, grouped([...acts])]));
}

/** Writes the targets of one act together. */
function grouped(changes: readonly string[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const change of changes.toSorted()) {
    const [act, target] = change.split(' → ') as [string, string];
    targets.set(act, [...(targets.get(act) ?? []), target]);
  }
  return [...targets].map(([act, states]) => `${act} → ${states.join(' or ')}`);
}

function tableOf(
  title: string,
  states: readonly string[],
  changes: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const rows = states.map((state) => `| ${state} | ${changes.get(state)?.join('; ') ?? 'final'} |`);
  return [`| ${title} | What changes it |`, '| --- | --- |', ...rows];
}

function monthTable(): readonly string[] {
  const months = monthStates();
  return tableOf('Month', [...months.keys()], new Map([...months].filter(([, acts]) => acts.length > 0)));
}

function combinationTable(steps: readonly Step[]): readonly string[] {
  const acts = new Map<string, Set<string>>();
  const rowOf = ({ invoice, form }: Pick<Combination, 'invoice' | 'form'>): string =>
    `| ${invoice} | ${form}`;
  const addTo = (combination: Pick<Combination, 'invoice' | 'form'>, act?: string): void => {
    const known = acts.get(rowOf(combination)) ?? new Set();
    acts.set(rowOf(combination), act === undefined ? known : known.add(act));
  };
  for (const { from, act, to } of steps) {
    const isChange = from.invoice !== to.invoice || from.form !== to.form;
    addTo(from, isChange && !ASIDE.includes(act) ? act : undefined);
    addTo(to);
  }
  const rows = INVOICES.flatMap((invoice) => FORMS.map((form) => rowOf({ invoice, form })));
  return [
    '| Invoice | Last form | What leads on |',
    '| --- | --- | --- |',
    ...rows
      .filter((row) => acts.has(row))
      .map((row) => `${row} | ${[...(acts.get(row) ?? [])].toSorted().join(', ')} |`),
  ];
}
