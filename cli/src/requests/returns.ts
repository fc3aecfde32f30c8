import { createHash } from 'node:crypto';
import type { ReturnAnswer, ReturnEntriesPage } from '@fapiao-ledger/client';
import {
  canonicalJson,
  type FiledTerms,
  figuresOf,
  formatSum,
  type Json,
  present,
  RETURN_LIST_HEAD,
  RETURN_PARTS,
  type ReturnEntry,
  type ReturnResult,
  readSum,
  returnLine,
  ruleSetOn,
  shanghaiDate,
  type TaxpayerJson,
  type TaxpayerKind,
} from '@fapiao-ledger/core';
import { withQuery } from '../lists/list-pages.js';
import { returnText } from '../output/return-text.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { unproven } from './outcomes.js';
import { publishedRules } from './published-rules.js';
import { sendOnce } from './send-once.js';

/** Invoices of a month up to which its figures are counted again here. Each page of them is one request. */
const RECOUNTED_MAX = 2_000;
const PAGE_MAX = 200;

/**
 * Returns a month of the user as the gateway counts it, and counts it again from its invoices where there are few.
 * @throws {VerificationError} ANSWER_UNPROVEN when the answer is about another month, or its figures are not those of its invoices
 */
export async function readMonth(session: Session, period: string): Promise<ReturnAnswer> {
  const { code } = await session.taxpayer();
  const client = await session.client();
  const answer = await client.read<ReturnAnswer>(`/returns/${period}`);
  if (answer.taxpayer !== code || answer.period !== period || answer.computed.period !== period)
    throw unproven(phrase('the gateway shows the month of another taxpayer, or another month'));
  const isToBeFiled = answer.filed === undefined || answer.filed.state === 'DIFFERS';
  if (isToBeFiled) await requireConsistent(session, answer.computed);
  await recount(session, answer.computed);
  return answer;
}

/** An order to file the return of a month. */
export interface FilingOrder {
  readonly period: string;
  readonly requestId: string | undefined;
}

/** Files the return of a month. What is signed is shown before, and is the same in every repetition. */
export async function fileReturn(
  session: Session,
  { period, requestId }: FilingOrder,
): Promise<ReturnResult> {
  const { code: actor } = await session.taxpayer();
  return await sendOnce<Json, ReturnResult>(await session.sending(), {
    operation: 'file-return',
    content: { period },
    requestId,
    settle: async () => {
      const { computed } = await readMonth(session, period);
      session.reporter.show((page) => returnText(computed, page));
      session.reporter.note(
        phrase('signing: nothing is issued or confirmed in {period} any more', { period }),
      );
      return computed as unknown as Json;
    },
    submission: async (id, settled) => {
      const { period: _period, ...body } = settled as unknown as FiledTerms;
      const request = { operation: 'file-return', actor, requestId: id, body: settled } as const;
      return await Promise.resolve({ request, path: `/returns/${period}`, body: body as unknown as Json });
    },
    answerOf: (result) => result as unknown as ReturnResult,
  });
}

/** Requires that the figures follow from their own sums by the tax rules, as the contract will. */
async function requireConsistent(session: Session, { period, figures }: FiledTerms): Promise<void> {
  const date = shanghaiDate(Math.floor(session.now().getTime() / 1_000));
  const { ruleSet } = ruleSetOn(await publishedRules(session), date);
  const kind = await kindOf(session);
  const { carriedIn } = figures;
  const computed = figuresOf(figures, { kind, period, ruleSet, carriedIn });
  if (canonicalJson(computed) !== canonicalJson(figures))
    throw unproven(phrase('the figures do not follow from the output and input that the gateway shows'));
}

async function kindOf(session: Session): Promise<TaxpayerKind> {
  const { code } = await session.taxpayer();
  return (await (await session.client()).read<TaxpayerJson>(`/taxpayers/${code}`)).kind;
}

async function recount(session: Session, computed: FiledTerms): Promise<void> {
  const entries: ReturnEntry[] = [];
  for (const part of RETURN_PARTS) {
    for await (const page of entryPages(session, computed.period, part)) {
      entries.push(...page);
      if (entries.length <= RECOUNTED_MAX) continue;
      session.reporter.warn(
        phrase('the month has more than {max} invoices: its figures are as the gateway counts them', {
          max: RECOUNTED_MAX,
        }),
      );
      return;
    }
  }
  if (!isCountOf(computed, entries, await kindOf(session)))
    throw unproven(
      phrase(
        'the figures are not those of the invoices that the gateway lists: do not trust this gateway, or ask again',
      ),
    );
}

async function* entryPages(
  session: Session,
  period: string,
  figure: ReturnEntry['figure'],
): AsyncGenerator<readonly ReturnEntry[]> {
  const client = await session.client();
  let cursor: string | undefined;
  do {
    const query = { figure, limit: String(PAGE_MAX), cursor };
    const page = await client.read<ReturnEntriesPage>(withQuery(`/returns/${period}/invoices`, query));
    yield page.entries;
    if (page.entries.length === 0 && page.next !== undefined)
      throw unproven(phrase('the gateway shows an empty page, and says that more follow'));
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Whether figures are the sums of these entries, and their digest that of the list. */
function isCountOf(
  { figures, list }: FiledTerms,
  entries: readonly ReturnEntry[],
  kind: TaxpayerKind,
): boolean {
  const hash = createHash('sha256').update(RETURN_LIST_HEAD);
  for (const entry of entries) hash.update(returnLine(entry));
  const sums = { net: 0n, output: 0n, input: 0n, transfers: 0n };
  for (const entry of entries) {
    sums[entry.figure] += fenOf(entry.tax);
    if (entry.figure === 'output') sums.net += fenOf(entry.net);
  }
  const outputTax = figures.output.reduce((sum, { tax }) => sum + fenOf(tax), 0n);
  // A small-scale taxpayer deducts nothing, whatever it has confirmed.
  const deducted = kind === 'GENERAL' ? sums : { input: 0n, transfers: 0n };
  return (
    hash.digest('hex') === list &&
    formatSum(sums.net) === figures.sales &&
    sums.output === outputTax &&
    formatSum(deducted.input) === figures.input &&
    formatSum(deducted.transfers) === figures.transfersOut
  );
}

function fenOf(text: string): bigint {
  return present(readSum(text), 'a sum');
}
