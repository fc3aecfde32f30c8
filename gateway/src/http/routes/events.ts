import { z } from 'zod';
import { isEventId, parseEventId } from '../../events/event-position.js';
import type { EventStreams } from '../../events/event-streams.js';
import { type Route, route } from '../route.js';
import { text } from '../schemas/text.js';

const eventId = text('FIELD_VALUE', isEventId, {
  description: 'the id of the last event received: a block, and a number of its transactions',
  example: '42-1',
  pattern: '^(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,8})$',
});

const DESCRIPTION = `Events with the contract's names (\`InvoicesIssued\`, \`InvoicesChanged\`, \`InvoiceFrozen\`,
\`InvoiceReleased\`; for bureau and auditors also those about taxpayers, rules and allowances), one per transaction. Bureau and auditors also get \`SmallScaleLimitReached\`,
with \`detail\` \`{seller, month, net, limit}\`, when a page brings a small-scale seller's sales of twelve months to the limit: once
for each seller and month, before the event of its transaction and without an id, so that a reader that reconnects in between gets it again. \`data\`
is \`{transactionId, block, at, operation?, invoices: [{number, state, holder, rest}]}\`; a taxpayer gets only its own
invoices; bureau and auditors get the contract's \`detail\` in place of \`operation\`. At intervals the stream sends an id
without data. The stream ends with \`event: end\` and \`{"reason": "STOPPING" | "RENEW" | "TOO_SLOW" |
"LEDGER_UNAVAILABLE"}\`: connect again with the last id. With \`"CREDENTIAL_INVALID"\` it ends because the caller's key
was replaced or its certificate has expired. A lock that expires is no transaction, so there is no event for it.`;

export function eventRoutes(streams: EventStreams): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/events',
      area: 'Invoices',
      access: 'authenticated',
      summary: 'Follow the events of the caller’s invoices; resumable without gaps or repetition',
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
