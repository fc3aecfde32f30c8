import { isParticipantCode } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Act } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { Field } from '../widgets/fields.tsx';

interface TransferButtonProps {
  readonly number: string;
  readonly perform: (act: Act) => Promise<void>;
}

/** Passes an invoice on to the code that the holder enters. */
export function TransferButton({ number, perform }: TransferButtonProps) {
  const { words } = useDesk();
  const [to, setTo] = useState('');
  const code = to.trim().toUpperCase();
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
                isDisabled={!isParticipantCode(code)}
                onPress={() => {
                  close();
                  void perform({
                    operation: 'transfer',
                    body: { to: code, invoices: [{ number }] },
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
