import { RED_FORM_STATES } from '@fapiao-ledger/core';
import { z } from 'zod';
import { LIST_MAX } from '../../read-model/index.js';
import { height, redForm } from './documents.js';
import { named, namedBuyer, next } from './lists.js';
import { cursor, limit } from './paging.js';
import { date, participant } from './text.js';

/** Queries and answers of lists of red-letter forms. */

const state = z.enum(RED_FORM_STATES).meta({
  description: 'state of the form at the moment of the query: EXPIRED when its term has passed',
});

const narrowed = {
  state: state.optional(),
  startedFrom: date
    .optional()
    .meta({ description: 'first day, in Beijing time, on which the form was started' }),
  startedTo: date
    .optional()
    .meta({ description: 'last day, in Beijing time, on which the form was started' }),
};
const paged = { limit: limit(LIST_MAX).optional(), cursor: cursor.optional() };

export const ownRedFormsQuery = z.strictObject({
  side: z.enum(['seller', 'buyer']).optional().meta({
    description:
      'side of the caller: `buyer` is the buyer of the invoice, or a company that has booked an amount of it',
  }),
  ...narrowed,
  waiting: z.enum(['me']).optional().meta({
    description:
      'only forms that await the caller: its confirmation, or as the seller the red-letter invoice',
  }),
  ...paged,
});

export const redFormsQuery = z.strictObject({
  company: participant.optional().meta({ description: 'a taxpayer that the form concerns' }),
  ...narrowed,
  ...paged,
});

export const redFormsExportQuery = redFormsQuery.omit({ limit: true, cursor: true });

const summary = redForm
  .pick({
    number: true,
    sequence: true,
    reason: true,
    startedBy: true,
    state: true,
    totals: true,
    startedAt: true,
    expiresAt: true,
    changedAt: true,
    red: true,
  })
  .extend({
    seller: named,
    buyer: namedBuyer,
    waiting: z.boolean().optional().meta({
      description:
        'whether the form awaits the caller, or in a list of the bureau the `company` of its filter',
    }),
  })
  .meta({ id: 'RedFormSummary' });

export const redFormsPage = z
  .object({ height, forms: z.array(summary), next })
  .meta({ id: 'RedFormsPage', description: 'Newest first: by the start of the form.' });

export const redFormsExportLine = z.union([summary, z.object({ height, count: z.int() })]).meta({
  id: 'RedFormsExportLine',
  description: 'A form, newest first. The last line has count and height.',
});
