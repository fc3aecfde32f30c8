import { isCreditCode } from '@fapiao-ledger/core';
import { useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { yuanText } from '../../shared/money.ts';
import { isShownMonth, MONTH_MAX, MONTH_MIN } from './months.ts';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly isWide?: boolean;
  readonly isLabelHidden?: boolean;
  /** Id of a list of suggestions. */
  readonly list?: string;
  readonly placeholder?: string;
  readonly onBlur?: () => void;
}

/** A field for text, with its fault beside it. */
export function Field({
  label,
  value,
  onChange,
  onBlur,
  problem,
  isWide = false,
  isLabelHidden = false,
  ...input
}: TextProps) {
  return (
    <TextField
      className={isWide ? 'field wide' : 'field'}
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <Label>{label}</Label>}
      <Input {...input} />
      <FieldError className="problem">{problem}</FieldError>
    </TextField>
  );
}

/** A field for yuan. It keeps text, because a number of the browser would round what a ledger may not. */
export function MoneyField(props: TextProps) {
  const { value, onChange } = props;
  return <Field {...props} onBlur={() => onChange(yuanText(value))} />;
}

/** A credit code that narrows a list: it is taken over once it is whole, or empty. */
export function CodeField({ onChange, problem, ...props }: TextProps) {
  const [draft, setDraft] = useState(props.value);
  const code = draft.trim().toUpperCase();
  const isWhole = isCreditCode(code);
  const isWrong = !isWhole && code.length >= CREDIT_CODE_LENGTH;
  return (
    <Field
      {...props}
      value={draft}
      problem={isWrong ? problem : undefined}
      onChange={(text) => {
        setDraft(text);
        const entered = text.trim().toUpperCase();
        if (entered === '' || isCreditCode(entered)) onChange(entered);
      }}
    />
  );
}

const CREDIT_CODE_LENGTH = 18;

interface PeriodProps {
  readonly from: string;
  readonly to: string;
  readonly labels: { readonly from: string; readonly to: string };
  /** Whether days or months bound it. */
  readonly unit?: 'date' | 'month';
  readonly onChange: (period: { readonly from: string; readonly to: string }) => void;
}

/** Beginning and end of a period, in the browser's own fields for days or months. */
export function Period({ from, to, labels, unit = 'date', onChange }: PeriodProps) {
  return (
    <div className="row period">
      <TimeField
        unit={unit}
        label={labels.from}
        value={from}
        onChange={(next) => onChange({ from: next, to })}
      />
      <TimeField unit={unit} label={labels.to} value={to} onChange={(next) => onChange({ from, to: next })} />
    </div>
  );
}

interface MonthProps extends Pick<TextProps, 'label' | 'value' | 'onChange'> {
  /** Whether the field may be emptied; otherwise it keeps the month before. */
  readonly isOptional?: boolean;
}

/** A month, in the browser's own field. It is taken over once its year is whole; what is typed until then stays in the field. */
export function MonthField({ label, value, onChange, isOptional = false }: MonthProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <label className="field month-field">
      <span className="label">{label}</span>
      <input
        type="month"
        min={MONTH_MIN}
        max={MONTH_MAX}
        value={draft ?? value}
        onChange={({ target }) => {
          const isTaken = isShownMonth(target.value) || (isOptional && target.value === '');
          setDraft(isTaken ? undefined : target.value);
          if (isTaken) onChange(target.value);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </label>
  );
}

/** A day, in the browser's own field for dates. */
export function DateField(props: Pick<TextProps, 'label' | 'value' | 'onChange'>) {
  return <TimeField unit="date" {...props} />;
}

interface TimeProps extends Pick<TextProps, 'label' | 'value' | 'onChange'> {
  readonly unit: 'date' | 'month';
}

function TimeField({ unit, label, value, onChange }: TimeProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input type={unit} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
