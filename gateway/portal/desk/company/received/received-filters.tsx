import { useDesk } from '../../desk.ts';
import type { InvoiceFilter } from '../../invoices/filter.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Field, MoneyField, Period } from '../../widgets/fields.tsx';

const USES = ['', 'AWAITED', 'DEDUCTION', 'NO_DEDUCTION'] as const;
const STATES = ['', 'OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'] as const;
const TYPES = ['', 'ORDINARY', 'SPECIAL'] as const;

interface ReceivedFiltersProps {
  readonly filter: InvoiceFilter;
  readonly onChange: (part: Partial<InvoiceFilter>) => void;
}

/** What narrows the list of received invoices. */
export function ReceivedFilters({ filter, onChange }: ReceivedFiltersProps) {
  const { words } = useDesk();
  const { company, list } = words;
  const { fields, values } = words.shared;
  return (
    <div className="filters">
      <Period
        from={filter.dateFrom}
        to={filter.dateTo}
        labels={list}
        onChange={({ from, to }) => onChange({ dateFrom: from, dateTo: to })}
      />
      <Choice
        label={company.use}
        value={known(USES, filter.use)}
        options={USES.map((id) => ({ id, text: id === '' ? list.all : company.uses[id] }))}
        onChange={(use) => onChange({ use })}
      />
      <Field label={list.text} value={filter.text} onChange={(text) => onChange({ text })} />
      <Field
        label={company.sellerCode}
        value={filter.seller}
        onChange={(seller) => onChange({ seller: seller.trim().toUpperCase() })}
      />
      <MoneyField
        label={list.amountFrom}
        value={filter.amountFrom}
        onChange={(amountFrom) => onChange({ amountFrom })}
      />
      <MoneyField
        label={list.amountTo}
        value={filter.amountTo}
        onChange={(amountTo) => onChange({ amountTo })}
      />
      <Choice
        label={fields.status}
        value={known(STATES, filter.state)}
        options={STATES.map((id) => ({ id, text: id === '' ? list.all : values[id] }))}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        label={fields.type}
        value={known(TYPES, filter.type)}
        options={TYPES.map((id) => ({ id, text: id === '' ? list.all : values[id] }))}
        onChange={(type) => onChange({ type })}
      />
    </div>
  );
}

/** Returns an option by its name, which an address may have altered; all when there is none. */
function known<Id extends string>(options: readonly ('' | Id)[], name: string): '' | Id {
  return options.find((option) => option === name) ?? '';
}
