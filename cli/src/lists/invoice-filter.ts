import type { InvoiceState, InvoiceType } from '@fapiao-ledger/core';
import { type Command, Option } from 'commander';
import {
  calendarDate,
  creditCode,
  invoiceNumber,
  ownId,
  participantCode,
  region,
  taxRate,
  textPart,
  yuan,
} from '../arguments.js';
import { phrase } from '../words/phrase.js';
import type { Question } from './list-pages.js';

/** Filters that every list has. Days and amounts at both ends are included. */
interface FilterOptions {
  readonly from?: string;
  readonly to?: string;
  readonly min?: string;
  readonly max?: string;
  readonly state?: string;
  readonly rate?: string;
  readonly type?: string;
  readonly buyer?: string;
  readonly ref?: string;
  readonly text?: string;
}

export interface OwnFilterOptions extends FilterOptions {
  readonly as: string;
}

export interface BureauFilterOptions extends FilterOptions {
  readonly number?: string;
  readonly seller?: string;
  readonly holder?: string;
  readonly company?: string;
  readonly region?: string;
}

export const INVOICE_TYPES = ['ORDINARY', 'SPECIAL'] satisfies InvoiceType[];
const STATES = ['OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'] satisfies InvoiceState[];
const ROLES = ['seller', 'buyer', 'holder', 'company'];

export function withOwnFilter(command: Command): Command {
  const role = new Option('--as <role>', phrase('your part in them; a company has locked or redeemed them'));
  return withFilter(command.addOption(role.choices(ROLES).default('seller')));
}

export function withBureauFilter(command: Command): Command {
  const narrowed = command
    .addOption(new Option('--number <number>', phrase('this invoice')).argParser(invoiceNumber))
    .addOption(new Option('--seller <code>', phrase('issued by')).argParser(creditCode))
    .addOption(new Option('--holder <code>', phrase('held by')).argParser(participantCode))
    .addOption(new Option('--company <code>', phrase('locked or redeemed by')).argParser(creditCode))
    .addOption(
      new Option('--region <code>', phrase('of sellers in: 2, 4 or 6 digits (GB/T 2260)')).argParser(region),
    );
  return withFilter(narrowed);
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--buyer <code>', phrase('sold to')).argParser(creditCode))
    .addOption(new Option('--ref <id>', phrase('with this own id of the seller')).argParser(ownId))
    .addOption(new Option('--text <text>', phrase('with this in a name or the own id')).argParser(textPart))
    .addOption(new Option('--from <date>', phrase('first day')).argParser(calendarDate))
    .addOption(new Option('--to <date>', phrase('last day')).argParser(calendarDate))
    .addOption(new Option('--min <yuan>', phrase('smallest gross')).argParser(yuan))
    .addOption(new Option('--max <yuan>', phrase('largest gross')).argParser(yuan))
    .addOption(new Option('--state <state>', phrase('in which state')).choices(STATES))
    .addOption(
      new Option('--rate <rate>', phrase('with a line at this rate, such as 0.13')).argParser(taxRate),
    )
    .addOption(new Option('--type <type>', phrase('of which type')).choices(INVOICE_TYPES));
}

/** Whether any filter narrows the list. */
export function isNarrowed({ as: _role, ...filters }: OwnFilterOptions): boolean {
  return Object.values(filterOf(filters)).some((value) => value !== undefined);
}

export function ownQuestion(options: OwnFilterOptions): Question {
  return { path: '/invoices', field: 'invoices', query: { role: options.as, ...filterOf(options) } };
}

export function bureauQuestion(options: BureauFilterOptions): Question {
  const { number, seller, holder, company } = options;
  const parties = { number, seller, holder, company, region: options.region };
  return { path: '/bureau/invoices', field: 'invoices', query: { ...parties, ...filterOf(options) } };
}

function filterOf({ from, to, min, max, ...same }: FilterOptions): Question['query'] {
  const { state, rate, type, buyer, ref, text } = same;
  return { dateFrom: from, dateTo: to, amountFrom: min, amountTo: max, state, rate, type, buyer, ref, text };
}
