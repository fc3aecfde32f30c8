import { TEXT_MAX } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Form, Popover } from 'react-aria-components';
import { Field } from './fields.tsx';

interface ReasonButtonProps {
  readonly label: string;
  readonly reasonLabel: string;
  readonly isRequired?: boolean;
  readonly onGo: (reason: string) => void;
}

/** Asks for the reason of an act before the act is shown for signing. */
export function ReasonButton({ label, reasonLabel, isRequired = false, onGo }: ReasonButtonProps) {
  const [reason, setReason] = useState('');
  const text = reason.trim();
  const isReady = text.length <= TEXT_MAX.reason && (text !== '' || !isRequired);
  return (
    <DialogTrigger>
      <Button className="button">{label}</Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="columns" aria-label={label}>
          {({ close }) => (
            <Form
              className="columns"
              onSubmit={(event) => {
                event.preventDefault();
                if (!isReady) return;
                close();
                onGo(text);
              }}
            >
              <Field label={reasonLabel} value={reason} onChange={setReason} isWide />
              <Button className="button primary" type="submit" isDisabled={!isReady}>
                {label}
              </Button>
            </Form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
