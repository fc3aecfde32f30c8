/** Writes the golden file of the contract's metadata: npm run metadata. */
import { writeFileSync } from 'node:fs';
import { contractMetadata, METADATA_FILE } from './metadata.ts';

writeFileSync(METADATA_FILE, `${JSON.stringify(contractMetadata(), null, 2)}\n`);
