/** Writes the core's table of characters that receipts can show: `npm run drawable`, after a build. */
import { writeFileSync } from 'node:fs';
import { TABLE, tableSource } from './table.ts';

writeFileSync(TABLE, tableSource());
