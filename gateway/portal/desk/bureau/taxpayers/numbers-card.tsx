import type { NumbersAccountAnswer } from '@fapiao-ledger/client';
import { isNumberPrefix, type NumberProfile, regionOf, yearOfPrefix } from '@fapiao-ledger/core';
import { useMemo, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/column.ts';
import { Failure } from '../../widgets/failure.tsx';
import { Field } from '../../widgets/fields.tsx';
import { PlainTable } from '../../widgets/plain-table.tsx';
import type { DeskWords } from '../../words/index.ts';
import { Allowed } from '../allowed.tsx';
import { ReturnNumbers } from './return-numbers.tsx';

const PROFILES = ['DIGITAL', 'SHENZHEN_2018'] as const satisfies readonly NumberProfile[];
const COUNT = /^[1-9][0-9]{0,7}$/;
const COUNT_MAX = 10_000_000;

type PrefixRow = NumbersAccountAnswer['prefixes'][number];

/** Numbers of a seller in a year, by prefix, and the grant of further ones. */
export function NumbersCard({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const thisYear = beijingToday().slice(0, 4);
  const [year, setYear] = useState(thisYear);
  const years = [-1, 0, 1].map((distance) => String(Number(thisYear) + distance));
  const { answer, failure, reload } = useAnswer<NumbersAccountAnswer>(`/bureau/numbers/${code}?year=${year}`);
  const isAsked = answer?.seller === code && answer.year === year;
  return (
    <section className="card">
      <h2>{words.bureau.page.numbers}</h2>
      <div className="row">
        <Choice
          label={words.shared.fields.year}
          value={year}
          options={years.map((id) => ({ id, text: id }))}
          onChange={setYear}
        />
        {isAsked && <ReturnNumbers account={answer} onDone={reload} />}
      </div>
      {failure !== undefined && <Failure error={failure} words={words} onRetry={reload} />}
      {isAsked && <Account account={answer} />}
      <Allowed operation="grant-segment">
        <GrantNumbers code={code} onDone={reload} />
      </Allowed>
    </section>
  );
}

/** Where the numbers of a year are. Numbers that are nowhere are an alarm. */
function Account({ account }: { readonly account: NumbersAccountAnswer }) {
  const { words } = useDesk();
  const { page } = words.bureau;
  const columns = useMemo(() => columnsOf(words), [words]);
  const { isSettled, difference, prefixes } = account;
  if (prefixes.length === 0) return <p className="quiet">{page.numbersNone}</p>;
  return (
    <>
      {isSettled && difference !== 0 && (
        <p className="failure">{page.difference(groupedText(String(difference)))}</p>
      )}
      <PlainTable label={page.numbers} columns={columns} records={prefixes} keyOf={({ prefix }) => prefix} />
    </>
  );
}

function columnsOf({ shared, bureau: { page } }: DeskWords): readonly Column<PrefixRow>[] {
  const count = (name: 'granted' | 'used' | 'stock' | 'lanes' | 'returned', label: string) =>
    ({ name, label, kind: 'number', text: (row: PrefixRow) => groupedText(String(row[name])) }) as const;
  return [
    { name: 'prefix', label: shared.fields.prefix, text: ({ prefix }) => prefix },
    count('granted', page.granted),
    count('used', page.used),
    count('stock', page.stock),
    count('lanes', page.inLanes),
    count('returned', page.returned),
  ];
}

interface GrantProps {
  readonly code: string;
  readonly onDone: () => void;
}

function GrantNumbers({ code, onDone }: GrantProps) {
  const { words, sign } = useDesk();
  const { fields, values } = words.shared;
  const { page } = words.bureau;
  const year = beijingToday().slice(0, 4);
  const [profile, setProfile] = useState<NumberProfile>('DIGITAL');
  const [prefix, setPrefix] = useState(`${year.slice(2)}${regionOf(code).slice(0, 2)}2`);
  const [count, setCount] = useState('');
  const isCount = COUNT.test(count) && Number(count) <= COUNT_MAX;
  const isPrefix = isNumberPrefix(prefix, profile) && isInForce(yearOfPrefix(prefix, profile), year);
  const grant = async (): Promise<void> => {
    const body = { seller: code, profile, prefix, count: Number(count) };
    if ((await sign({ operation: 'grant-segment', body })) === undefined) return;
    setCount('');
    onDone();
  };
  return (
    <Form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (isCount && isPrefix) void grant();
      }}
    >
      <Choice
        label={fields.profile}
        value={profile}
        options={PROFILES.map((id) => ({ id, text: values[id] }))}
        onChange={setProfile}
      />
      <Field
        label={fields.prefix}
        value={prefix}
        problem={isPrefix ? undefined : page.wrongPrefix}
        onChange={setPrefix}
      />
      <Field
        label={page.count}
        value={count}
        problem={count === '' || isCount ? undefined : page.wrongCount}
        onChange={(text) => setCount(text.replaceAll(/[\s,，]/g, ''))}
      />
      <Button className="button" type="submit" isDisabled={!isCount || !isPrefix}>
        {page.numbersGo}
      </Button>
    </Form>
  );
}

/** Whether numbers of a year can be issued now or soon: no lane issues those of another year. */
function isInForce(ofPrefix: string, year: string): boolean {
  return ofPrefix === year || ofPrefix === String(Number(year) + 1);
}
