import {
  DomainError,
  type Fen,
  type InvoiceStatusJson,
  isInvoiceNumber,
  type Json,
  lock,
  type ObjectReader,
  type Operation,
  redeem,
  requireActive,
  ruleSetOn,
  shanghaiDate,
  statementText,
  transfer,
  unlock,
} from '../../core/index.js';
import { nodeCryptography } from '../cryptography.js';
import { keys } from '../keys.js';
import { requireRelayOf, type Transaction } from '../transaction.js';
import { amount, checked, creditCode, invoiceNumber, participant, readList, requestId } from './arguments.js';
import { type Invoice, invoiceAt, putStatus } from './invoices.js';
import { policyOf } from './policy.js';
import { taxpayerOf } from './registry.js';

/** Most invoices that change hands or state in one transaction. */
const BATCH_MAX = 100;

/** One holder's or company's statement about invoices, with the page that carries each. */
export interface LifecycleArgument<Body> {
  readonly actor: string;
  readonly requestId: string;
  readonly signature: string;
  /** What is signed: the operation's own fields and the numbers. */
  readonly body: Body & { readonly invoices: readonly { readonly number: string }[] };
  /** In the order of `body.invoices`: a locator that the ledger checks, not a part of what is signed. */
  readonly pages: readonly string[];
}

export interface ChangeResult {
  readonly requestId: string;
  readonly transactionId: string;
  readonly invoices: readonly { readonly number: string; readonly status: InvoiceStatusJson }[];
}

interface ChangeRecord {
  readonly digest: string;
  readonly result: ChangeResult;
}

/** What an operation makes of one invoice. */
type Decide = (invoice: Invoice, index: number) => InvoiceStatusJson;

export type TransferBody = { readonly to: string };
export type LockBody = { readonly company: string };
export type RedeemBody = {
  readonly invoices: readonly { readonly number: string; readonly amount: string }[];
};

/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the new holder, then as core's `transfer` */
export async function transferInvoices(
  transaction: Transaction,
  argument: LifecycleArgument<TransferBody>,
): Promise<ChangeResult> {
  const { actor, body } = argument;
  return await change(transaction, 'transfer', argument, async () => {
    await taxpayerOf(transaction, body.to);
    return ({ status }) => transfer(status, actor, body.to);
  });
}

/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the company, RULE_SET_NOT_FOUND, then as core's `lock` */
export async function lockInvoices(
  transaction: Transaction,
  argument: LifecycleArgument<LockBody>,
): Promise<ChangeResult> {
  const { actor, body } = argument;
  return await change(transaction, 'lock', argument, async () => {
    await taxpayerOf(transaction, body.company);
    const policy = await policyOf(transaction);
    const { lockDays, personTitleClaimable } = ruleSetOn(policy, shanghaiDate(transaction.at)).ruleSet;
    const claim = { actor, company: body.company, at: transaction.at, lockDays, personTitleClaimable };
    return ({ invoice, status }) => lock(invoice, status, claim);
  });
}

/** @throws {DomainError} as `change`, then as core's `unlock` */
export async function unlockInvoices(
  transaction: Transaction,
  argument: LifecycleArgument<unknown>,
): Promise<ChangeResult> {
  return await change(
    transaction,
    'unlock',
    argument,
    async () =>
      ({ status }) =>
        unlock(status, argument.actor),
  );
}

/** @throws {DomainError} as `change`, then as core's `redeem` */
export async function redeemInvoices(
  transaction: Transaction,
  argument: LifecycleArgument<RedeemBody> & { readonly amounts: readonly Fen[] },
): Promise<ChangeResult> {
  const { actor, amounts } = argument;
  return await change(transaction, 'redeem', argument, async () => ({ status }, index) => {
    return redeem(status, { actor, amount: amounts[index] as Fen, at: transaction.at });
  });
}

/**
 * All invoices of a statement change or none does (T30).
 *
 * What the ledger remembers is answered also to an actor that was suspended since.
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, REQUEST_ID_REUSED, TAXPAYER_SUSPENDED,
 *   SIGNATURE_INVALID, what `prepare` throws, INVOICE_NOT_FOUND, what the decision throws
 */
