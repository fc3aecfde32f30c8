import { z } from 'zod';
import { hash, height, instant, status } from './documents.js';
import { limit } from './paging.js';
import { requestId, text } from './text.js';

/** Query and answer of the acts about an invoice. */

/** Most acts per answer. */
export const ACTS_MAX = 50;

const transactionId = text('FIELD_VALUE', (value) => /^[0-9a-f]{64}$/.test(value), {
  description: '`next` of the page before',
  example: '5f'.repeat(32),
  pattern: '^[0-9a-f]{64}$',
});

export const actsQuery = z.strictObject({
  limit: limit(ACTS_MAX).optional(),
  after: transactionId.optional(),
});

const act = z
  .object({
    transactionId: hash,
    block: z.string().meta({ description: 'number of the block', example: '42' }),
    at: instant,
    event: z
      .string()
      .meta({ description: 'the contract’s name of what happened', example: 'InvoicesChanged' }),
    operation: z.string().exactOptional().meta({ description: 'what was signed', example: 'transfer' }),
    requests: z
      .array(z.object({ actor: z.string(), requestId }))
      .meta({ description: 'the signed requests that the transaction performed for the invoice' }),
    status: status.exactOptional().meta({ description: 'absent when the invoice was issued' }),
  })
  .meta({ id: 'InvoiceAct' });

export const actsPage = z
  .object({
    height,
    acts: z.array(act),
    next: z.string().optional().meta({ description: 'transaction for `after` on the next page' }),
  })
  .meta({ id: 'InvoiceActs', description: 'Newest first. The last act issued the invoice.' });
