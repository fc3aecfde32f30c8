import type { RedFormSummary } from '@fapiao-ledger/client';
import { reasonWord } from '../arguments.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { type Column, type Page, tableText } from './table.js';

interface ListedForms {
  readonly forms: readonly RedFormSummary[];
  /** Whether the ledger has more forms than are shown. */
  readonly isMore: boolean;
}

/** Returns red-letter forms below each other. */
export function redFormsText({ forms, isMore }: ListedForms, page: Page): string {
  if (forms.length === 0) return phrase('no forms');
  const count = forms.length === 1 ? phrase('1 form') : phrase('{count} forms', { count: forms.length });
  const more = isMore ? page.paint('yellow', phrase('; there are more: --limit N or --all')) : '';
  return `${tableText(COLUMNS, forms.map(row), page)}\n\n${count}${more}`;
}

const COLUMNS: readonly Column[] = [
  { head: 'number' },
  { head: 'form', align: 'right' },
  { head: 'reason' },
  { head: 'seller', isFlexible: true },
  { head: 'buyer', isFlexible: true },
  { head: 'gross', align: 'right' },
  { head: 'state' },
  { head: 'confirm until' },
  { head: 'awaits you' },
];

function row({ number, sequence, reason, seller, buyer, totals, ...form }: RedFormSummary): string[] {
  const { state, expiresAt, waiting } = form;
  const who = buyer.type === 'PERSON' ? phrase('a person') : (buyer.name ?? buyer.code ?? '');
  const until = state.startsWith('AWAITS') ? beijingTime(expiresAt) : '';
  const awaits = waiting === true ? phrase('yes') : '';
  const head = [number, String(sequence), reasonWord(reason), seller.name, who];
  return [...head, totals.gross, codeText(state), until, awaits];
}
