import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { saveFile } from '../../widgets/save-file.ts';
import { DecisionFields } from './decision-fields.tsx';
import { decisionProblems, decisionsIn, NO_DECISIONS } from './decisions.ts';
import type { Registered } from './registration.tsx';
import { type KeyRequest, RequestField } from './request-field.tsx';

interface AmendmentProps {
  readonly code: string;
  readonly onDone: () => void;
}

/** Changes what the bureau has decided about a taxpayer, or its key. Only what is entered is signed. */
export function Amendment({ code, onDone }: AmendmentProps) {
  const { words, sign, tell } = useDesk();
  const { page, register } = words.bureau;
  const [texts, setTexts] = useState(NO_DECISIONS);
  const [request, setRequest] = useState<KeyRequest>();
  const changes = {
    ...decisionsIn(texts),
    ...(request === undefined ? {} : { publicKey: request.publicKey }),
  };
  const isReady = Object.keys(changes).length > 0 && Object.keys(decisionProblems(texts, words)).length === 0;
  const amend = async (): Promise<void> => {
    const answer = await sign<Registered>({
      operation: 'amend-taxpayer',
      body: { code, ...changes },
      ...(request === undefined ? {} : { unsigned: { csr: request.csr } }),
    });
    if (answer === undefined) return;
    if (answer.certificate !== undefined) {
      saveFile(`${code}.pem`, 'application/x-pem-file', [answer.certificate]);
      tell({ kind: 'done', title: register.saved });
    }
    onDone();
  };
  return (
    <Form
      className="columns-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void amend();
      }}
    >
      <p className="quiet">{page.amendLead}</p>
      <div className="row">
        <DecisionFields texts={texts} onChange={(part) => setTexts((before) => ({ ...before, ...part }))} />
      </div>
      <RequestField request={request} onChange={setRequest} />
      <div className="row">
        <Button className="button primary" type="submit" isDisabled={!isReady}>
          {page.amendGo}
        </Button>
      </div>
    </Form>
  );
}
