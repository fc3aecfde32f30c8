import type {
  ContractFunction,
  InvoicesPage,
  IssueAnswer,
  Operation,
  RedFormAnswer,
  RequestBodies,
  ReturnAnswer,
  ReturnEntriesPage,
  ReturnsPage,
  StatisticsPage,
  Transactions,
} from '@fapiao-ledger/core';
import type { bodies } from '@fapiao-ledger/gateway/http/schemas/bodies';
import type { issued, redFormAnswer } from '@fapiao-ledger/gateway/http/schemas/documents';
import type { invoicesPage, statisticsPage } from '@fapiao-ledger/gateway/http/schemas/lists';
import type {
  returnAnswer,
  returnEntriesPage,
  returnsPage,
} from '@fapiao-ledger/gateway/http/schemas/returns';
import type { transactionSchemas } from '@fapiao-ledger/gateway/http/schemas/transactions';

/**
 * The schemas of the contract's metadata and of the API's document describe the types of core/protocol, field by field: this file compiles
 * only while they do. Nothing here ever runs.
 */

/** A type as JSON has it: whether a field may be rewritten and how an optional one is declared make no difference. */
type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]: Plain<Exclude<T[Field], undefined>> }
    : T;

type IsSame<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

type OutputOf<Schema> = Schema extends { readonly _output: infer Output } ? Output : undefined;

type Schemas = typeof transactionSchemas;
type ArgumentOf<Name extends ContractFunction> = Transactions[Name] extends { argument: infer Argument }
  ? Argument
  : undefined;
type SchemaOfArgument<Name extends ContractFunction> = Schemas[Name] extends { argument: infer Argument }
  ? OutputOf<Argument>
  : undefined;

/** Functions whose schema of the argument, or of the result, differs from the type. */
type OtherArguments = {
  [Name in ContractFunction]: IsSame<SchemaOfArgument<Name>, ArgumentOf<Name>> extends true ? never : Name;
}[ContractFunction];
type OtherResults = {
  [Name in ContractFunction]: IsSame<
    OutputOf<Schemas[Name]['result']>,
    Transactions[Name]['result']
  > extends true
    ? never
    : Name;
}[ContractFunction];
type OtherBodies = {
  [Of in Operation]: IsSame<OutputOf<(typeof bodies)[Of]>, RequestBodies[Of]> extends true ? never : Of;
}[Operation];
interface Answers {
  issued: { schema: typeof issued; type: IssueAnswer };
  invoices: { schema: typeof invoicesPage; type: InvoicesPage };
  return: { schema: typeof returnAnswer; type: ReturnAnswer };
  returns: { schema: typeof returnsPage; type: ReturnsPage };
  returnEntries: { schema: typeof returnEntriesPage; type: ReturnEntriesPage };
  redForm: { schema: typeof redFormAnswer; type: RedFormAnswer };
  statistics: { schema: typeof statisticsPage; type: StatisticsPage };
}
type OtherAnswers = {
  [Name in keyof Answers]: IsSame<OutputOf<Answers[Name]['schema']>, Answers[Name]['type']> extends true
    ? never
    : Name;
}[keyof Answers];

export function nothingDiffers(
  argument: OtherArguments,
  result: OtherResults,
  body: OtherBodies,
  answer: OtherAnswers,
): readonly never[] {
  return [argument, result, body, answer];
}
