import { LANES_PER_RETURN_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { height, segment } from './documents.js';
import { creditCode, laneName, text } from './text.js';

/** Schemas of the numbers of a year. */

export const year = text('DATE_FORMAT', (value) => /^20[0-9]{2}$/.test(value), {
  description: 'a year',
  example: '2026',
  pattern: '^20[0-9]{2}$',
});

export const numbersReturn = z.strictObject({
  seller: creditCode,
  year,
  lanes: z
    .array(laneName)
    .max(LANES_PER_RETURN_MAX)
    .meta({ description: 'lanes whose unused numbers are returned besides those of the stock' }),
});

export const returnedNumbers = z
  .object({ seller: creditCode, year, segments: z.array(segment), count: z.int() })
  .meta({ id: 'ReturnedNumbers', description: 'All returned numbers of the year; `count` is of this act.' });

const laneNumbers = z.array(z.object({ lane: laneName, segment }));

export const numbers = z.object({
  seller: creditCode,
  year,
  stock: z.array(segment),
  returned: z.array(segment),
  lanes: laneNumbers,
  next: laneName.exactOptional(),
});

const counts = {
  granted: z.int(),
  returned: z.int(),
  stock: z.int().meta({ description: 'unused, in no lane' }),
  lanes: z.int().meta({ description: 'unused, in lanes' }),
  used: z.int().meta({ description: 'neither returned nor unused' }),
};

export const numbersAccount = z
  .object({
    height,
    seller: creditCode,
    year,
    ...counts,
    issued: z.int().meta({ description: 'invoices of the year in the blocks' }),
    difference: z.int().meta({ description: '`used` less `issued`; anything but 0 is an alarm' }),
    prefixes: z.array(z.object({ prefix: z.string(), ...counts })),
    isSettled: z.boolean().meta({
      description: 'false while the seller issues during the count, or the tables are behind the ledger',
    }),
    holders: laneNumbers.meta({ description: 'the first lanes that hold unused numbers of the year' }),
  })
  .meta({ id: 'NumbersAccount', description: 'Where every number of a seller and year is.' });
