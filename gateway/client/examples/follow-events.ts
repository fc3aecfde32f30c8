/** Follows the events of the caller's invoices until Ctrl-C: node follow-events.ts [POSITION] */
import { connected } from './connection.ts';

const [after] = process.argv.slice(2);
const { client } = await connected();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

for await (const { id, name, data } of client.events({ ...(after && { after }), signal: stop.signal })) {
  for (const { number, state, holder } of data.invoices) console.log(`${name}: ${number} ${state} ${holder}`);
  // A program stores the position when it has handled the event, and starts from it next time.
  console.log(`position ${id}`);
}
console.log('stopped');
