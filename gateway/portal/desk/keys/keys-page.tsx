import type { ScopedKeyJson } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { beijingText } from '../../shared/moment.ts';
import { groupedText } from '../../shared/money.ts';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { Failure } from '../widgets/failure.tsx';
import { NewKey } from './new-key.tsx';

/** The further keys of the taxpayer, such as those of its tills. */
export function Keys() {
  const { words, session, sign } = useDesk();
  const { code } = session.identity;
  const list = useAnswer<{ keys: readonly ScopedKeyJson[] }>(`/taxpayers/${code}/keys`);
  const revoke = async (name: string): Promise<void> => {
    if ((await sign({ operation: 'revoke-key', body: { name } })) !== undefined) list.reload();
  };
  const keys = list.answer?.keys ?? [];
  const { fields } = words.shared;
  return (
    <>
      <h1>{words.nav.keys}</h1>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <NewKey onDone={list.reload} />
      <section className="card">
        <h2>{words.keys.registered}</h2>
        {keys.length === 0 && <p className="quiet">{words.empty}</p>}
        {keys.length > 0 && (
          <div className="scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{fields.name}</th>
                  <th scope="col">{fields.scopes}</th>
                  <th scope="col">{fields.lanes}</th>
                  <th scope="col" className="money">
                    {fields.amountMax}
                  </th>
                  <th scope="col">{fields.until}</th>
                  <th scope="col">{words.keys.since}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {keys.map((key) => (
                  <tr key={key.keyEpoch}>
                    <td>{key.name}</td>
                    <td>{key.scopes.map((scope) => words.keys.scopes[scope]).join('、')}</td>
                    <td>{key.lanes?.join('、') ?? words.list.all}</td>
                    <td className="money">{key.amountMax === undefined ? '' : groupedText(key.amountMax)}</td>
                    <td>{key.until === undefined ? '' : beijingText(key.until)}</td>
                    <td>{beijingText(key.registeredAt)}</td>
                    <td>
                      <Button className="button quiet" onPress={() => void revoke(key.name)}>
                        {words.keys.revoke(key.name)}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
