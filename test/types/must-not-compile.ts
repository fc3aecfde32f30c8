import {
  addFen,
  type BasisPoints,
  canonicalJson,
  type Decimal,
  DomainError,
  type Draft,
  type ErrorCode,
  type Fault,
  type Fen,
  fen,
  formatYuan,
  type InvoiceJson,
  type InvoiceStatusJson,
  isFen,
  type Json,
  judgeDraft,
  type LaneJson,
  type ObjectReader,
  parseYuan,
  type Read,
  type Request,
  type RuleContext,
  read,
  redeem,
  type StateKey,
  type StatementTerms,
  stateKey,
  sumFen,
  taxOnNet,
  ValidationError,
} from '@fapiao-ledger/core';
import type { Contract } from '@fapiao-ledger/gateway/ledger/contract';

/**
 * Lines that must not compile: each `@ts-expect-error` fails the build as soon as its line compiles.
 * Nothing here ever runs.
 */
export function moneyIsNotJustANumber(
  net: Fen,
  rate: BasisPoints,
  quantity: Decimal,
  count: number,
  some: bigint,
): void {
  // @ts-expect-error money and a rate do not add
  addFen(net, rate);
  // @ts-expect-error a bare bigint is not money
  addFen(net, 100n);
  // @ts-expect-error a count is not money
  addFen(net, count);
  // @ts-expect-error the sum by + of two amounts is a bare bigint without a checked bound
  addFen(net + net, net);
  // @ts-expect-error a bigint is not money until its bound is checked
  formatYuan(some);
  if (isFen(some)) formatYuan(some);
  formatYuan(fen(some));
  // @ts-expect-error text is not money
  formatYuan('1.00');
  // @ts-expect-error bigint and number do not mix
  void (net * rate);
  // @ts-expect-error a tax is on money at a rate, in that order
  taxOnNet(rate, net);
  // @ts-expect-error a fraction is not basis points
  taxOnNet(net, 0.13);
  // @ts-expect-error a quantity is not money
  addFen(net, quantity);
  // @ts-expect-error amounts are summed as money
  sumFen([1n, 2n]);
  // @ts-expect-error money in JSON is text
  canonicalJson({ net } satisfies Json);
  // @ts-expect-error a redemption is of money
  redeem({} as InvoiceStatusJson, { actor: '', amount: 1n, at: 0 });
}

export function documentsAreNotEdited(
  invoice: InvoiceJson,
  draft: Draft,
  lane: LaneJson,
  fault: Fault,
): void {
  // @ts-expect-error an issued invoice is never edited
  invoice.number = '26441000000000000001';
  // @ts-expect-error nor are its totals
  invoice.totals.net = '0.00';
  // @ts-expect-error nor does it get another line
  invoice.lines.push(invoice.lines[0]);
  // @ts-expect-error a judged draft stays what was judged
  draft.net = parseYuan('0.00');
  // @ts-expect-error a lane changes by takeFromLane alone
  lane.used = '0.00';
  // @ts-expect-error a fault is a finding
  fault.code = 'MONEY_FORMAT';
}

export function codesAreOneUnion(code: ErrorCode, context: RuleContext): void {
  // @ts-expect-error no such code
  void new DomainError('NO_SUCH_CODE', '');
  // @ts-expect-error a fault has a code of the union
  void new ValidationError([{ code: 'WRONG', path: '', message: '' }]);
  // @ts-expect-error no code is called so
  void (code === 'OTHER');
  // @ts-expect-error without a context there are no rules
  judgeDraft({});
  // @ts-expect-error a person does not issue under a kind of its own
  void ({ ...context.seller, kind: 'BODY' } satisfies RuleContext['seller']);
}

export function statementsNameTheirOperation(request: Request, terms: StatementTerms): void {
  // @ts-expect-error no statement allots a lane
  void ({ ...request, operation: 'allot-lane' } satisfies Request);
  // @ts-expect-error a body is JSON: no bigint in it
  void ({ ...request, body: { amount: 1n } } satisfies Request);
  // @ts-expect-error a statement has an end
  void ({ ...terms, notAfter: undefined } satisfies StatementTerms);
}

export async function functionsHaveTheirOwnTypes(contract: Contract, number: string): Promise<void> {
  // @ts-expect-error a function that reads is not submitted
  await contract.write('invoice:ReadInvoice', { number });
  // @ts-expect-error a function that writes is not asked
  await contract.read('bureau:AllotLane', { seller: '', lane: '' });
  // @ts-expect-error the contract has no such function
  await contract.read('invoice:ReadInvoices', { number });
  // @ts-expect-error a lane is named by its seller too
  await contract.read('invoice:ReadLane', { lane: 'main' });
  // @ts-expect-error the policy takes no argument
  await contract.read('bureau:ReadPolicy', {});
  // @ts-expect-error the drafts travel beside the argument
  await contract.write('invoice:IssueInvoices', { requests: [] });
  // @ts-expect-error the result follows from the name
  const lane: LaneJson = await contract.read('invoice:ReadInvoice', { number });
  return void lane;
}

export function keysAreMadeOfTheirParts(key: StateKey<'STATUS'>): void {
  // @ts-expect-error a lane is named by its seller too
  stateKey('LANE', 'main');
  // @ts-expect-error the ledger has no such kind of key
  stateKey('RECEIPT', '1');
  // @ts-expect-error text is no key
  void ('a text' satisfies StateKey);
  // @ts-expect-error under the key of a status lies no page
  void (key satisfies StateKey<'PAGE'>);
}

export function whatWasReadHasItsType(reader: ObjectReader): void {
  // @ts-expect-error a field with a fault is undefined
  reader.read('name', read.text).trim();
  // @ts-expect-error and so is one of a shape
  reader.fields({ name: read.text }).name.trim();
  // @ts-expect-error text is no amount
  read.record({ net: read.yuanText }) satisfies Read<{ readonly net: Fen }>;
  // @ts-expect-error what may be absent is not there for certain
  read.record({ name: read.optional(read.text) }) satisfies Read<{ readonly name: string }>;
  // @ts-expect-error a field is missing
  read.object<{ readonly name: string; readonly net: Fen }>((of) => ({ net: of.read('net', read.amount) }));
}
