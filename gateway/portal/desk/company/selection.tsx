import type { InvoiceSummary } from '@fapiao-ledger/client';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { groupedText } from '../../shared/money.ts';
import { useDesk } from '../desk.ts';
import type { Column } from '../widgets/data-table.tsx';
import type { DeskWords } from '../words/index.ts';
import { sumYuan } from './sums.ts';

/** The invoices of a list that the person has selected, by number. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (number: string) => void;
  readonly choose: (numbers: readonly string[]) => void;
}

/** Returns the selection of a list. Another list begins with an empty one. @param list what tells lists apart, such as their path */
export function useSelection(list: string): Selection {
  const [kept, setKept] = useState<{ readonly list: string; readonly chosen: ReadonlySet<string> }>({
    list,
    chosen: new Set(),
  });
  const chosen = kept.list === list ? kept.chosen : NONE;
  const choose = (numbers: readonly string[]): void => setKept({ list, chosen: new Set(numbers) });
  const toggle = (number: string): void =>
    choose(chosen.has(number) ? [...chosen].filter((other) => other !== number) : [...chosen, number]);
  return { chosen, toggle, choose };
}

const NONE: ReadonlySet<string> = new Set();

/** Returns the column in which invoices are selected. */
export function selectColumn({ chosen, toggle }: Selection, { company }: DeskWords): Column<InvoiceSummary> {
  return {
    name: 'select',
    isControl: true,
    label: company.select,
    text: () => '',
    view: ({ number }) => (
      <label className="select-cell">
        <input
          type="checkbox"
          className="select-row"
          aria-label={company.selectNumber(number)}
          checked={chosen.has(number)}
          onChange={() => toggle(number)}
        />
      </label>
    ),
  };
}

interface SelectionBarProps {
  readonly selection: Selection;
  readonly records: readonly InvoiceSummary[];
  /** What can be done with the selected ones. */
  readonly children: React.ReactNode;
}

/** How much is selected, and what can be done with it. */
export function SelectionBar({ selection, records, children }: SelectionBarProps) {
  const { words } = useDesk();
  const { company } = words;
  const selected = records.filter(({ number }) => selection.chosen.has(number));
  const gross = groupedText(sumYuan(selected.map(({ totals }) => totals.gross)));
  const isAll = records.length > 0 && selected.length === records.length;
  return (
    <div className="row selection">
      <Button
        className="button"
        isDisabled={records.length === 0}
        onPress={() => selection.choose(isAll ? [] : records.map(({ number }) => number))}
      >
        {isAll ? company.selectNone : company.selectAll}
      </Button>
      <span role="status">{company.selected(String(selected.length), gross)}</span>
      <span className="grow" />
      {children}
    </div>
  );
}
