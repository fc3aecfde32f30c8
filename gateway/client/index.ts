/** Client of the gateway's REST interface: tokens, statements, retries, lists and events. It runs in Node.js and in browsers. */
export type {
  ChangeAnswer,
  CreditAnswer,
  FoundOwnId,
  HistoryAnswer,
  HistoryEntry,
  InvoiceAct,
  InvoiceActsPage,
  InvoiceAnswer,
  InvoiceSummary,
  InvoicesPage,
  IssueAnswer,
  NumbersAccountAnswer,
  OwnIdsAnswer,
  RedFormAnswer,
  RedFormSummary,
  RedFormsPage,
  RedLetterResult,
  ReturnAnswer,
  ReturnEntriesPage,
  ReturnSummary,
  ReturnsPage,
  StatisticsGroup,
  StatisticsPage,
  SumsAnswer,
  TaxpayerSummary,
  TaxpayersPage,
  WatchPage,
} from '@fapiao-ledger/core';
export { ACT_ROUTES, type ActAnswer, type ActBody, type HttpAct, httpActOf } from './acts.js';
export type { ApiPath, ListPath, ReadAnswer, ReadFields, ReadPath, WriteAnswer } from './answers.js';
export { type Connection, connect, type NamedLedger, readIdentity } from './connect.js';
export type { ClientEvent, EventInvoice, EventsOptions } from './events.js';
export {
  type ActOptions,
  type ClientOptions,
  DELEGATE,
  GatewayClient,
  type Submission,
} from './gateway-client.js';
export { errorOfAnswer, GatewayError } from './gateway-error.js';
export { followsLostAttempt, type Pause } from './retry.js';
export {
  type ClientIdentity,
  digestOfRequest,
  type SignableRequest,
  sealRequest,
} from './statement-signer.js';
export { accessToken, type RequestOfToken } from './token.js';
export { exchange, type HttpRequest } from './transport.js';
export { WrittenJson } from './written-json.js';
