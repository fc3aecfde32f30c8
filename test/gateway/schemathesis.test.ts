import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const PROGRAM = process.env.SCHEMATHESIS ?? 'schemathesis';
const isHere = spawnSync(PROGRAM, ['--version']).status === 0;
const EXAMPLES = process.env.SCHEMATHESIS_EXAMPLES ?? '5';
/**
 * The other caller has its own routes; what they refuse is tried by `test/gateway/rights`. So they are left out here, and
 * tried in `npm run test:long`.
 */
const LEFT_OUT =
  process.env.SCHEMATHESIS_EXAMPLES === undefined
    ? {
        officer: ['--include-path-regex', '^/v1/(bureau|verify|requests)'],
        seller: ['--exclude-path-regex', '^/v1/bureau'],
      }
    : { officer: [], seller: [] };

/** Its settings, and what it has to be taught. */
const FOLDER = new URL('schemathesis', import.meta.url).pathname;

const PLACEHOLDER = 'Bearer signed on the way';

/** Passes every request on, with a token for it alone in place of the placeholder. */
async function signingProxy(url: string, client: MerchantClient): Promise<Server> {
  const { hostname, port } = new URL(url);
  const proxy = createServer((asked, answer) => void passOn(asked, answer));
  const passOn = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = asked;
    const body = Buffer.concat(await asked.toArray());
    const named = {
      'Idempotency-Key': textOf(headers['idempotency-key']),
      'Fapiao-Replaces': textOf(headers['fapiao-replaces']),
      'Fapiao-Lane': textOf(headers['fapiao-lane']),
    };
    const signed = { authorization: `Bearer ${client.tokenFor(method, path, body, named)}` };
    const credential = headers.authorization === PLACEHOLDER ? signed : {};
    const passed = { hostname, port, method, path, headers: { ...headers, ...credential } };
    const [response] = (await once(request(passed).end(body), 'response')) as [IncomingMessage];
    answer.writeHead(response.statusCode ?? 0, response.headers);
    response.pipe(answer);
  };
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return proxy;
}

/** Node joins a header that stands there several times with commas, except where it keeps a list. */
const textOf = (header: string | readonly string[] | undefined) =>
  [header ?? []].flat().join(', ') || undefined;

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
        const proxy = await signingProxy(gateway.url, client);
        const { port } = proxy.address() as AddressInfo;
        const args = [
          ['--config-file', 'schemathesis.toml', 'run', `http://127.0.0.1:${port}/openapi.json`],
          // It says of the generator that codes with a check digit are hard to guess, and nothing of the gateway.
          ['--suppress-health-check', 'filter_too_much'],
          ['-H', `Authorization: ${PLACEHOLDER}`],
          ['--max-examples', EXAMPLES, '--phases', 'examples,coverage,fuzzing'],
          ['--generation-database', 'none'],
          // It would wait for the end of a stream that has none.
          ['--exclude-operation-id', 'getEvents'],
          LEFT_OUT[who],
        ];
        const child = spawn(PROGRAM, args.flat(), {
          cwd: FOLDER,
          env: { ...process.env, TEST_INVOICE: number, PYTHONDONTWRITEBYTECODE: '1' },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const [[code], output] = await Promise.all([once(child, 'exit'), child.stdout.toArray()]);
        proxy.close();
        expect(code, output.join('')).toBe(0);
        expect(gateway.logged.filter((line) => line.includes('"INTERNAL"'))).toEqual([]);
      },
    );
  },
  240_000,
);