async function change(
  transaction: Transaction,
  operation: Operation,
  argument: LifecycleArgument<unknown>,
  prepare: () => Promise<Decide>,
): Promise<ChangeResult> {
  const { actor, requestId: id, signature, body, pages } = argument;
  const taxpayer = await taxpayerOf(transaction, actor);
  requireRelayOf(transaction, taxpayer);
  const text = statementText({
    channel: transaction.channel,
    operation,
    actor,
    requestId: id,
    body: body as Json,
  });
  const digest = nodeCryptography.sha256(text);
  const record = await transaction.state.get<ChangeRecord>(keys.request(actor, id));
  if (record !== undefined) return repeat(record, digest, id);
  requireActive(taxpayer);
  if (!nodeCryptography.verify(taxpayer.publicKey, text, signature)) {
    throw new DomainError('SIGNATURE_INVALID', `the statement is not signed by the key of ${actor}`);
  }
  const decide = await prepare();
  const invoices: { number: string; status: InvoiceStatusJson }[] = [];
  for (const [index, { number }] of body.invoices.entries()) {
    const status = decide(await invoiceAt(transaction, number, pages[index] as string), index);
    await putStatus(transaction, number, status);
    invoices.push({ number, status });
  }
  const result = { requestId: id, transactionId: transaction.transactionId, invoices };
  await transaction.state.put(keys.request(actor, id), { digest, result } satisfies ChangeRecord);
  transaction.emit('InvoicesChanged', { operation, actor, invoices });
  return result;
}

function repeat(record: ChangeRecord, digest: string, id: string): ChangeResult {
  if (record.digest === digest) return record.result;
  throw new DomainError('REQUEST_ID_REUSED', `request ${id} was used with other content`);
}

export function readTransfer(reader: ObjectReader): LifecycleArgument<TransferBody> {
  return readArgument(reader, (body) => ({ to: participant(body, 'to'), invoices: readNumbers(body) }));
}

export function readLock(reader: ObjectReader): LifecycleArgument<LockBody> {
  return readArgument(reader, (body) => ({
    company: creditCode(body, 'company'),
    invoices: readNumbers(body),
  }));
}

export function readUnlock(reader: ObjectReader): LifecycleArgument<unknown> {
  return readArgument(reader, (body) => ({ invoices: readNumbers(body) }));
}

export function readRedeem(
  reader: ObjectReader,
): LifecycleArgument<RedeemBody> & { readonly amounts: readonly Fen[] } {
  const amounts: Fen[] = [];
  const argument = readArgument(reader, (body) => ({
    invoices: readList(body, 'invoices', BATCH_MAX, (item) => {
      amounts.push(amount(item, 'amount'));
      return { number: invoiceNumber(item, 'number'), amount: checked(item.text('amount')) };
    }),
  }));
  return { ...argument, amounts };
}

function readArgument<Body extends { invoices: readonly { number: string }[] }>(
  reader: ObjectReader,
  readBody: (body: ObjectReader) => Body,
): LifecycleArgument<Body> {
  const bodyReader = reader.object('body');
  const body = bodyReader === undefined ? undefined : readBody(bodyReader);
  bodyReader?.end();
  return {
    actor: participant(reader, 'actor'),
    requestId: requestId(reader),
    signature: checked(reader.text('signature')),
    body: checked(body),
    pages: readPages(reader, body?.invoices),
  };
}

/** @param invoices of the body, undefined when they are wrong in themselves */
function readPages(reader: ObjectReader, invoices: readonly unknown[] | undefined): readonly string[] {
  const pages = reader.array('pages');
  if (pages !== undefined && invoices !== undefined && pages.length !== invoices.length) {
    reader.fault('FIELD_VALUE', 'pages', 'one page an invoice is expected');
  } else if (pages?.every((page) => typeof page === 'string' && isInvoiceNumber(page)) === false) {
    reader.fault('NUMBER_FORMAT', 'pages', 'a list of invoice numbers of 20 digits is expected');
  }
  return checked(pages as readonly string[] | undefined);
}

function readNumbers(body: ObjectReader): readonly { readonly number: string }[] {
  return readList(body, 'invoices', BATCH_MAX, (item) => ({ number: invoiceNumber(item, 'number') }));
}
