import { z } from 'zod';
import { text } from './text.js';

/** Cursor of a list. */
export const cursor = z.string().max(1_000).meta({ description: 'cursor from `next` of the page before' });

/** Returns the schema of the number of entries of a page. */
export function limit(max: number): z.ZodString {
  return text('FIELD_VALUE', (value) => /^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= max, {
    description: `a number of entries, 1 to ${max}`,
    example: '50',
    pattern: '^[1-9][0-9]{0,3}$',
  });
}
