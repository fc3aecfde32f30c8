/** Writes the client's types of the REST interface: npm run openapi. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from './document.ts';
import { TYPES_FILE, typesOf } from './types.ts';

writeFileSync(TYPES_FILE, await typesOf(await openApiDocument()));
