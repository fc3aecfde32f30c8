import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const PROGRAM = process.env.SCHEMATHESIS ?? 'schemathesis';
const isHere = spawnSync(PROGRAM, ['--version']).status === 0;
const EXAMPLES = process.env.SCHEMATHESIS_EXAMPLES ?? '10';

const LINES = 'application/x-ndjson';
const folder = mkdtempSync(join(tmpdir(), 'fapiao-schemathesis-'));

/** The gateway's document less what is sent line by line: it has no way to write that. */
async function withoutLines(url: string): Promise<unknown> {
  const text = await (await fetch(`${url}/openapi.json`)).text();
  return JSON.parse(text, (key, value: unknown) => (key === LINES ? undefined : value));
}

describe.skipIf(!isHere)(
  'requests that schemathesis makes up (needs schemathesis)',
  () => {
    let gateway: TestGateway;
    let seller: MerchantClient;

    let specification: string;

    beforeAll(async () => {
      gateway = await TestGateway.start();
      seller = await gateway.seller();
      specification = join(folder, 'openapi.json');
      writeFileSync(specification, JSON.stringify(await withoutLines(gateway.url)));
    });
    afterAll(async () => {
      await gateway.close();
      rmSync(folder, { recursive: true });
    });

    test.each(['officer', 'seller'] as const)(
      'by the %s never get an answer that the document does not have',
      async (who) => {
        const client = who === 'officer' ? gateway.officer : seller;
        const args = [
          ['run', specification, '--url', gateway.url],
          ['-H', `Authorization: Bearer ${client.token()}`],
          ['--max-examples', EXAMPLES, '--phases', 'examples,coverage,fuzzing'],
          // A pattern cannot say that a check digit is right, so what fits the patterns may still be refused.
          ['--exclude-checks', 'positive_data_acceptance'],
          // It has no way to make up a PDF.
          ['--exclude-operation-id', 'postVerify'],
          // It would wait for the end of a stream that has none.
          ['--exclude-operation-id', 'getEvents'],
        ];
        const child = spawn(PROGRAM, args.flat(), { stdio: ['ignore', 'pipe', 'inherit'] });
        const [[code], output] = await Promise.all([once(child, 'exit'), child.stdout.toArray()]);
        expect(code, output.join('')).toBe(0);
        expect(gateway.logged.filter((line) => line.includes('"INTERNAL"'))).toEqual([]);
      },
    );
  },
  240_000,
);
