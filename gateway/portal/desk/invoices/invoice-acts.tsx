import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import type { Act } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { go, hashOf } from '../route.ts';
import { ReverseButton } from './reverse-button.tsx';
import { TransferButton } from './transfer-button.tsx';

interface InvoiceActsProps {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  readonly onDone: () => void;
}

/** What the taxpayer may do with an invoice, by its side and the state. The ledger decides; these are what may succeed. */
export function InvoiceActs({ invoice, status, onDone }: InvoiceActsProps) {
  const { words, session, sign } = useDesk();
  const { code } = session.identity;
  const perform = async (act: Act): Promise<void> => {
    if ((await sign(act)) !== undefined) onDone();
  };
  const isSeller = invoice.seller.code === code;
  const isHolder = status.holder === code && status.state === 'OPEN';
  const hasClaim = status.state === 'LOCKED' && status.lock?.company === code;
  const isReversible = isSeller && invoice.red === undefined && status.rest !== '0.00';
  return (
    <>
      {isHolder && <TransferButton number={invoice.number} perform={perform} />}
      {hasClaim && (
        <Button
          className="button"
          onPress={() =>
            void perform({
              operation: 'unlock',
              body: { invoices: [{ number: invoice.number }] },
            })
          }
        >
          {words.shared.operations.unlock.title}
        </Button>
      )}
      {isSeller && invoice.red === undefined && (
        <Button className="button" onPress={() => go(hashOf('/issue', { copy: invoice.number }))}>
          {words.invoice.copy}
        </Button>
      )}
      {isReversible && <ReverseButton number={invoice.number} perform={perform} />}
    </>
  );
}
