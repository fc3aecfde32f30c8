import { useDesk } from '../../desk.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Field } from '../../widgets/fields.tsx';
import type { IssueForm } from './form.ts';
import type { Customer } from './remembered.ts';

export interface FormPartProps {
  readonly form: IssueForm;
  readonly change: (part: Partial<IssueForm>) => void;
  readonly problemAt: (field: string) => string | undefined;
}

const TYPES = ['ORDINARY', 'SPECIAL'] as const;
const BUYERS = ['ENTERPRISE', 'BODY', 'PERSON'] as const;
const ENTRIES = ['net', 'gross'] as const;

/** To whom the invoice is made out, its type, and how amounts are entered. */
export function BuyerFields({
  form,
  change,
  problemAt,
  customers,
}: FormPartProps & { readonly customers: readonly Customer[] }) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const isPerson = form.buyerType === 'PERSON';

  /** A remembered name brings its code along. */
  const rename = (buyerName: string): void => {
    const known = customers.find(({ name }) => name === buyerName);
    change({ buyerName, ...(known === undefined ? {} : { buyerCode: known.code }) });
  };
  return (
    <section className="card">
      <div className="row">
        <Choice
          label={fields.type}
          value={form.type}
          options={TYPES.map((id) => ({ id, text: values[id] }))}
          onChange={(type) => change({ type })}
        />
        <Choice
          label={words.issue.entry}
          value={form.entry}
          options={ENTRIES.map((id) => ({ id, text: words.issue.entries[id] }))}
          onChange={(entry) => change({ entry })}
        />
        <Choice
          label={fields.buyer}
          value={form.buyerType}
          options={BUYERS.map((id) => ({ id, text: values[id] }))}
          onChange={(buyerType) => change({ buyerType })}
        />
        {!isPerson && (
          <>
            <Field
              label={words.issue.buyerName}
              value={form.buyerName}
              onChange={rename}
              problem={problemAt('buyerName')}
              list="customers"
              isWide
            />
            <Field
              label={words.issue.buyerCode}
              value={form.buyerCode}
              onChange={(buyerCode) => change({ buyerCode: buyerCode.trim().toUpperCase() })}
              problem={problemAt('buyerCode')}
              isWide
            />
          </>
        )}
      </div>
      <datalist id="customers">
        {customers.map(({ name, code }) => (
          <option key={name} value={name}>
            {code}
          </option>
        ))}
      </datalist>
    </section>
  );
}
