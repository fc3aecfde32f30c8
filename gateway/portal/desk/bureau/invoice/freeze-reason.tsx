import type { FreezeJson } from '@fapiao-ledger/core';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';

/** Why an invoice is frozen, by whom and since when. */
export function FreezeReason({ number }: { readonly number: string }) {
  const { words } = useDesk();
  const { answer } = useAnswer<FreezeJson>(`/bureau/invoices/${number}/freeze`);
  if (answer === undefined) return null;
  return (
    <p className="note">
      {words.bureau.invoice.frozenBy(answer.officer, beijingText(answer.at))}
      {' · '}
      {words.shared.fields.reason}
      {': '}
      {answer.reason}
    </p>
  );
}
