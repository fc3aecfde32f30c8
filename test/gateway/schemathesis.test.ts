import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const PROGRAM = process.env.SCHEMATHESIS ?? 'schemathesis';
const isHere = spawnSync(PROGRAM, ['--version']).status === 0;
const EXAMPLES = process.env.SCHEMATHESIS_EXAMPLES ?? '10';

/** Its settings, and what it has to be taught. */
const FOLDER = new URL('schemathesis', import.meta.url).pathname;

describe.skipIf(!isHere)(
  'requests that schemathesis makes up (needs schemathesis)',
  () => {
    let gateway: TestGateway;
    let seller: MerchantClient;
    let number: string;

    beforeAll(async () => {
      gateway = await TestGateway.start();
      seller = await gateway.seller();
      const { body } = await seller.issue(draftOf(seller.code, { type: 'PERSON' }));
      number = body.invoices[0]?.number as string;
    });
    afterAll(async () => {
      await gateway.close();
    });

    test.each(['officer', 'seller'] as const)(
      'by the %s never get an answer that the document does not have',
      async (who) => {
        const client = who === 'officer' ? gateway.officer : seller;
        const args = [
          ['--config-file', 'schemathesis.toml', 'run', `${gateway.url}/openapi.json`],
          ['-H', `Authorization: Bearer ${client.token()}`],
          ['--max-examples', EXAMPLES, '--phases', 'examples,coverage,fuzzing'],
          ['--generation-database', 'none'],
          // It would wait for the end of a stream that has none.
          ['--exclude-operation-id', 'getEvents'],
        ];
        const child = spawn(PROGRAM, args.flat(), {
          cwd: FOLDER,
          env: { ...process.env, FAPIAO_INVOICE: number, PYTHONDONTWRITEBYTECODE: '1' },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const [[code], output] = await Promise.all([once(child, 'exit'), child.stdout.toArray()]);
        expect(code, output.join('')).toBe(0);
        expect(gateway.logged.filter((line) => line.includes('"INTERNAL"'))).toEqual([]);
      },
    );
  },
  240_000,
);
