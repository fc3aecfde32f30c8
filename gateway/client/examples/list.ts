/** Lists the invoices that the caller has issued since a day, page by page: node list.ts 2026-03-01 */
import { connected } from './connection.ts';

const [dateFrom = ''] = process.argv.slice(2);
const { client } = await connected();

let count = 0;
for await (const page of client.pages('/v1/invoices', { role: 'seller', dateFrom, limit: '2' })) {
  for (const { number, date, buyer, totals } of page.invoices) {
    console.log(`${number} ${date} ${totals.gross} ${buyer.name ?? ''}`);
  }
  count += page.invoices.length;
}
console.log(`${count} invoices`);
