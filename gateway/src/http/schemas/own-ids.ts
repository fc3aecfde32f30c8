import { PAGE_INVOICES_MAX, TEXT_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { hash, height, ownId } from './documents.js';
import { invoiceNumber, printable } from './text.js';

/** The question which of the caller's own ids are used, and its answer. */

/** An own id in a question, which no draft has been judged with. */
export const askedOwnId = printable(TEXT_MAX.ref, 'order-2026-0001');

export const ownIdsQuestion = z.strictObject({ refs: z.array(askedOwnId).min(1).max(PAGE_INVOICES_MAX) });

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
