import type { InvoiceSummary } from '@fapiao-ledger/client';
import type { DeskWords } from '../words/index.ts';
import { standingOf, TONES } from './standing.ts';

interface StandingTagProps {
  readonly invoice: InvoiceSummary;
  readonly words: DeskWords;
}

/** What stands against a claim. The text says it; the color only helps. */
export function StandingTag({ invoice, words }: StandingTagProps) {
  const standing = standingOf(invoice);
  return <span className={`tag ${TONES[standing]}`}>{words.company.standing[standing]}</span>;
}
