import { PAGE_INVOICES_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { hash, height, ownId } from './documents.js';
import { invoiceNumber } from './text.js';

/** The question which of the caller's own ids are used, and its answer. */

export const ownIdsQuestion = z.strictObject({ refs: z.array(ownId).min(1).max(PAGE_INVOICES_MAX) });

export const ownIdsAnswer = z
  .object({
    height,
    found: z.array(
      z.object({
        ref: ownId,
        number: invoiceNumber,
        content: hash.meta({
          description: 'SHA-256 of the draft’s canonical JSON without the commitment to a person’s name',
        }),
      }),
    ),
  })
  .meta({ id: 'OwnIds', description: 'The caller’s invoices that have one of the ids.' });
