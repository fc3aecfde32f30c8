import { readInstant, shanghaiDate, shanghaiTime } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { Facts as FactList, type Row } from '../facts.tsx';
import { useWords } from '../frame.ts';
import type { CheckWords } from '../words/check/index.ts';
import type { Answer, Report, Verdict } from './ask-gateway.ts';
import type { Facts } from './facts.ts';
import { headlineOf, type LiveState, type Tone } from './verdict.ts';

/** What the page says about a check. */
interface Statement {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  readonly basis?: string;
  readonly items?: readonly string[];
  readonly rows?: readonly Row[];
}

/** The answer to a check: what stands against a claim first, then what names the invoice, so that a picture of it proves something. */
export function Result({ answer }: { readonly answer: Answer }): VNode {
  const words = useWords();
  const { tone, title, text, basis, items = [], rows = [] } = statementOf(answer, words);
  return (
    <div class={`result ${tone}`} id="result">
      <h2>{title}</h2>
      <p>{text}</p>
      {basis !== undefined && <p class="basis">{basis}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      {rows.length > 0 && <FactList rows={rows} />}
    </div>
  );
}

function statementOf(answer: Answer, words: CheckWords): Statement {
  switch (answer.kind) {
    case 'failure':
      return { tone: 'warn', title: words.failed, text: failureText(answer.code, words) };
    case 'verdict':
      return ofVerdict(answer.facts, answer.verdict, words);
    case 'report':
      return ofReport(answer.report, words);
  }
}

/** A code that these texts do not have comes from another program, or from a later version of the gateway. */
function failureText(code: string, words: CheckWords): string {
  return Object.hasOwn(words, code) ? words[code as keyof CheckWords] : words.unreachable;
}

function ofVerdict(facts: Facts, verdict: Verdict, words: CheckWords): Statement {
  const when = whenRows(verdict, words);
  const { mismatched = [], answer, seller, gross } = verdict;
  const number = [words.number, facts.number] as const;
  if (answer === 'NOT_FOUND')
    return { tone: 'bad', title: words.NOT_FOUND, text: words.notFoundText, rows: [number, ...when] };
  if (answer !== 'MATCH' || seller === undefined || gross === undefined)
    return {
      tone: 'bad',
      title: words.MISMATCH,
      text: mismatched.length === 0 ? words.unnamedText : words.mismatchText,
      items: mismatched.map((fact) => words[fact]),
      rows: [number, ...when],
    };
  const invoice = { number: facts.number, date: facts.date, seller, gross };
  return genuine(invoice, liveOf(verdict), { words, basis: words.MATCH, rows: when });
}

function ofReport(report: Report, words: CheckWords): Statement {
  const when = whenRows(report, words);
  if (!report.valid || report.facts === undefined) {
    const failed = report.checks
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ code }) => failureText(code, words));
    return {
      tone: 'bad',
      title: words.forged,
      text: words.forgedText,
      items: [...new Set(failed)],
      rows: when,
    };
  }
  const { attestation, endorsedBy, signer } = report.facts;
  const { number, date, seller, totals } = attestation.invoice;
  const evidence = [
    [words.endorsedBy, endorsedBy.join(' · ')],
    [words.signer, `${signer.commonName} · ${signer.mspId}`],
  ] as const;
  const invoice = { number, date, seller, gross: totals.gross };
  return genuine(invoice, report.live, { words, basis: words.genuine, rows: [...evidence, ...when] });
}

interface NamedInvoice {
  readonly number: string;
  readonly date: string;
  readonly seller: { readonly code: string; readonly name: string };
  readonly gross: string;
}

function genuine(
  { number, date, seller, gross }: NamedInvoice,
  live: LiveState | undefined,
  { words, basis, rows }: { words: CheckWords; basis: string; rows: readonly Row[] },
): Statement {
  const { tone, titles, text } = headlineOf(live, gross);
  return {
    tone,
    title: titles.map((title) => words[title]).join(' · '),
    text: words[text],
    basis,
    rows: [
      [words.number, number],
      [words.seller, `${seller.name}\n${seller.code}`],
      [words.date, date],
      [words.gross, `¥\u00a0${gross}`],
      ...(live === undefined ? [] : liveRows(live, words)),
      ...rows,
    ],
  };
}

function liveRows({ rest, reversed, reverses, ruleSet }: LiveState, words: CheckWords): readonly Row[] {
  return [
    [words.rest, `¥\u00a0${rest}`],
    ...(reversed === undefined ? [] : ([[words.reversed, `¥\u00a0${reversed}`]] as const)),
    ...(reverses === undefined ? [] : ([[words.reverses, reverses]] as const)),
    [words.ruleSet, ruleSet],
  ];
}

function liveOf({ state, rest, ruleSet, reversed, reverses }: Verdict): LiveState | undefined {
  if (state === undefined || rest === undefined || ruleSet === undefined) return undefined;
  return { state, rest, ruleSet, ...(reversed && { reversed }), ...(reverses && { reverses }) };
}

function whenRows({ asOf, height }: Pick<Verdict, 'asOf' | 'height'>, words: CheckWords): readonly Row[] {
  const seconds = readInstant(asOf);
  const moment = seconds === undefined ? asOf : `${shanghaiDate(seconds)} ${shanghaiTime(seconds)}`;
  return [
    [words.asOf, moment],
    [words.height, height],
  ];
}
