import {
  isCreditCode,
  isPersonId,
  type TaxpayerJson,
  type TaxpayerKind,
  type TaxpayerRegistration,
} from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki/proofs';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { go, hashOf } from '../../route.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { Field } from '../../widgets/fields.tsx';
import { saveFile } from '../../widgets/save-file.ts';
import { Allowed } from '../allowed.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { decisionProblems, decisionsIn, NO_DECISIONS } from './decisions.ts';
import { type KeyRequest, RequestField } from './request-field.tsx';

const KINDS = ['GENERAL', 'SMALL_SCALE', 'PERSON'] as const satisfies readonly TaxpayerKind[];

/** What the gateway answers to a registration or an amendment of a key. */
export interface Registered {
  readonly taxpayer: TaxpayerJson;
  readonly certificate?: string;
}

/** The form for a new taxpayer. */
export function Registration() {
  const { words } = useDesk();
  return (
    <>
      <h1>{words.bureau.register.title}</h1>
      <Allowed operation="register-taxpayer">
        <RegistrationForm />
      </Allowed>
    </>
  );
}

function RegistrationForm() {
  const { words, sign, tell } = useDesk();
  const { fields, values } = words.shared;
  const { register } = words.bureau;
  const network = useAnswer<TrustFile>('/network');
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('GENERAL');
  const [name, setName] = useState('');
  const [platform, setPlatform] = useState('');
  const [decisions, setDecisions] = useState(NO_DECISIONS);
  const [request, setRequest] = useState<KeyRequest>();
  const platforms = network.answer?.policy.any ?? [];
  const mspId = platforms.includes(platform) ? platform : (platforms[0] ?? '');
  const whole = code.trim().toUpperCase();
  const isPerson = kind === 'PERSON';
  const isCode = isPerson ? isPersonId(whole) : isCreditCode(whole);
  const isReady =
    isCode &&
    (isPerson || name.trim() !== '') &&
    mspId !== '' &&
    Object.keys(decisionProblems(decisions, words)).length === 0;

  const enter = async (): Promise<void> => {
    if (!isReady || request === undefined) return;
    const body: TaxpayerRegistration = {
      code: whole,
      kind,
      ...(isPerson ? {} : { name: name.trim() }),
      mspId,
      publicKey: request.publicKey,
      ...decisionsIn(decisions),
    };
    const unsigned = { csr: request.csr };
    const answer = await sign<Registered>({ operation: 'register-taxpayer', body, unsigned });
    if (answer === undefined) return;
    if (answer.certificate === undefined) tell({ kind: 'note', title: register.certificateFailed });
    else {
      saveFile(`${whole}.pem`, 'application/x-pem-file', [answer.certificate]);
      tell({ kind: 'done', title: register.saved });
    }
    go(hashOf(`/taxpayers/${whole}`));
  };
  return (
    <Form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      {network.failure !== undefined && <Failure error={network.failure} words={words} />}
      <div className="row">
        <Choice
          label={fields.kind}
          value={kind}
          options={KINDS.map((id) => ({ id, text: values[id] }))}
          onChange={setKind}
        />
        <Field
          label={fields.code}
          value={code}
          onChange={setCode}
          problem={code !== '' && !isCode ? words.bureau.search.wrongParticipant : undefined}
          isWide
        />
        {!isPerson && <Field label={fields.name} value={name} onChange={setName} isWide />}
        {platforms.length > 0 && (
          <Choice
            label={register.platform}
            value={mspId}
            options={platforms.map((id) => ({ id, text: id }))}
            onChange={setPlatform}
          />
        )}
      </div>
      <div className="row">
        <DecisionFields
          texts={decisions}
          onChange={(part) => setDecisions((before) => ({ ...before, ...part }))}
        />
      </div>
      <RequestField request={request} onChange={setRequest} />
      <div className="row">
        <Button className="button primary" type="submit" isDisabled={!isReady || request === undefined}>
          {register.go}
        </Button>
      </div>
    </Form>
  );
}
