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
import type { DeskWords } from '../../words/index.ts';
import { Allowed } from '../allowed.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { type DecisionTexts, decisionProblems, decisionsIn, NO_DECISIONS } from './decisions.ts';
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

/** A registration as an officer enters it. */
interface Entry {
  readonly code: string;
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly platform: string;
  readonly decisions: DecisionTexts;
}

const EMPTY: Entry = { code: '', kind: 'GENERAL', name: '', platform: '', decisions: NO_DECISIONS };

/** Returns a code as the ledger has it. */
function codeOf({ code }: Entry): string {
  return code.trim().toUpperCase();
}

function hasCode(entry: Entry): boolean {
  return entry.kind === 'PERSON' ? isPersonId(codeOf(entry)) : isCreditCode(codeOf(entry));
}

/** Returns what would be signed; undefined while something is missing or wrong. */
function registrationOf(
  entry: Entry,
  mspId: string | undefined,
  request: KeyRequest | undefined,
  words: DeskWords,
): TaxpayerRegistration | undefined {
  const { kind, name, decisions } = entry;
  const isNamed = kind === 'PERSON' || name.trim() !== '';
  const hasProblems = Object.keys(decisionProblems(decisions, words)).length > 0;
  if (mspId === undefined || request === undefined || !hasCode(entry) || !isNamed || hasProblems)
    return undefined;
  return {
    code: codeOf(entry),
    kind,
    ...(kind === 'PERSON' ? {} : { name: name.trim() }),
    mspId,
    publicKey: request.publicKey,
    ...decisionsIn(decisions),
  };
}

function RegistrationForm() {
  const { words, sign, tell } = useDesk();
  const { register } = words.bureau;
  const network = useAnswer<TrustFile>('/network');
  const [entry, setEntry] = useState(EMPTY);
  const [request, setRequest] = useState<KeyRequest>();
  const platforms = network.answer?.policy.any ?? [];
  const mspId = platforms.find((platform) => platform === entry.platform) ?? platforms[0];
  const body = registrationOf(entry, mspId, request, words);
  const set = (part: Partial<Entry>): void => setEntry((before) => ({ ...before, ...part }));

  const enter = async (): Promise<void> => {
    if (body === undefined || request === undefined) return;
    const unsigned = { csr: request.csr };
    const answer = await sign<Registered>({ operation: 'register-taxpayer', body, unsigned });
    if (answer === undefined) return;
    if (answer.certificate === undefined) tell({ kind: 'note', title: register.certificateFailed });
    else {
      saveFile(`${body.code}.pem`, 'application/x-pem-file', [answer.certificate]);
      tell({ kind: 'done', title: register.saved });
    }
    go(hashOf(`/taxpayers/${body.code}`));
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
      <NameFields entry={entry} platforms={platforms} mspId={mspId} onChange={set} />
      <div className="row">
        <DecisionFields
          texts={entry.decisions}
          onChange={(part) => set({ decisions: { ...entry.decisions, ...part } })}
        />
      </div>
      <RequestField request={request} onChange={setRequest} />
      <div className="row">
        <Button className="button primary" type="submit" isDisabled={body === undefined}>
          {register.go}
        </Button>
      </div>
    </Form>
  );
}

interface NameFieldsProps {
  readonly entry: Entry;
  readonly platforms: readonly string[];
  readonly mspId: string | undefined;
  readonly onChange: (part: Partial<Entry>) => void;
}

/** Kind, code, name and platform of a new taxpayer. A person has no name on the ledger. */
function NameFields({ entry, platforms, mspId, onChange }: NameFieldsProps) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const isWrong = entry.code !== '' && !hasCode(entry);
  return (
    <div className="row">
      <Choice
        label={fields.kind}
        value={entry.kind}
        options={KINDS.map((id) => ({ id, text: values[id] }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Field
        label={fields.code}
        value={entry.code}
        onChange={(code) => onChange({ code })}
        problem={isWrong ? words.bureau.search.wrongParticipant : undefined}
        isWide
      />
      {entry.kind !== 'PERSON' && (
        <Field label={fields.name} value={entry.name} onChange={(name) => onChange({ name })} isWide />
      )}
      {mspId !== undefined && (
        <Choice
          label={words.bureau.register.platform}
          value={mspId}
          options={platforms.map((id) => ({ id, text: id }))}
          onChange={(platform) => onChange({ platform })}
        />
      )}
    </div>
  );
}
