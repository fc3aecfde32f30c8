import type { Json, TaxpayerJson } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { saveFile } from '../../widgets/save-file.ts';
import { DecisionFields } from './decision-fields.tsx';
import { changesIn, decisionProblems, textsOf } from './decisions.ts';
import type { Registered } from './registration.tsx';
import { type KeyRequest, RequestField } from './request-field.tsx';

interface AmendmentProps {
  readonly taxpayer: TaxpayerJson;
  readonly onDone: () => void;
}

/** Changes what the bureau has decided about a taxpayer, or its key. Only what is changed is signed, and the question shows what was before. */
export function Amendment({ taxpayer, onDone }: AmendmentProps) {
  const { words, sign, tell } = useDesk();
  const { page, register } = words.bureau;
  const [texts, setTexts] = useState(() => textsOf(taxpayer));
  const [request, setRequest] = useState<KeyRequest>();
  const { code } = taxpayer;
  const isPerson = taxpayer.kind === 'PERSON';
  const changes = {
    ...(isPerson ? {} : changesIn(texts, taxpayer)),
    ...(request === undefined ? {} : { publicKey: request.publicKey }),
  };
  const isReady = Object.keys(changes).length > 0 && Object.keys(decisionProblems(texts, words)).length === 0;
  const amend = async (): Promise<void> => {
    const answer = await sign<Registered>({
      operation: 'amend-taxpayer',
      body: { code, ...changes },
      follows: partsOf(taxpayer, ['code', ...Object.keys(changes)]),
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
      {!isPerson && (
        <>
          <p className="quiet">{page.amendLead}</p>
          <div className="row">
            <DecisionFields
              texts={texts}
              onChange={(part) => setTexts((before) => ({ ...before, ...part }))}
            />
          </div>
        </>
      )}
      <RequestField request={request} onChange={setRequest} />
      <div className="row">
        <Button className="button primary" type="submit" isDisabled={!isReady}>
          {page.amendGo}
        </Button>
      </div>
    </Form>
  );
}

/** Returns the fields of a taxpayer that have names, as the document that an amendment follows. */
function partsOf(taxpayer: TaxpayerJson, names: readonly string[]): Json {
  const parts = Object.entries(taxpayer).filter(([name]) => names.includes(name));
  return Object.fromEntries(parts) as Json;
}
