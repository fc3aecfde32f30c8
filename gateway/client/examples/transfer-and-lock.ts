/** Transfers an invoice to a holder, or locks it for a company's claim: node transfer-and-lock.ts NUMBER transfer|lock CODE */
import { randomUUID } from 'node:crypto';
import { errorText } from '@fapiao-ledger/client/errors';
import { FapiaoError } from '@fapiao-ledger/core';
import { connected } from './connection.ts';

const [number = '', act = '', code = ''] = process.argv.slice(2);
const { client } = await connected();
const requestId = randomUUID();
const invoices = [{ number }] as const;

try {
  const { status } =
    act === 'lock'
      ? await client.act('lock', { company: code, invoices }, { requestId })
      : await client.act('transfer', { to: code, invoices }, { requestId });
  console.log(`${number}: ${status.state}, holder ${status.holder}`);
} catch (error) {
  if (!(error instanceof FapiaoError)) throw error;
  const { title, cure } = errorText(error.code, 'zh-CN');
  console.log(`${error.code}: ${error.message}\n${title}。${cure}`);
}
