import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { readParty } from '../../shared/party-code.ts';
import type { Act } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { Field } from '../widgets/fields.tsx';

interface TransferButtonProps {
  readonly number: string;
  readonly perform: (act: Act) => Promise<void>;
}

/** Passes an invoice on to the taxpayer that the holder enters: its code, or what a hand-held reader types of the code in a wallet. */
export function TransferButton({ number, perform }: TransferButtonProps) {
  const { words } = useDesk();
  const [to, setTo] = useState('');
  const party = readParty(to);
  return (
    <DialogTrigger>
      <Button className="button">{words.invoice.transfer}</Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="columns" aria-label={words.invoice.transfer}>
          {({ close }) => (
            <>
              <Field label={words.shared.fields.to} value={to} onChange={setTo} />
              <Button
                className="button primary"
                isDisabled={party === undefined}
                onPress={() => {
                  if (party === undefined) return;
                  close();
                  void perform({
                    operation: 'transfer',
                    body: { to: party.code, invoices: [{ number }] },
                  });
                }}
              >
                {words.invoice.transfer}
              </Button>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
