import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import type { Act } from '../../shared/signing/act.ts';
import { CompanyActs } from '../company/company-acts.tsx';
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
  const { session, sign } = useDesk();
  const { code } = session.identity;
  const perform = async (act: Act): Promise<void> => {
    if ((await sign(act)) !== undefined) onDone();
  };
  const part = { number: invoice.number, perform };
  return (
    <>
      {status.state === 'OPEN' && status.holder === code && <TransferButton {...part} />}
      <CompanyActs {...part} invoice={invoice} status={status} />
      {status.state === 'LOCKED' && status.lock?.company === code && <UnlockButton {...part} />}
      {invoice.seller.code === code && invoice.red === undefined && (
        <SellerActs {...part} isReversible={status.rest !== '0.00'} />
      )}
    </>
  );
}

interface ActPart {
  readonly number: string;
  readonly perform: (act: Act) => Promise<void>;
}

function UnlockButton({ number, perform }: ActPart) {
  const { words } = useDesk();
  return (
    <Button
      className="button"
      onPress={() => void perform({ operation: 'unlock', body: { invoices: [{ number }] } })}
    >
      {words.shared.operations.unlock.title}
    </Button>
  );
}

function SellerActs({ number, perform, isReversible }: ActPart & { readonly isReversible: boolean }) {
  const { words } = useDesk();
  return (
    <>
      <Button className="button" onPress={() => go(hashOf('/issue', { copy: number }))}>
        {words.invoice.copy}
      </Button>
      {isReversible && <ReverseButton number={number} perform={perform} />}
    </>
  );
}
