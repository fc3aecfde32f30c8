import { parseStrictJson } from '@fapiao-ledger/core';
import { parseTrustFile, type TrustFile } from '@fapiao-ledger/pki';
import { readNamedText } from '../files/read-text.js';
import { about } from '../problem.js';

/** @throws {UsageError} when the file cannot be read; {ValidationError} every fault of a file that is no trust file */
export async function readTrust(file: string): Promise<TrustFile> {
  return await about(file, async () => parseTrustFile(parseStrictJson(await readNamedText(file))));
}
