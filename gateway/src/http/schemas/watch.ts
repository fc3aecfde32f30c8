import { z } from 'zod';
import { WATCHED_MAX } from '../../read-model/index.js';
import { height } from './documents.js';
import { limit } from './paging.js';
import { creditCode, month, text } from './text.js';

/** Schemas of the watch of small-scale sellers. */

/** Shares have four decimals. */
export const SHARE_UNIT = 10_000n;

const SHARE = /^[0-9]{1,2}(\.[0-9]{1,4})?$/;

export const watchQuery = z.strictObject({
  from: text('FIELD_VALUE', (value) => SHARE.test(value), {
    description: 'least share of the limit',
    example: '0.8',
    pattern: SHARE.source,
  }).optional(),
  limit: limit(WATCHED_MAX).optional(),
  after: creditCode.optional(),
});

const sum = z.string().meta({ description: 'yuan, of any size', pattern: '^-?[0-9]+\\.[0-9]{2}$' });

export const watchPage = z
  .object({
    height,
    months: z.object({ from: month, to: month }),
    limit: sum,
    sellers: z.array(
      z.object({
        code: creditCode,
        name: z.string(),
        net: sum.meta({ description: 'net of the twelve months, less what was reversed' }),
        share: z.string().meta({ description: 'of the limit, rounded down', example: '0.8312' }),
      }),
    ),
    next: creditCode.optional().meta({ description: 'code for `after` on the next page' }),
  })
  .meta({ id: 'WatchPage' });
