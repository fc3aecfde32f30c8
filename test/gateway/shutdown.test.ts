import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import { MerchantClient, send } from '../support/merchant-client.ts';

const MAIN = fileURLToPath(new URL('../../gateway/dist/main.js', import.meta.url));

test('a gateway that stops answers what it has accepted, and accepts nothing more', async () => {
  const gateway = await TestGateway.start();
  const seller = await gateway.seller();
  const draft = draftOf(seller.code, enterprise(seller.code));
  await seller.issue(draft);
  const accepted = Array.from({ length: 30 }, () => seller.issue(draft));
  while (!gateway.logged.some((line) => line.includes('"route":"/v1/invoices"')))
    await new Promise(setImmediate);
  const before = gateway.logged.length;
  const served = new Promise((resolve) => setImmediate(resolve)).then(
    async () => await gateway.stopServing(),
  );
  const replies = await Promise.allSettled(accepted);
  await served;
  const answered = replies.filter((reply) => reply.status === 'fulfilled');
  expect(answered.every(({ value }) => value.status === 201)).toBe(true);
  expect(gateway.logged.slice(before).filter((line) => line.includes('went away'))).toEqual([]);
  await expect(gateway.anybody('GET', '/healthz')).rejects.toThrow();
  await gateway.home.close();
});

describe('npm start', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'fapiao-gateway-'));
  });
  afterEach(async () => await rm(home, { recursive: true }));

  interface Started {
    readonly url: string;
    readonly lines: readonly string[];
    readonly milliseconds: number;
    readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
  }

  async function start(environment: Record<string, string> = {}): Promise<Started> {
    const startedAt = performance.now();
    const env = { ...process.env, FAPIAO_HOME: home, PORT: '0', FAPIAO_LOG: 'warn', ...environment };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout });
    const address = new Promise<string>((resolve) => {
      output.on('line', (line) => {
        lines.push(line);
        const found = /ready at (http\S+)/.exec(line);
        if (found?.[1] !== undefined) resolve(found[1]);
      });
    });
    const url = await Promise.race([
      address,
      exited.then(([code]) => Promise.reject(new Error(`exit code ${code}`))),
    ]);
    return {
      url,
      lines,
      milliseconds: performance.now() - startedAt,
      stop: async (signal) => {
        child.kill(signal);
        return (await exited)[0];
      },
    };
  }

  test('sets an empty folder up, says where everything is, and stops cleanly', async () => {
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
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, FAPIAO_HOME: home, PORT: 'http', FAPIAO_LEDGER: 'paper' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [[code], complaint] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
    expect([code, complaint.join('')]).toEqual([1, expect.stringMatching(/PORT[\s\S]*FAPIAO_LEDGER/)]);
  });

  test('says in a line why it cannot start: the port is taken, or the folder is in use', async () => {
    const running = await start();
    const attempts = [{ PORT: new URL(running.url).port, FAPIAO_HOME: join(home, 'other') }, { PORT: '0' }];
    const complaints = await Promise.all(
      attempts.map(async (environment) => {
        const env = { ...process.env, FAPIAO_HOME: home, ...environment };
        const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] });
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

  test('goes on when nobody listens to its output any more', async () => {
    const env = { ...process.env, FAPIAO_HOME: home, PORT: '0', FAPIAO_LOG: 'info' };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    child.stdout.destroy();
    child.stderr.destroy();
    const url = /http\S+/.exec(line)?.[0] as string;
    for (let count = 0; count < 3; count += 1) expect((await send(url, 'GET', '/healthz')).status).toBe(200);
    child.kill('SIGTERM');
    expect(((await once(child, 'exit')) as [number])[0]).toBe(0);
  });
});
