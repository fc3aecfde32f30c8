import { z } from 'zod';

export const problem = z
  .object({
    type: z.string().meta({
      description: 'address of the page that explains the code',
      example: '/docs/errors#TOTALS_MISMATCH',
    }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    cure: z.string().meta({ description: 'what to do about it' }),
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
