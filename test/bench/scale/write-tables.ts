/** Writes the tables of `docs/scale.md` from the measured rows: `npm run scale`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './tables.ts';

const DOCUMENT = new URL('../../../docs/scale.md', import.meta.url);

writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
