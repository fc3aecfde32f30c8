import type { ScopedKeyJson } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { beijingText } from '../../shared/moment.ts';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';
import type { Column } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import { PlainTable } from '../widgets/plain-table.tsx';
import { KeptKeys } from './kept-keys.ts';
import { NewKey } from './new-key.tsx';
import { UnsavedKeys } from './unsaved-keys.tsx';

const NONE: readonly ScopedKeyJson[] = [];

/** The further keys of the taxpayer, such as those of its tills. */
export function Keys() {
  const { words, session, store, sign } = useDesk();
  const kept = useMemo(() => new KeptKeys({ session, store }), [session, store]);
  const { code } = session.identity;
  const list = useAnswer<{ keys: readonly ScopedKeyJson[] }>(`/taxpayers/${code}/keys`);
  const revoke = async (name: string): Promise<void> => {
    if ((await sign({ operation: 'revoke-key', body: { name } })) !== undefined) list.reload();
  };
  const keys = list.answer?.keys ?? NONE;
  const { fields } = words.shared;
  const columns: readonly Column<ScopedKeyJson>[] = [
    { name: 'name', label: fields.name, text: ({ name }) => name },
    {
      name: 'scopes',
      label: fields.scopes,
      text: ({ scopes }) => scopes.map((scope) => words.keys.scopes[scope]).join('、'),
    },
    { name: 'lanes', label: fields.lanes, text: ({ lanes }) => lanes?.join('、') ?? words.list.all },
    { name: 'amountMax', label: fields.amountMax, kind: 'money', text: ({ amountMax = '' }) => amountMax },
    {
      name: 'until',
      label: fields.until,
      text: ({ until }) => (until === undefined ? '' : beijingText(until)),
    },
    {
      name: 'since',
      label: words.keys.since,
      text: ({ registeredAt }) => beijingText(registeredAt),
    },
    {
      name: 'revoke',
      label: '',
      text: () => '',
      view: ({ name }) => (
        <Button className="button quiet" onPress={() => void revoke(name)}>
          {words.keys.revoke(name)}
        </Button>
      ),
    },
  ];
  return (
    <>
      <h1>{words.nav.keys}</h1>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <UnsavedKeys kept={kept} registered={keys} onChange={list.reload} />
      <NewKey kept={kept} onDone={list.reload} />
      <section className="card">
        <h2>{words.keys.registered}</h2>
        {keys.length === 0 && <p className="quiet">{words.empty}</p>}
        {keys.length > 0 && (
          <PlainTable
            label={words.keys.registered}
            columns={columns}
            records={keys}
            keyOf={({ keyEpoch }) => keyEpoch}
          />
        )}
      </section>
    </>
  );
}
