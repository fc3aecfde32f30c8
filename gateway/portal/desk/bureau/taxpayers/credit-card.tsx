import type { CreditAnswer } from '@fapiao-ledger/client';
import { FapiaoError, monthOf, monthsAfter, readYuan } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { groupedText, yuanText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { MoneyField } from '../../widgets/fields.tsx';
import { Allowed } from '../allowed.tsx';

/** Credit of a seller: what is granted, used and left of a month, and the grant of it. */
export function CreditCard({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const now = monthOf(beijingToday());
  const [month, setMonth] = useState(now);
  const months = [-2, -1, 0, 1].map((distance) => monthsAfter(now, distance));
  return (
    <section className="card">
      <h2>{words.bureau.page.credit}</h2>
      <Choice
        label={words.shared.fields.month}
        value={month}
        options={months.map((id) => ({ id, text: id }))}
        onChange={setMonth}
      />
      <MonthOfCredit key={month} code={code} month={month} />
    </section>
  );
}

interface MonthProps {
  readonly code: string;
  readonly month: string;
}

function MonthOfCredit({ code, month }: MonthProps) {
  const { words } = useDesk();
  const { answer, failure, reload } = useAnswer<CreditAnswer>(`/credits/${code}/${month}`);
  const isNone = failure instanceof FapiaoError && failure.code === 'CREDIT_NOT_FOUND';
  return (
    <>
      {failure !== undefined && !isNone && <Failure error={failure} words={words} onRetry={reload} />}
      {isNone && <p className="quiet">{words.bureau.page.creditNone}</p>}
      {answer !== undefined && (
        <dl className="facts">
          <dt>{words.overview.granted}</dt>
          <dd>{groupedText(answer.granted)}</dd>
          <dt>{words.overview.used}</dt>
          <dd>{groupedText(answer.used)}</dd>
          <dt>{words.overview.credit(month)}</dt>
          <dd>{groupedText(answer.left)}</dd>
        </dl>
      )}
      <Allowed operation="grant-credit">
        <GrantCredit code={code} month={month} onDone={reload} />
      </Allowed>
    </>
  );
}

function GrantCredit({ code, month, onDone }: MonthProps & { readonly onDone: () => void }) {
  const { words, sign } = useDesk();
  const [net, setNet] = useState('');
  const amount = yuanText(net);
  const isAmount = (readYuan(amount) ?? -1n) >= 0n;
  const grant = async (): Promise<void> => {
    const body = { seller: code, month, net: amount };
    if ((await sign({ operation: 'grant-credit', body })) === undefined) return;
    setNet('');
    onDone();
  };
  return (
    <Form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAmount) void grant();
      }}
    >
      <MoneyField
        label={words.bureau.page.creditNet}
        value={net}
        problem={net === '' || isAmount ? undefined : words.bureau.search.wrongAmount}
        onChange={setNet}
      />
      <Button className="button" type="submit" isDisabled={!isAmount}>
        {words.bureau.page.creditGo}
      </Button>
    </Form>
  );
}
