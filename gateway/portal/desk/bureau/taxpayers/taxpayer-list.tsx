import type { TaxpayerSummary, TaxpayersPage } from '@fapiao-ledger/client';
import { useEffect, useMemo, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import type { Page } from '../../../shared/paging.ts';
import { useDesk } from '../../desk.ts';
import { RecordList } from '../../lists/record-list.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
import { AreaChoice } from '../../widgets/area-choice.tsx';
import { areaOfTaxpayer } from '../../widgets/area-text.ts';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/data-table.tsx';
import { Field } from '../../widgets/fields.tsx';
import { useRights } from '../rights.ts';
import { Registration } from './registration.tsx';
import { StatusTag } from './status-tag.tsx';
import { TaxpayerPage } from './taxpayer-page.tsx';

const KINDS = ['', 'GENERAL', 'SMALL_SCALE', 'PERSON'] as const;
const STATUSES = ['', 'ACTIVE', 'SUSPENDED'] as const;
const FIELDS = ['text', 'region', 'kind', 'status'] as const;

type TaxpayerFilter = Readonly<Record<(typeof FIELDS)[number], string>>;

/** The register of taxpayers, the one that the address names, or the form for a new one. */
export function Taxpayers() {
  const { parts } = useRoute();
  const [, code] = parts;
  if (code === 'new') return <Registration />;
  return code === undefined ? <TaxpayerList /> : <TaxpayerPage key={code} code={code} />;
}

/** Returns the taxpayers of a page and its cursor. */
function taxpayersOf({ taxpayers, next }: TaxpayersPage): Page<TaxpayerSummary> {
  return { records: taxpayers, next };
}

function TaxpayerList() {
  const { words, language } = useDesk();
  const { query } = useRoute();
  const { may } = useRights();
  const filter = Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? ''])) as TaxpayerFilter;
  const columns = useMemo<readonly Column<TaxpayerSummary>[]>(() => {
    const { fields, values } = words.shared;
    return [
      { name: 'code', label: fields.code, text: ({ code }) => code },
      { name: 'name', label: fields.name, text: ({ name = '' }) => name },
      { name: 'kind', label: fields.kind, text: ({ kind }) => values[kind] },
      {
        name: 'status',
        label: fields.status,
        text: ({ status }) => values[status],
        view: ({ status }) => <StatusTag status={status} text={values[status]} />,
      },
      {
        name: 'area',
        label: words.bureau.register.area,
        text: ({ code }) => areaOfTaxpayer(code, language),
      },
    ];
  }, [words, language]);
  const change = (part: Partial<TaxpayerFilter>): void =>
    go(hashOf('/taxpayers', { ...filter, ...part }), { replace: true });
  const register = may('register-taxpayer') && (
    <a className="button primary" href={hashOf('/taxpayers/new')}>
      {words.bureau.register.title}
    </a>
  );
  return (
    <RecordList<TaxpayerSummary, TaxpayersPage>
      name="bureau-taxpayers"
      title={words.bureau.taxpayers}
      path={pathOf(filter)}
      read={taxpayersOf}
      columns={columns}
      keyOf={({ code }) => code}
      hrefOf={({ code }) => hashOf(`/taxpayers/${code}`)}
      acts={register}
    >
      <Filters filter={filter} onChange={change} />
    </RecordList>
  );
}

function pathOf(filter: TaxpayerFilter): string {
  const query = new URLSearchParams({ limit: '200' });
  for (const field of FIELDS) if (filter[field] !== '') query.set(field, filter[field]);
  return `/bureau/taxpayers?${query.toString()}`;
}

interface FiltersProps {
  readonly filter: TaxpayerFilter;
  readonly onChange: (part: Partial<TaxpayerFilter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const [text, setText] = useState(filter.text);
  // A saved view or the history of the browser changes the address, and the field follows it.
  useEffect(() => setText(filter.text), [filter.text]);
  const options = <Id extends string>(ids: readonly Id[]): { id: Id; text: string }[] =>
    ids.map((id) => ({ id, text: id === '' ? words.list.all : (values[id as keyof typeof values] ?? id) }));
  return (
    <Form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ text: text.trim() });
      }}
    >
      <Field label={words.bureau.register.find} value={text} onChange={setText} isWide />
      <AreaChoice value={filter.region} onChange={(region) => onChange({ region })} />
      <Choice
        label={fields.kind}
        value={KINDS.find((known) => known === filter.kind) ?? ''}
        options={options(KINDS)}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label={fields.status}
        value={STATUSES.find((known) => known === filter.status) ?? ''}
        options={options(STATUSES)}
        onChange={(status) => onChange({ status })}
      />
      <Button className="button primary" type="submit">
        {words.bureau.search.go}
      </Button>
    </Form>
  );
}
