/** Writes the tables of the page about states: `npm run states`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { STATES_PAGE, stateTables, withTables } from './table.ts';

writeFileSync(STATES_PAGE, withTables(readFileSync(STATES_PAGE, 'utf8'), stateTables()));
