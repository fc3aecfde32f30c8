import { z } from 'zod';

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: 'stable; programs match on it', example: 'TOTALS_MISMATCH' }),
    faults: z
      .array(
        z.object({
          code: z.string(),
          path: z.string().meta({ description: 'JSON pointer (RFC 6901)', example: '/lines/0/tax' }),
          message: z.string(),
        }),
      )
      .optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
