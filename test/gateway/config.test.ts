import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '@fapiao-ledger/gateway/config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_MAIN, startGateway, withoutSettings } from '../support/started-gateway.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Exit code and standard error of a gateway that does not start. */
async function refusedStart(settings: Readonly<Record<string, string>>): Promise<[unknown, string]> {
  const env = { ...withoutSettings(), PORT: '0', ...settings };
  const child = spawn(process.execPath, [GATEWAY_MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [[code], message] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
  return [code, message.join('')];
}

/** Names in an environment that a gateway takes for misspelt settings. */
function misspeltIn(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.message.matchAll(/(\w+): there is no such setting/g)].map(([, name]) => name ?? '');
  }
}

describe('a gateway whose data folder', () => {
  test.each([
    ['is a file', 'file', 'EEXIST'],
    ['lies in a file', 'file/data', 'ENOTDIR'],
  ])('%s says so and does not start', async (_, place, reason) => {
    writeFileSync(join(folder, 'file'), '');
    const home = join(folder, place);
    const [code, message] = await refusedStart({ FAPIAO_HOME: home });
    expect([code, message.trim().split('\n').length]).toEqual([1, 1]);
    expect(message).toContain(`FAPIAO_HOME: ${home} cannot be used as a folder: ${reason}`);
  });
});

describe('the settings of a gateway', () => {
  test('that are misspelt stop it, and those of other programs do not', () => {
    expect(() => readConfig({ FAPIAO_REQESTS_PER_MINUTE: '10' })).toThrow(
      'FAPIAO_REQESTS_PER_MINUTE: there is no such setting; npm start -- --help lists them',
    );
    expect(() => readConfig({ FAPIAO_TRUST: 'trust.json', FAPIAO_FABRIC_PORT: '9000' })).not.toThrow();
  });

  test('share their beginning with no name that would stop a gateway in the same shell', () => {
    const { stdout } = spawnSync('git', ['grep', '-ohE', String.raw`\bFAPIAO_[A-Z_]+`], { encoding: 'utf8' });
    const names = new Set(stdout.trim().split('\n'));
    expect(names).toContain('FAPIAO_HOME');
    expect(misspeltIn(Object.fromEntries([...names].map((name) => [name, ''])))).toEqual([
      'FAPIAO_REQESTS_PER_MINUTE',
    ]);
  });

  test('are listed by --help, and no other word is taken', () => {
    const started = (word: string) => spawnSync(process.execPath, [GATEWAY_MAIN, word], { encoding: 'utf8' });
    const help = started('--help');
    expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('FAPIAO_HOME=data')]);
    expect(started('--port')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('takes no arguments'),
    });
  });
});

describe('what a gateway needs and does not find is named by its setting, in one line:', () => {
  test.each([
    [
      'a Fabric network',
      { FAPIAO_LEDGER: 'fabric', FAPIAO_FABRIC_HOME: '/nowhere' },
      'FAPIAO_FABRIC_HOME: there is no network in /nowhere. Start one: npm run network -- up',
    ],
    [
      'a database',
      { FAPIAO_READ_MODEL: 'postgresql://user:secret@127.0.0.1:1/x' },
      'FAPIAO_READ_MODEL: it cannot be opened: connect ECONNREFUSED 127.0.0.1:1',
    ],
  ])('%s', async (_, settings, message) => {
    const refused = await refusedStart({ FAPIAO_HOME: join(folder, 'needy'), ...settings });
    expect(refused).toEqual([1, `${message}\n`]);
  });
});

describe('an embedded ledger', () => {
  const networkOf = async (channel?: string): Promise<{ channel: string; authorities: unknown[] }> => {
    const started = await startGateway(
      join(folder, 'named'),
      channel === undefined ? {} : { FAPIAO_CHANNEL: channel },
    );
    const answer = await fetch(`${started.url}/v1/network`);
    const network = (await answer.json()) as { channel: string; authorities: unknown[] };
    expect(await started.stop('SIGTERM')).toBe(0);
    return network;
  };

  test('has the channel that it was named, and is opened under no other name', async () => {
    expect((await networkOf('fapiao-test')).channel).toBe('fapiao-test');
    const [code, message] = await refusedStart({ FAPIAO_HOME: join(folder, 'named') });
    expect([code, message.trim()]).toEqual([1, 'the ledger is that of channel fapiao-test']);
    expect((await networkOf('fapiao-test')).channel).toBe('fapiao-test');
  });
});

test('every variable that cannot be read is named', () => {
  const wrong = { PORT: '70000', FAPIAO_LEDGER: 'paper', FAPIAO_CREDIT_CHUNK: '1', FAPIAO_CHANNEL: 'Fapiao' };
  const refused = (): unknown => readConfig(wrong);
  expect(refused).toThrow(ConfigError);
  for (const name of Object.keys(wrong)) expect(refused).toThrow(name);
});

test.each(['', ' ', '-1', '1.5', '1e3', 'many', '1000000001'])('%j is no number of requests', (text) => {
  expect(() => readConfig({ FAPIAO_REQUESTS_PER_MINUTE: text })).toThrow(
    'FAPIAO_REQUESTS_PER_MINUTE: a whole number from 0 to 1000000000 is expected',
  );
});
