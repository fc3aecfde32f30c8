/** Writes the core's table of characters: `npm run unicode`. */
import { writeFileSync } from 'node:fs';
import { TABLE, tableSource } from './table.ts';

writeFileSync(TABLE, await tableSource());
