import { isRateAllowed, type RuleContext } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { rateText } from '../../rates.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Field, MoneyField } from '../../widgets/fields.tsx';
import { Cross } from '../../widgets/icons.tsx';
import type { FormPartProps } from './buyer-fields.tsx';
import { EMPTY_LINE, type FormLine, rateKey } from './form.ts';
import type { Item } from './remembered.ts';

interface LineRowsProps extends FormPartProps {
  readonly items: readonly Item[];
  readonly context: RuleContext;
}

/** The lines of the invoice. */
export function LineRows({ form, change, problemAt, items, context }: LineRowsProps) {
  const { words } = useDesk();
  const { lines } = form;
  const changeLine = (at: number, part: Partial<FormLine>): void =>
    change({ lines: lines.map((line, index) => (index === at ? { ...line, ...part } : line)) });
  const add = (): void =>
    change({
      lines: [
        ...lines,
        { ...EMPTY_LINE, id: crypto.randomUUID(), rate: lines.at(-1)?.rate ?? EMPTY_LINE.rate },
      ],
    });
  return (
    <section className="card">
      {lines.map((line, index) => (
        <LineFields
          key={line.id}
          line={line}
          place={index}
          entry={form.entry}
          items={items}
          context={context}
          change={(part) => changeLine(index, part)}
          problemAt={(field) => problemAt(`lines/${index}/${field}`)}
          onRemove={
            lines.length === 1 ? undefined : () => change({ lines: lines.filter(({ id }) => id !== line.id) })
          }
        />
      ))}
      <div className="row">
        <Button className="button" onPress={add}>
          {words.issue.addLine}
        </Button>
      </div>
      <datalist id="items">
        {items.map(({ item, taxClass }) => (
          <option key={item} value={item}>
            {taxClass}
          </option>
        ))}
      </datalist>
    </section>
  );
}

interface LineFieldsProps {
  readonly line: FormLine;
  readonly place: number;
  readonly entry: 'net' | 'gross';
  readonly items: readonly Item[];
  readonly context: RuleContext;
  readonly change: (part: Partial<FormLine>) => void;
  readonly problemAt: (field: string) => string | undefined;
  readonly onRemove: (() => void) | undefined;
}

function LineFields({ line, place, entry, items, context, change, problemAt, onRemove }: LineFieldsProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const text = (name: 'taxClass' | 'specification' | 'unit' | 'quantity' | 'unitPrice') => (
    <Field
      label={fields[name]}
      value={line[name]}
      onChange={(value) => change({ [name]: value })}
      problem={problemAt(name)}
    />
  );
  /** A remembered item brings what belongs to it. */
  const rename = (item: string): void => change({ item, ...items.find((known) => known.item === item) });
  return (
    <fieldset className="line">
      <legend>{words.issue.line(String(place + 1))}</legend>
      <Field
        label={fields.item}
        value={line.item}
        onChange={rename}
        problem={problemAt('item')}
        list="items"
        isWide
      />
      {text('taxClass')}
      {text('specification')}
      {text('unit')}
      {text('quantity')}
      {entry === 'net' && text('unitPrice')}
      <MoneyField
        label={words.issue.amounts[entry]}
        value={line.amount}
        onChange={(amount) => change({ amount })}
        problem={problemAt('amount')}
      />
      <RateChoice
        line={line}
        context={context}
        onChange={(rate) => change({ rate })}
        problem={problemAt('rate')}
      />
      <MoneyField
        label={words.issue.discount}
        value={line.discount}
        onChange={(discount) => change({ discount })}
        problem={problemAt('discount')}
      />
      {onRemove !== undefined && (
        <Button
          className="button icon-button"
          aria-label={words.issue.removeLine(String(place + 1))}
          onPress={onRemove}
        >
          <Cross />
        </Button>
      )}
    </fieldset>
  );
}

interface RateChoiceProps {
  readonly line: FormLine;
  readonly context: RuleContext;
  readonly onChange: (rate: string) => void;
  readonly problem: string | undefined;
}

/** The rates that the rules open to the seller today. */
function RateChoice({ line, context, onChange, problem }: RateChoiceProps) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const rows = context.ruleSet.rates.filter((row) => isRateAllowed(row, context));
  const options = [...new Map(rows.map((row) => [rateKey(row), row])).entries()].map(
    ([id, { rate, zeroRate }]) => ({
      id,
      text: zeroRate === undefined ? rateText(rate) : values[zeroRate],
    }),
  );
  return (
    <div className="field">
      <Choice label={fields.rate} value={line.rate} options={options} onChange={onChange} />
      {problem !== undefined && <span className="problem">{problem}</span>}
    </div>
  );
}
