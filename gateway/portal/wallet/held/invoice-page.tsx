import type { InvoiceJson } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { beijingText } from '../../shared/moment.ts';
import { headlineOf, toneOfCopy } from '../check/verdict.ts';
import { Facts } from '../facts.tsx';
import { useWords } from '../frame.ts';
import { lazyPart } from '../lazy-part.tsx';
import { AsOf } from './as-of.tsx';
import type { HeldInvoice } from './invoice-book.ts';
import { Problem } from './problem.tsx';
import { Timeline } from './timeline-list.tsx';
import { useCopy } from './use-copy.ts';
import { useWallet } from './wallet-context.ts';

const CodePicture = lazyPart(async () => (await import('../party/code-picture.tsx')).CodePicture);

/** One invoice: what may be done with it, its content, and where it stands. */
export function InvoicePage({ number }: { readonly number: string }): VNode {
  const { book, words } = useWallet();
  const source = useMemo(() => book.invoice(number), [book, number]);
  const shown = useCopy(source);
  const { copy, state, error } = shown;
  return (
    <>
      <p class="up">
        <a href="#/held">‹ {words.held}</a>
      </p>
      <AsOf shown={shown} />
      {state === 'failed' && copy === undefined && <Problem error={error} />}
      {copy !== undefined && <Content held={copy.value} isLive={state === 'live'} />}
    </>
  );
}

interface HeldParts {
  readonly held: HeldInvoice;
  /** Whether the ledger has just said so. */
  readonly isLive: boolean;
}

function Content({ held, isLive }: HeldParts): VNode {
  const { words } = useWallet();
  const { invoice } = held;
  return (
    <>
      <Summary held={held} isLive={isLive} />
      <Actions held={held} isLive={isLive} />
      <section class="card" aria-labelledby="timeline">
        <h2 id="timeline">{words.timeline}</h2>
        <Timeline held={held} />
      </section>
      <section class="card" aria-labelledby="lines">
        <h2 id="lines">{words.lines}</h2>
        <Lines lines={invoice.lines} />
        {invoice.remark !== undefined && (
          <p class="remark">
            {words.remark}: {invoice.remark}
          </p>
        )}
      </section>
      <section class="card" aria-labelledby="details">
        <h2 id="details">{words.details}</h2>
        <Details held={held} />
      </section>
    </>
  );
}

/** What decides about an invoice: its state, and what names it. */
function Summary({ held, isLive }: HeldParts): VNode {
  const { words } = useWallet();
  const texts = useWords();
  const { invoice, status } = held;
  const { seller, totals } = invoice;
  const { tone, titles, text } = headlineOf(liveOf(held), totals.gross);
  const { lock } = status;
  return (
    <div class={`result ${toneOfCopy(tone, isLive)}`}>
      <h1>{titles.map((title) => texts[title]).join(' · ')}</h1>
      <p>{isLive ? texts[text] : words.stale}</p>
      <Facts
        rows={[
          [texts.number, invoice.number],
          [texts.seller, seller.name],
          [texts.date, invoice.date],
          [texts.gross, `¥\u00a0${totals.gross}`],
          [texts.rest, `¥\u00a0${status.rest}`],
          ...(lock === undefined
            ? []
            : [[words.claim, words.lockedFor(lock.company, beijingText(lock.expiresAt))] as const]),
        ]}
      />
    </div>
  );
}

function Details({ held }: { readonly held: HeldInvoice }): VNode {
  const { session, words } = useWallet();
  const texts = useWords();
  const { invoice, status } = held;
  const { seller, buyer, totals } = invoice;
  return (
    <Facts
      rows={[
        [words.kind, words[invoice.type]],
        [texts.seller, `${seller.name}\n${seller.code}`],
        [texts.buyer, buyer.type === 'PERSON' ? words.person : `${buyer.name}\n${buyer.code ?? ''}`],
        [words.holder, status.holder === session.identity.code ? words.you : status.holder],
        [texts.net, `¥\u00a0${totals.net}`],
        [words.tax, `¥\u00a0${totals.tax}`],
        [texts.checkCode, invoice.checkCode],
      ]}
    />
  );
}

function liveOf({ invoice, status }: HeldInvoice): Parameters<typeof headlineOf>[0] {
  const { state, rest, reversal } = status;
  const isReversed = reversal !== undefined && reversal.reds.length > 0;
  return {
    state,
    rest,
    ruleSet: invoice.ruleSet.version,
    ...(isReversed ? { reversed: reversal.totals.gross } : {}),
    ...(invoice.red === undefined ? {} : { reverses: invoice.red.number }),
  };
}

/** Acts are offered only for what the ledger has just said. */
function Actions({ held, isLive }: HeldParts): VNode {
  const { session, book, words } = useWallet();
  const [isCodeShown, setCodeShown] = useState(false);
  const [error, setError] = useState<unknown>();
  const { invoice, status } = held;
  const { number } = invoice;
  const mayAct = isLive && status.state === 'OPEN' && status.holder === session.identity.code;
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      saveFile(await book.receipt(number), `${number}.pdf`);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <p class="actions">
        {mayAct && (
          <>
            <a class="primary" href={`#/held/${number}/hand-in`}>
              {words.handIn}
            </a>
            <a class="plain" href={`#/held/${number}/pass`}>
              {words.passOn}
            </a>
          </>
        )}
        <button
          type="button"
          class="plain"
          aria-expanded={isCodeShown}
          onClick={() => setCodeShown(!isCodeShown)}
        >
          {words.showCode}
        </button>
        {isLive && (
          <button type="button" class="plain" onClick={() => void save()}>
            {words.receipt}
          </button>
        )}
      </p>
      {error !== undefined && <Problem error={error} />}
      {isCodeShown && (
        <div class="card">
          <CodePicture text={checkLinkOf(invoice)} label={words.showCode} />
          <p class="hint">{words.showCodeHint}</p>
        </div>
      )}
    </>
  );
}

/** Returns the link to the check page with the facts of an invoice, as the code on its receipt has it. */
function checkLinkOf({ number, date, totals, checkCode }: InvoiceJson): string {
  const facts = new URLSearchParams({ number, date, net: totals.net, check: checkCode.slice(-6) });
  return `${location.origin}/#${facts.toString()}`;
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Lines({ lines }: Pick<InvoiceJson, 'lines'>): VNode {
  const { words } = useWallet();
  const placed = lines.map((line, index) => ({ ...line, place: index + 1 }));
  return (
    <ul class="lines">
      {placed.map(({ place, item, specification, quantity, unit = '', net, rate, tax }) => (
        <li key={place}>
          <span>
            {item} {specification}
          </span>
          <span class="amount">¥&nbsp;{net}</span>
          <span class="hint">{quantity !== undefined && `${words.quantity} ${quantity} ${unit}`}</span>
          <span class="hint amount">
            {percent(rate)} · {words.tax} ¥&nbsp;{tax}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Returns "13%" for the fraction "0.13", digit by digit. */
function percent(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = `${whole}${fraction.padEnd(2, '0')}`;
  const cut = whole.length + 2;
  const rest = digits.slice(cut).replace(/0+$/, '');
  return `${digits.slice(0, cut).replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}%`;
}
