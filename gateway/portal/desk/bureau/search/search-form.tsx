import { useEffect, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { yuanText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { AreaChoice } from '../../widgets/area-choice.tsx';
import { Choice } from '../../widgets/choice.tsx';
import { Field, MoneyField, Period } from '../../widgets/fields.tsx';
import { SECTORS } from '../statistics/sectors.ts';
import {
  cleaned,
  EMPTY_FILTER,
  filterIn,
  problemsIn,
  type SearchField,
  type SearchFilter,
} from './filter.ts';

const STATES = ['', 'OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'] as const;
const TYPES = ['', 'ORDINARY', 'SPECIAL'] as const;

interface SearchFormProps {
  readonly filter: SearchFilter;
  readonly onSearch: (filter: SearchFilter) => void;
}

/** The filters of the search. What is typed is asked when the officer says so: a question with several filters may take seconds. */
export function SearchForm({ filter, onSearch }: SearchFormProps) {
  const { words } = useDesk();
  const { search } = words.bureau;
  const { fields, values } = words.shared;
  const [draft, setDraft] = useState(filter);
  const [isTried, setTried] = useState(false);
  // A saved view or the history of the browser changes the address, and the fields follow it.
  const place = new URLSearchParams(filter).toString();
  useEffect(() => setDraft(filterIn(new URLSearchParams(place))), [place]);
  const problems = isTried ? problemsIn(draft, words) : {};
  const set = (part: Partial<SearchFilter>): void => setDraft((before) => ({ ...before, ...part }));
  const named = <Id extends string>(ids: readonly Id[]): { id: Id; text: string }[] =>
    ids.map((id) => ({ id, text: id === '' ? words.list.all : (values[id as keyof typeof values] ?? id) }));
  const text = (field: SearchField, label: string) => ({
    label,
    value: draft[field],
    problem: problems[field],
    onChange: (value: string) => set({ [field]: value }),
    onBlur: () => set({ [field]: cleaned(field, draft[field]) }),
  });
  const money = (field: 'amountFrom' | 'amountTo', label: string) => ({
    label,
    value: draft[field],
    problem: problems[field],
    onChange: (value: string) => set({ [field]: value }),
  });
  const ask = (): void => {
    const ready = Object.fromEntries(
      (Object.keys(draft) as SearchField[]).map((field) => [
        field,
        field.startsWith('amount') ? yuanText(draft[field]) : cleaned(field, draft[field]),
      ]),
    ) as SearchFilter;
    setDraft(ready);
    setTried(true);
    if (Object.keys(problemsIn(ready, words)).length === 0) onSearch(ready);
  };
  return (
    <Form
      className="filters"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Field {...text('number', fields.number)} isWide />
      <Field {...text('text', search.text)} />
      <Field {...text('seller', fields.seller)} isWide />
      <Field {...text('buyer', fields.buyer)} isWide />
      <Field {...text('holder', fields.holderNow)} isWide />
      <Field {...text('company', search.claimant)} isWide />
      <Period
        from={draft.dateFrom}
        to={draft.dateTo}
        labels={words.list}
        onChange={({ from, to }) => set({ dateFrom: from, dateTo: to })}
      />
      <MoneyField {...money('amountFrom', words.list.amountFrom)} />
      <MoneyField {...money('amountTo', words.list.amountTo)} />
      <Field {...text('rate', fields.rate)} />
      <Field {...text('ref', fields.ref)} />
      <Choice
        label={fields.type}
        value={TYPES.find((known) => known === draft.type) ?? ''}
        options={named(TYPES)}
        onChange={(type) => set({ type })}
      />
      <Choice
        label={fields.status}
        value={STATES.find((known) => known === draft.state) ?? ''}
        options={named(STATES)}
        onChange={(state) => set({ state })}
      />
      <Choice
        label={words.supervision.statistics.sector}
        value={SECTORS.find((known) => known === draft.sector) ?? ''}
        options={[
          { id: '', text: words.list.all },
          ...SECTORS.map((id) => ({ id, text: words.supervision.sectors[id] })),
        ]}
        onChange={(sector) => set({ sector })}
      />
      <AreaChoice value={draft.region} onChange={(region) => set({ region })} />
      <Button className="button primary" type="submit">
        {search.go}
      </Button>
      <Button
        className="button"
        onPress={() => {
          setTried(false);
          setDraft(EMPTY_FILTER);
          onSearch(EMPTY_FILTER);
        }}
      >
        {search.clear}
      </Button>
    </Form>
  );
}
