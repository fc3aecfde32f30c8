import { THRESHOLD_SOURCE_LENGTH_MAX, THRESHOLDS_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { credited, month } from './text.js';

/** Rules about returns in a rule set. */
export const returnRules = z.strictObject({
  thresholds: z
    .array(
      z.strictObject({
        from: month.exactOptional(),
        to: month.exactOptional(),
        sales: credited,
        source: z.string().min(1).max(THRESHOLD_SOURCE_LENGTH_MAX),
      }),
    )
    .max(THRESHOLDS_MAX),
});
