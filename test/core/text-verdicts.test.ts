import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const LOWEST = fileURLToPath(
  new URL(`../lowest-node/node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url),
);
const FIXTURE = fileURLToPath(new URL('fixtures/text-verdicts.mjs', import.meta.url));

/** Changes with the tables of characters and with the words of a refusal, and with nothing else. */
const DIGEST = '0a3c67461e69eb05a9551710f12e14bddf4bc1d08a75ffd4376c33925d56549e';

test('the Node in use judges every code point, and 10,000 random texts, as it is written here', async () => {
  expect(await digestOn(process.execPath)).toBe(DIGEST);
});

test.skipIf(!existsSync(LOWEST))(
  'the lowest Node that runs the contract (test/lowest-node), with an older Unicode, judges them alike',
  async () => {
    const unicode = (await run(LOWEST, ['-p', 'process.versions.unicode'])).stdout.trim();
    expect(unicode).not.toBe(process.versions.unicode);
    expect(await digestOn(LOWEST)).toBe(DIGEST);
  },
);

async function digestOn(node: string): Promise<string> {
  return (await run(node, [FIXTURE])).stdout;
}
