import type {
  InvoiceAnswer,
  InvoiceSummary,
  InvoicesPage,
  ReturnEntriesPage,
  ReturnsPage,
} from '@fapiao-ledger/client';
import {
  type CountedFigures,
  figuresOf,
  formatSum,
  type InvoiceType,
  monthsAfter,
  type OutputSumJson,
  type PublishedRuleSet,
  present,
  RETURN_LIST_HEAD,
  RETURN_PARTS,
  type ReturnEntry,
  type ReturnJson,
  type RuleSetJson,
  readInstant,
  readSum,
  returnLine,
  shanghaiDate,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { sha256 } from '@noble/hashes/sha2.js';
import { beijingToday } from '../../../shared/moment.ts';
import { everyRecord, type Work } from '../../../shared/paging.ts';
import type { Session } from '../../../shared/session.ts';
import { invoicesOf } from '../../invoices/filter.ts';
import { withCursor } from '../../lists/use-list.ts';
import { daysOf } from '../statistics/period.ts';
import { returnPath } from './decide.ts';

/**
 * Counts a filed month in this browser, from the invoices behind it and not from what the gateway has counted: the digest of their list, their
 * sums by type and rate, and with the same core what follows from them. Only invoices with several rates are read themselves.
 */
export async function countHere(session: Session, filed: ReturnJson, work: Work): Promise<CountedFigures> {
  const { list, input, transfersOut } = await countList(session, filed, work);
  const output = await countOutput(session, filed, work);
  const { taxpayer, period } = filed;
  const { kind } = await session.read<Pick<TaxpayerJson, 'kind'>>(`/taxpayers/${taxpayer}`);
  const ruleSet = await ruleSetAt(session, dayOfRules(filed));
  const carriedIn = await carriedInto(session, filed);
  return { list, figures: figuresOf({ output, input, transfersOut }, { kind, period, ruleSet, carriedIn }) };
}

interface CountedList {
  readonly list: string;
  readonly input: string;
  readonly transfersOut: string;
}

async function countList(session: Session, filed: ReturnJson, work: Work): Promise<CountedList> {
  const hash = sha256.create().update(bytesOf(RETURN_LIST_HEAD));
  const sums = { output: 0n, input: 0n, transfers: 0n };
  for (const figure of RETURN_PARTS) {
    const path = `${returnPath(filed.taxpayer, filed.period)}/invoices?figure=${figure}&limit=200`;
    const pageAt = async (cursor: string | undefined) => {
      const { entries, next } = await session.read<ReturnEntriesPage>(withCursor(path, cursor));
      return { records: entries, next };
    };
    for await (const entry of everyRecord<ReturnEntry>(pageAt, work)) {
      hash.update(bytesOf(returnLine(entry)));
      sums[figure] += fenOf(entry.tax);
    }
  }
  const list = Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { list, input: formatSum(sums.input), transfersOut: formatSum(sums.transfers) };
}

async function countOutput(
  session: Session,
  { taxpayer, period }: ReturnJson,
  work: Work,
): Promise<readonly OutputSumJson[]> {
  const query = new URLSearchParams({
    seller: taxpayer,
    limit: '200',
    ...daysOf({ from: period, to: period }),
  });
  const path = `/bureau/invoices?${query.toString()}`;
  const pageAt = async (cursor: string | undefined) =>
    invoicesOf(await session.read<InvoicesPage>(withCursor(path, cursor)));
  const output = new OutputSums();
  for await (const summary of everyRecord(pageAt, work)) await addInvoice(output, session, summary);
  return output.sums();
}

async function addInvoice(output: OutputSums, session: Session, summary: InvoiceSummary): Promise<void> {
  const { number, type, rates, totals } = summary;
  const [rate = '', ...others] = rates;
  if (others.length === 0) {
    output.add(type, rate, totals);
    return;
  }
  const { invoice } = await session.read<InvoiceAnswer>(`/invoices/${number}`);
  for (const line of invoice.lines) output.add(type, line.rate, line);
}

/** Sums by type and rate, in the order of a return. */
class OutputSums {
  readonly #sums = new Map<string, { type: InvoiceType; rate: string; net: bigint; tax: bigint }>();

  add(type: InvoiceType, rate: string, { net, tax }: { readonly net: string; readonly tax: string }): void {
    const sum = this.#sums.get(`${type} ${rate}`) ?? { type, rate, net: 0n, tax: 0n };
    sum.net += fenOf(net);
    sum.tax += fenOf(tax);
    this.#sums.set(`${type} ${rate}`, sum);
  }

  sums(): readonly OutputSumJson[] {
    const keys = [...this.#sums.keys()].sort();
    return keys.map((key) => {
      const { net, tax, ...place } = present(this.#sums.get(key), 'the sum of a key');
      return { ...place, net: formatSum(net), tax: formatSum(tax) };
    });
  }
}

/** A return is judged by the rules of the day on which it was filed, and one that differs, and is to be filed again, by those of today. */
function dayOfRules({ state, filedAt }: ReturnJson): string {
  if (state === 'DIFFERS') return beijingToday();
  return shanghaiDate(present(readInstant(filedAt), 'the moment of a filing'));
}

/** Returns the rule set in force on a day, from all that were ever published. */
async function ruleSetAt(session: Session, day: string): Promise<RuleSetJson> {
  let cursor: string | undefined;
  do {
    const page: { readonly ruleSets: readonly PublishedRuleSet[]; readonly next?: string } =
      await session.read(withCursor('/rule-sets/published', cursor));
    const found = page.ruleSets.find(({ ruleSet }) => ruleSet.validFrom <= day);
    if (found !== undefined) return found.ruleSet;
    cursor = page.next;
  } while (cursor !== undefined);
  throw new Error(`no rule set was in force on ${day}`);
}

async function carriedInto(session: Session, { taxpayer, period }: ReturnJson): Promise<string> {
  const before = monthsAfter(period, -1);
  const query = new URLSearchParams({ taxpayer, periodFrom: before, periodTo: before });
  const { returns } = await session.read<ReturnsPage>(`/bureau/returns?${query.toString()}`);
  return returns[0]?.carriedOut ?? '0.00';
}

function fenOf(text: string): bigint {
  return present(readSum(text), 'an amount of the list');
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
