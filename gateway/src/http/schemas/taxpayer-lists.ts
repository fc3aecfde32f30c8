import { TEXT_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { LIST_MAX } from '../../read-model/index.js';
import { height, taxpayer } from './documents.js';
import { next, region } from './lists.js';
import { cursor, limit } from './paging.js';
import { printable } from './text.js';

/** Query and answer of the list of taxpayers. */

const { kind, status } = taxpayer.shape;

export const taxpayersQuery = z.strictObject({
  text: printable(TEXT_MAX.name, '示例').optional().meta({ description: 'a part of the name or the code' }),
  region: region.optional(),
  kind: kind.optional(),
  status: status.optional(),
  limit: limit(LIST_MAX).optional(),
  cursor: cursor.optional(),
});

export const taxpayersPage = z
  .object({
    height,
    taxpayers: z.array(taxpayer.pick({ code: true, kind: true, status: true, name: true })),
    next,
  })
  .meta({ id: 'TaxpayersPage', description: 'In the order of codes. A person has no name on the ledger.' });
