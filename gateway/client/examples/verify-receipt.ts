/** Fetches the receipt of an invoice and checks it offline, with the trust file alone: node verify-receipt.ts NUMBER */
import { verifyReceipt } from '@fapiao-ledger/receipt';
import { connected, trustOnFile } from './connection.ts';

const [number = ''] = process.argv.slice(2);
const { client } = await connected();
const pdf = await client.readFile(`/invoices/${number}/receipt.pdf`);

const report = verifyReceipt(pdf, await trustOnFile(), new Date());
for (const { name, outcome, reason } of report.checks) {
  if (outcome === 'failed') console.log(`${name}: ${reason}`);
}
console.log(`${number}: ${report.valid ? 'genuine' : 'not genuine'}`);
