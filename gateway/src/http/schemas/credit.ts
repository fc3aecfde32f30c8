import { z } from 'zod';
import { credit, height, segment } from './documents.js';
import { laneName, yuan } from './text.js';

/** Schema of what is used and left of a month's credit. */
export const creditAccount = credit
  .extend({
    stock: z.array(segment),
    used: yuan,
    left: yuan,
    numbersLeft: z.int(),
    lanes: z.array(z.object({ lane: laneName, left: yuan, numbers: z.int() })),
    height,
  })
  .meta({ id: 'CreditAccount', description: 'Credit of a month and numbers of its year.' });
