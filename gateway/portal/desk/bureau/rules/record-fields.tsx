import type { Json, JsonObject } from '@fapiao-ledger/core';
import { Checkbox } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Field } from '../../widgets/fields.tsx';
import { Tick } from '../../widgets/icons.tsx';
import type { Entry, Shape } from './shape.ts';

/** What is wrong with fields, by JSON pointer. */
export type Problems = ReadonlyMap<string, string>;

interface RecordFieldsProps {
  readonly shape: Shape;
  readonly record: JsonObject;
  /** JSON pointer of the record. */
  readonly at: string;
  /** Name of the list that it is in, when fields have other labels there. */
  readonly list?: string;
  readonly problems: Problems;
  readonly onChange: (record: JsonObject) => void;
}

/** The fields of a record of a rule set, each with its fault beside it. */
export function RecordFields({ shape, record, at, list = '', problems, onChange }: RecordFieldsProps) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const texts: Readonly<Record<string, string>> = { ...values, ...fields };
  const set = (name: string, value: Json | undefined): void => {
    const { [name]: _former, ...rest } = record;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return Object.entries(shape).map(([name, entry]) => (
    <EntryField
      key={name}
      entry={entry}
      label={texts[`${list}.${name}`] ?? texts[name] ?? name}
      value={record[name]}
      problem={problems.get(`${at}/${name}`)}
      onChange={(value) => set(name, value)}
    />
  ));
}

interface EntryFieldProps {
  readonly entry: Entry;
  readonly label: string;
  readonly value: Json | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

function EntryField(props: EntryFieldProps) {
  const { entry, label, value, onChange } = props;
  switch (entry.kind) {
    case 'flag':
    case 'mark':
      return (
        <Tickable
          label={label}
          isSelected={value === true}
          onChange={(isSelected) => onChange(isSelected || entry.kind === 'flag' ? isSelected : undefined)}
        />
      );
    case 'some':
      return <SomeOf {...props} of={entry.of} />;
    case 'one':
      return <OneOf {...props} of={entry.of} />;
    case 'list':
    case 'number':
    case 'text':
    case 'date':
    case 'month':
      return <TextEntry {...props} kind={entry.kind} />;
  }
}

type TextKind = 'list' | 'number' | 'text' | 'date' | 'month';

function TextEntry({ label, value, problem, onChange, kind }: EntryFieldProps & { readonly kind: TextKind }) {
  return (
    <Field
      label={label}
      value={textOf(value)}
      problem={problem}
      onChange={(text) => onChange(READERS[kind](text))}
      placeholder={PLACEHOLDERS[kind] ?? ''}
    />
  );
}

function textOf(value: Json | undefined): string {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function OneOf({ label, value, onChange, of }: EntryFieldProps & { readonly of: readonly string[] }) {
  const { words } = useDesk();
  const values: Readonly<Record<string, string>> = words.shared.values;
  return (
    <Choice
      label={label}
      value={typeof value === 'string' ? value : ''}
      options={of.map((id) => ({ id, text: id === '' ? '—' : (values[id] ?? id) }))}
      onChange={(id) => onChange(id === '' ? undefined : id)}
    />
  );
}

const PLACEHOLDERS: Partial<Record<TextKind, string>> = { date: 'YYYY-MM-DD', month: 'YYYY-MM' };

function SomeOf({
  label,
  value,
  problem,
  onChange,
  of,
}: EntryFieldProps & { readonly of: readonly string[] }) {
  const { words } = useDesk();
  const values: Readonly<Record<string, string>> = words.shared.values;
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (name: string, isSelected: boolean): void => {
    const names = of.filter((each) => (each === name ? isSelected : chosen.includes(each)));
    onChange(names.length === 0 && value === undefined ? undefined : names);
  };
  return (
    <fieldset className="field some">
      <legend className="label">{label}</legend>
      {of.map((name) => (
        <Tickable
          key={name}
          label={values[name] ?? name}
          isSelected={chosen.includes(name)}
          onChange={(isSelected) => toggle(name, isSelected)}
        />
      ))}
      {problem !== undefined && <span className="problem">{problem}</span>}
    </fieldset>
  );
}

interface TickableProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function Tickable({ label, isSelected, onChange }: TickableProps) {
  return (
    <Checkbox className="checkbox" isSelected={isSelected} onChange={onChange}>
      <span className="box">
        <Tick />
      </span>
      {label}
    </Checkbox>
  );
}

function textIn(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** Returns a number for digits. Other text stays, for its fault to be shown. */
function numberIn(text: string): Json | undefined {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : textIn(text);
}

function listIn(text: string): Json | undefined {
  const entries = text.split(/[\s,，、]+/);
  // The last one may still be typed, so that a separator at the end is kept.
  return text === '' ? undefined : entries;
}

const READERS: Readonly<Record<TextKind, (text: string) => Json | undefined>> = {
  list: listIn,
  number: numberIn,
  text: textIn,
  date: textIn,
  month: textIn,
};
