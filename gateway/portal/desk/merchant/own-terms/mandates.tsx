import {
  type InvoiceType,
  isLaneName,
  isProviderCode,
  type MandateJson,
  type MandatesJson,
} from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/column.ts';
import { Failure } from '../../widgets/failure.tsx';
import { DateField, Field, MoneyField } from '../../widgets/fields.tsx';
import { PlainTable } from '../../widgets/plain-table.tsx';
import type { DeskWords } from '../../words/index.ts';
import { MAIN_LANE } from '../lane.ts';

/** The mandates by which payment providers issue in the seller's name. */
export function Mandates() {
  const { words, sign } = useDesk();
  const list = useAnswer<MandatesJson>('/mandates');
  const revoke = async (provider: string): Promise<void> => {
    if ((await sign({ operation: 'revoke-mandate', body: { provider } })) !== undefined) list.reload();
  };
  const mandates = list.answer?.mandates ?? [];
  const { mandates: texts } = words.ownTerms;
  return (
    <>
      <h1>{words.nav.mandates}</h1>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <NewMandate onDone={list.reload} />
      <section className="card">
        <h2>{texts.granted}</h2>
        {mandates.length === 0 && <p className="quiet">{words.empty}</p>}
        {mandates.length > 0 && (
          <PlainTable
            label={texts.granted}
            columns={columnsOf(words, revoke)}
            records={mandates}
            keyOf={({ provider }) => provider}
          />
        )}
      </section>
    </>
  );
}

function columnsOf(
  words: DeskWords,
  revoke: (provider: string) => Promise<void>,
): readonly Column<MandateJson>[] {
  const { fields, values } = words.shared;
  const { mandates: texts } = words.ownTerms;
  const isOver = ({ until }: MandateJson): boolean => Date.parse(until) < Date.now();
  return [
    { name: 'provider', label: fields.provider, text: ({ provider }) => provider },
    { name: 'amountMax', label: fields.amountMax, kind: 'money', text: ({ amountMax }) => amountMax },
    { name: 'lane', label: fields.lane, text: ({ lane }) => lane },
    {
      name: 'types',
      label: fields.types,
      text: ({ types }) => types?.map((type) => values[type]).join('、') ?? texts.types.both,
    },
    { name: 'refundLane', label: fields.refundLane, text: ({ refundLane = '' }) => refundLane },
    {
      name: 'until',
      label: fields.until,
      text: (mandate) => `${beijingText(mandate.until)}${isOver(mandate) ? ` (${texts.ended})` : ''}`,
    },
    {
      name: 'revoke',
      label: '',
      text: () => '',
      view: ({ provider }) => (
        <Button className="button quiet" onPress={() => void revoke(provider)}>
          {texts.revoke(provider)}
        </Button>
      ),
    },
  ];
}

const TYPES = ['both', 'ORDINARY', 'SPECIAL'] as const;

function NewMandate({ onDone }: { readonly onDone: () => void }) {
  const { words, sign } = useDesk();
  const { fields } = words.shared;
  const { mandates: texts } = words.ownTerms;
  const [provider, setProvider] = useState('');
  const [amountMax, setAmountMax] = useState('');
  const [day, setDay] = useState('');
  const [lane, setLane] = useState(MAIN_LANE);
  const [refundLane, setRefundLane] = useState('');
  const [types, setTypes] = useState<(typeof TYPES)[number]>('both');
  const code = provider.trim().toUpperCase();
  const lanes = [lane, ...(refundLane === '' ? [] : [refundLane])];
  const isReady = [isProviderCode(code), amountMax !== '', day !== '', lanes.every(isLaneName)].every(
    Boolean,
  );
  const grant = async (): Promise<void> => {
    const body = {
      ...{ provider: code, lane, amountMax, until: endOf(day) },
      ...(types === 'both' ? {} : { types: [types] satisfies InvoiceType[] }),
      ...(refundLane === '' ? {} : { refundLane }),
    };
    if ((await sign({ operation: 'grant-mandate', body })) !== undefined) onDone();
  };
  return (
    <section className="card">
      <h2>{words.shared.operations['grant-mandate'].title}</h2>
      <p>{texts.lead}</p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void grant();
        }}
      >
        <Field label={texts.provider} value={provider} onChange={setProvider} />
        <MoneyField label={fields.amountMax} value={amountMax} onChange={setAmountMax} />
        <DateField label={texts.until} value={day} onChange={setDay} />
        <Choice
          label={fields.types}
          value={types}
          options={TYPES.map((id) => ({ id, text: texts.types[id] }))}
          onChange={setTypes}
        />
        <Field label={fields.lane} value={lane} onChange={setLane} />
        <Field label={texts.refundLane} value={refundLane} onChange={setRefundLane} />
        <Button className="button primary" type="submit" isDisabled={!isReady}>
          {words.shared.operations['grant-mandate'].title}
        </Button>
      </form>
    </section>
  );
}

/** Returns the last second of a day in Beijing, in UTC. */
function endOf(day: string): string {
  return `${day}T15:59:59Z`;
}
