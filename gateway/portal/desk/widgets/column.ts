import type { ReactNode } from 'react';
import { groupedText } from '../../shared/money.ts';
import type { DeskWords } from '../words/index.ts';

/** A column of a table: what it shows of a record, and what an export writes. */
export interface Column<T> {
  readonly name: string;
  readonly label: string;
  /** Money and counts stand at the end of their cells. */
  readonly kind?: 'money' | 'number' | 'text';
  readonly text: (record: T) => string;
  readonly view?: (record: T) => ReactNode;
  /** Whether it is worked with and not read, as a box that selects a record. */
  readonly isControl?: boolean;
}

export interface DataTableProps<T> {
  readonly label: string;
  readonly words: DeskWords;
  readonly columns: readonly Column<T>[];
  readonly records: readonly T[];
  readonly keyOf: (record: T) => string;
  /** Place of a record, to which its first cell links. */
  readonly hrefOf?: (record: T) => string;
  /** Asks for further records, when the last ones come into view. */
  readonly onEnd?: () => void;
  readonly isBusy?: boolean;
}

/** Returns what a column shows of a record. */
export function contentOf<T>({ kind, text, view }: Column<T>, record: T): ReactNode {
  return view?.(record) ?? (kind === 'money' ? groupedText(text(record)) : text(record));
}

/** Returns the class of a column's cells. */
export function classOf<T>({ kind }: Column<T>): string | undefined {
  return kind === 'money' || kind === 'number' ? 'money' : undefined;
}
