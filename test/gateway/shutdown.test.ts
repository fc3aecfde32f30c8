import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withClient } from '../support/changed-client.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import { MerchantClient, send } from '../support/merchant-client.ts';
import { GATEWAY_MAIN, type StartedGateway, startGateway } from '../support/started-gateway.ts';

test('a gateway that stops answers what it has accepted, and accepts nothing more', async () => {
  const waiting = 30;
  const accepted = Promise.withResolvers<void>();
  const stopping = Promise.withResolvers<void>();
  let submits = 0;
  const gateway = await TestGateway.start({
    limits: { creditChunk: '5000.00', numbersChunk: 10 },
    wrap: (home) =>
      withClient(home, (client) => ({
        submit: async (identity, call) => {
          if (call.function === 'IssueInvoices') {
            submits += 1;
            if (submits === waiting) accepted.resolve();
            await stopping.promise;
          }
          return await client.submit(identity, call);
        },
      })),
  });
  const seller = await gateway.seller();
  const draft = draftOf(seller.code, enterprise(seller.code));
  const replies = Array.from({ length: waiting }, (_, till) => seller.issue(draft, { lane: `till-${till}` }));
  await accepted.promise;
  const stopped = gateway.stopServing();
  await expect(gateway.anonymous('GET', '/healthz')).rejects.toThrow();
  stopping.resolve();
  const answered = await Promise.all(replies);
  await stopped;
  expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: waiting }, () => 201));
  expect(answered.every(({ headers }) => headers.get('connection') === 'close')).toBe(true);
  await gateway.home.close();
});

describe('npm start', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'fapiao-gateway-'));
  });
  afterEach(async () => await rm(home, { recursive: true }));

  const start = async (): Promise<StartedGateway> => await startGateway(home);

  test('sets up an empty folder, prints where everything is, and stops cleanly', async () => {
    const { url, lines, stop } = await start();
    expect((await send(url, 'GET', '/readyz')).status).toBe(200);
    const officerFile = join(home, 'identities', 'officer.json');
    expect((await stat(officerFile)).mode & 0o777).toBe(0o600);
    expect(await stop('SIGTERM')).toBe(0);
    expect(lines.join('\n')).toContain(officerFile);
    expect(lines.join('\n')).toContain('First publish the tax rules');
  });

  test('finds everything again, and the officer of before', async () => {
    const first = await start();
    const trust = (await send(first.url, 'GET', '/v1/network')).body;
    expect(await first.stop('SIGINT')).toBe(0);
    const second = await start();
    expect((await send(second.url, 'GET', '/v1/network')).body).toEqual(trust);
    expect(JSON.parse(await readFile(join(home, 'trust.json'), 'utf8'))).toEqual(trust);
    const officer = JSON.parse(await readFile(join(home, 'identities', 'officer.json'), 'utf8'));
    const client = new MerchantClient(second.url, 'fapiao', officer);
    expect((await client.post('/v1/bureau/periods', { month: '2026-01' })).status).toBe(201);
    await second.stop('SIGTERM');
  });

  test('refuses an environment that makes no sense, naming every variable', async () => {
    const child = spawn(process.execPath, [GATEWAY_MAIN], {
      env: { ...process.env, FAPIAO_HOME: home, PORT: 'http', FAPIAO_LEDGER: 'paper' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [[code], complaint] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
    expect([code, complaint.join('')]).toEqual([1, expect.stringMatching(/PORT[\s\S]*FAPIAO_LEDGER/)]);
  });

  test('prints in one line why it cannot start: the port is taken, or the folder is in use', async () => {
    const running = await start();
    const attempts = [{ PORT: new URL(running.url).port, FAPIAO_HOME: join(home, 'other') }, { PORT: '0' }];
    const complaints = await Promise.all(
      attempts.map(async (environment) => {
        const env = { ...process.env, FAPIAO_HOME: home, ...environment };
        const child = spawn(process.execPath, [GATEWAY_MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] });
        const [[code], complaint] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
        return [code, complaint.join('').trim()];
      }),
    );
    await running.stop('SIGTERM');
    expect(complaints).toEqual([
      [1, expect.stringMatching(/^cannot listen at .+ set PORT$/)],
      [1, expect.stringMatching(/^[^\n]+$/)],
    ]);
  });

  test('continues after the reader of its output has gone', async () => {
    const env = { ...process.env, FAPIAO_HOME: home, PORT: '0', FAPIAO_LOG: 'info' };
    const child = spawn(process.execPath, [GATEWAY_MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    child.stdout.destroy();
    child.stderr.destroy();
    const url = /http\S+/.exec(line)?.[0] as string;
    for (let count = 0; count < 3; count += 1) expect((await send(url, 'GET', '/healthz')).status).toBe(200);
    child.kill('SIGTERM');
    expect(((await once(child, 'exit')) as [number])[0]).toBe(0);
  });
});
