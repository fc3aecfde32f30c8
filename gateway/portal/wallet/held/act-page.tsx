import { type BuyerJson, isCreditCode, isParticipantCode } from '@fapiao-ledger/core';
import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Party, readParty } from '../../shared/party-code.ts';
import { PortalError } from '../../shared/portal-error.ts';
import type { Act } from '../../shared/signing/act.ts';
import type { HolderOperation } from '../../shared/words/holder/index.ts';
import { Field, notesOf } from '../field.tsx';
import { ScanButton } from '../scan/scan-button.tsx';
import type { WalletWords } from '../words/wallet/index.ts';
import type { Outcome } from './own-acts.ts';
import { Problem } from './problem.tsx';
import { useWallet } from './wallet-context.ts';

interface ActParts {
  readonly operation: HolderOperation;
  readonly number: string;
  /** The taxpayer that the address names. */
  readonly given?: Party | undefined;
}

/** Passes an invoice on, or hands it in: chooses the party, shows what is signed, and says what came of it. */
export function ActPage({ operation, number, given }: ActParts): VNode {
  const { acts, ask, signing, words } = useWallet();
  const [outcome, setOutcome] = useState<Outcome | 'sending' | 'not-signed'>();
  const isLock = operation === 'lock';
  const send = (party: Party): void => {
    setOutcome('sending');
    acts
      .perform(actOf(operation, number, party.code), ask, signing)
      .then(setOutcome, (error: unknown) =>
        setOutcome(isNotConfirmed(error) ? 'not-signed' : { kind: 'failed', error }),
      );
  };
  const isOver = typeof outcome === 'object' && (outcome.kind === 'done' || outcome.kind === 'open');
  return (
    <>
      <p class="up">
        <a href={`#/held/${number}`}>‹ {number}</a>
      </p>
      <h1>{isLock ? words.handInTitle : words.passOnTitle}</h1>
      <p class="lead">{isLock ? words.handInLead : words.passOnLead}</p>
      {!isOver && (
        <PartyForm
          operation={operation}
          number={number}
          given={given}
          isSending={outcome === 'sending'}
          onParty={send}
        />
      )}
      <div role="status">
        <OutcomeText outcome={outcome} operation={operation} />
      </div>
    </>
  );
}

/** Returns the act. Everything in it is what the holder has typed, scanned or chosen; nothing is read from an answer. */
function actOf(operation: HolderOperation, number: string, code: string): Act<HolderOperation> {
  return operation === 'lock'
    ? { operation, body: { company: code, invoices: [{ number }] } }
    : { operation, body: { to: code, invoices: [{ number }] } };
}

function isNotConfirmed(error: unknown): boolean {
  return error instanceof PortalError && error.fault === 'not-confirmed';
}

function OutcomeText(parts: {
  readonly outcome: Outcome | 'sending' | 'not-signed' | undefined;
  readonly operation: HolderOperation;
}): VNode | null {
  const { words } = useWallet();
  const { outcome, operation } = parts;
  if (outcome === undefined) return null;
  if (outcome === 'sending') return <p>{words.sending}</p>;
  if (outcome === 'not-signed') return <p class="notice warn">{words.notSigned}</p>;
  if (outcome.kind === 'open') return <p class="notice warn">{words.unknown}</p>;
  if (outcome.kind !== 'done') return <Problem error={outcome.error} />;
  return <p class="notice good">{operation === 'lock' ? words.handedInDone : words.passedOn}</p>;
}

interface FormParts extends ActParts {
  readonly isSending: boolean;
  readonly onParty: (party: Party) => void;
}

function PartyForm({ operation, number, given, isSending, onParty }: FormParts): VNode {
  const { session, words } = useWallet();
  const isLock = operation === 'lock';
  const buyer = useBuyer(isLock ? number : undefined);
  const [chosen, setParty] = useState(given);
  const [error, setError] = useState('');
  // An invoice that is made out to a company can be claimed by that company alone.
  const party: Party = chosen ?? buyer ?? { code: '' };

  const take = (text: string): string | undefined => {
    const read = readParty(text);
    if (read === undefined) return words.otherParty;
    setParty(read);
    setError('');
    return undefined;
  };
  const type = (event: TargetedEvent<HTMLInputElement>): void => {
    const { value } = event.currentTarget;
    setParty(readParty(value) ?? { code: value });
    setError('');
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const code = party.code.trim();
    const problem =
      problemOf(code, isLock, words) ?? (code === session.identity.code ? words.self : undefined);
    if (problem === undefined) onParty({ ...party, code });
    else setError(problem);
  };
  const texts = isLock
    ? { label: words.company, hint: words.companyHint }
    : { label: words.recipient, hint: words.recipientHint };
  const field = { id: 'party', error, ...texts };
  return (
    <form class="card" noValidate onSubmit={submit}>
      <ScanButton onText={take} label={words.scanParty} />
      <Field {...field}>
        <input
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          value={party.code}
          onInput={type}
          {...notesOf(field)}
        />
      </Field>
      {chosen?.name !== undefined && <p class="notice warn">{words.saysName(chosen.name)}</p>}
      {buyer !== undefined && <p class="hint">{words.titleMismatch(buyer.name)}</p>}
      <button type="submit" class="primary" disabled={isSending}>
        {words.go}
      </button>
    </form>
  );
}

/** Returns why a code cannot be the party of an act. */
function problemOf(code: string, isLock: boolean, words: WalletWords): string | undefined {
  if (isLock) return isCreditCode(code) ? undefined : words.companyError;
  return isParticipantCode(code) ? undefined : words.recipientError;
}

/** Returns the company that an invoice is made out to, from the copy in this browser. */
function useBuyer(number: string | undefined): Required<Party> | undefined {
  const { book } = useWallet();
  const [buyer, setBuyer] = useState<Required<Party>>();
  useEffect(() => {
    if (number === undefined) return;
    void book
      .invoice(number)
      .kept()
      .then((copy) => setBuyer(companyOf(copy?.value.invoice.buyer)));
  }, [book, number]);
  return buyer;
}

function companyOf(buyer: BuyerJson | undefined): Required<Party> | undefined {
  if (buyer === undefined || buyer.type === 'PERSON' || buyer.code === undefined) return undefined;
  return { code: buyer.code, name: buyer.name };
}
