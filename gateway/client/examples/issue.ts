/** Issues an invoice to a company: node issue.ts BUYER-CODE BUYER-NAME [REQUEST-ID] */
import { randomUUID } from 'node:crypto';
import { completeAmounts } from '@fapiao-ledger/core';
import { connected } from './connection.ts';

const [code = '', name = '', earlierId] = process.argv.slice(2);
const { client, identity } = await connected();

// Core fills in tax and totals as the ledger will check them.
const draft = completeAmounts({
  type: 'ORDINARY',
  seller: identity.code ?? '',
  buyer: { type: 'ENTERPRISE', code, name },
  lines: [
    {
      taxClass: '3040201010000000000',
      item: '*信息技术服务*系统维护',
      quantity: '1',
      unitPrice: '4197.17',
      rate: '0.06',
    },
  ],
});

// A program stores the request id before it sends: the same id never issues twice, whatever happens on the way.
const requestId = earlierId ?? randomUUID();
if (earlierId === undefined) console.log(`request id ${requestId}`);
const { invoices } = await client.act('issue', { drafts: [draft] }, { requestId });
for (const { number, checkCode } of invoices) console.log(`issued ${number}, check code ${checkCode}`);

// What the ledger remembers of the request, for a program that was stopped before it had the answer.
const { state } = await client.get('/v1/requests/{id}', { id: requestId });
console.log(`request ${requestId}: ${state}`);
