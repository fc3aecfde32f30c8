import { useState } from 'react';
import { Button, Checkbox, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { DeskWords } from '../words/index.ts';
import type { Column } from './data-table.tsx';
import { Tick } from './icons.tsx';

/** Returns the columns of a list that are shown, and the button by which they are chosen. The choice is kept in this browser. */
export function useColumns<T>(
  list: string,
  columns: readonly Column<T>[],
): {
  readonly shown: readonly Column<T>[];
  readonly hidden: ReadonlySet<string>;
  readonly hide: (names: ReadonlySet<string>) => void;
} {
  const key = `fapiao-columns-${list}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set((localStorage.getItem(key) ?? '').split(',').filter((name) => name !== '')),
  );
  const hide = (names: ReadonlySet<string>): void => {
    localStorage.setItem(key, [...names].join(','));
    setHidden(names);
  };
  const shown = columns.filter(({ name }, index) => index === 0 || !hidden.has(name));
  return { shown, hidden, hide };
}

interface ColumnChoiceProps<T> {
  readonly words: DeskWords;
  readonly columns: readonly Column<T>[];
  readonly hidden: ReadonlySet<string>;
  readonly hide: (names: ReadonlySet<string>) => void;
}

/** Chooses which columns are shown. The first one always is. */
export function ColumnChoice<T>({ words, columns, hidden, hide }: ColumnChoiceProps<T>) {
  const toggle = (name: string, isShown: boolean): void => {
    const names = new Set(hidden);
    if (isShown) names.delete(name);
    else names.add(name);
    hide(names);
  };
  return (
    <DialogTrigger>
      <Button className="button">{words.list.columns}</Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="columns" aria-label={words.list.columns}>
          {columns.slice(1).map(({ name, label }) => (
            <Checkbox
              key={name}
              className="checkbox"
              isSelected={!hidden.has(name)}
              onChange={(isShown) => toggle(name, isShown)}
            >
              <span className="box">
                <Tick />
              </span>
              {label}
            </Checkbox>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
