import type { ScopedKeyJson } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import type { Column } from '../../widgets/column.ts';
import { Failure } from '../../widgets/failure.tsx';
import { PlainTable } from '../../widgets/plain-table.tsx';

/** The further keys that a taxpayer has registered itself, such as those of its tills. */
export function TaxpayerKeys({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const { page, comma } = words.bureau;
  const { answer, failure } = useAnswer<{ readonly keys: readonly ScopedKeyJson[] }>(
    `/taxpayers/${code}/keys`,
  );
  const columns = useMemo<readonly Column<ScopedKeyJson>[]>(() => {
    const { fields } = words.shared;
    return [
      { name: 'name', label: fields.name, text: ({ name }) => name },
      {
        name: 'scopes',
        label: fields.scopes,
        text: ({ scopes }) => scopes.map((scope) => words.keys.scopes[scope]).join(comma),
      },
      { name: 'lanes', label: fields.lanes, text: ({ lanes }) => lanes?.join(comma) ?? words.list.all },
      {
        name: 'amountMax',
        label: fields.amountMax,
        kind: 'money',
        text: ({ amountMax = '' }) => amountMax,
      },
      {
        name: 'since',
        label: words.keys.since,
        text: ({ registeredAt }) => beijingText(registeredAt),
      },
    ];
  }, [words, comma]);
  return (
    <section className="card">
      <h2>{page.keys}</h2>
      {failure !== undefined && <Failure error={failure} words={words} />}
      {answer?.keys.length === 0 && <p className="quiet">{page.keysNone}</p>}
      {answer !== undefined && answer.keys.length > 0 && (
        <PlainTable
          label={page.keys}
          columns={columns}
          records={answer.keys}
          keyOf={({ keyEpoch }) => keyEpoch}
        />
      )}
    </section>
  );
}
