import { z } from 'zod';
import { isEventId, parseEventId } from '../../events/event-position.js';
import type { EventStreams } from '../../events/event-streams.js';
import { type Route, route } from '../route.js';
import { text } from '../schemas/text.js';

const eventId = text('FIELD_VALUE', isEventId, {
  description: 'the id of the last event that was heard: a block and how many of its transactions',
  example: '42-1',
  pattern: '^(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,8})$',
});

const DESCRIPTION = `Events named as the contract names them (\`InvoicesIssued\`, \`InvoicesChanged\`, \`InvoiceFrozen\`,
\`InvoiceReleased\`; for bureau and auditors also those about taxpayers, rules and allowances), one a transaction. \`data\`
is \`{transactionId, block, at, operation?, invoices: [{number, state, holder, rest}]}\`; a taxpayer is told of its own
invoices alone, bureau and auditors get the contract's \`detail\` in place of \`operation\`. Now and then an id comes
without data. The stream ends with \`event: end\` and \`{"reason": "STOPPING" | "RENEW" | "TOO_SLOW" |
"LEDGER_UNAVAILABLE"}\`: connect again with the last id. With \`"CREDENTIAL_INVALID"\` it ends because the caller's key
has been replaced or its certificate has expired. A lock that runs out is no transaction, so no event tells of it.`;

export function eventRoutes(streams: EventStreams): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/events',
      area: 'Invoices',
      access: 'authenticated',
      summary: 'What happens to the caller’s invoices, as it happens; resumable without gap or repetition',
      headerFields: z.object({ 'Last-Event-ID': eventId.optional() }),
      answer: {
        status: 200,
        description: DESCRIPTION,
        content: { type: 'text/event-stream', schema: z.string() },
      },
      refusals: [],
      handle: async ({ caller, headers, gone, recheck }) => {
        const id = headers['Last-Event-ID'];
        const after = id === undefined ? undefined : parseEventId(id);
        return {
          type: 'text/event-stream; charset=utf-8',
          chunks: await streams.open({ caller, recheck, gone: gone() }, after),
        };
      },
    }),
  ];
}
