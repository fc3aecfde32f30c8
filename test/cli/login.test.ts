import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProfiles } from '../../cli/src/profiles.ts';
import { run } from '../../cli/src/run.ts';
import type { Shell } from '../../cli/src/shell.ts';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import { startGateway, temporaryFolder } from '../support/processes.ts';

let world: CommandWorld;
let env: { readonly HOME: string; readonly FAPIAO_GATEWAY: string };

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enter('shop', SELLER, '--kind', 'GENERAL', '--name', '深圳示范软件有限公司');
  await world.enter('corporation', BUYER, '--kind', 'GENERAL', '--name', '深圳示范采购有限公司');
});

afterAll(async () => await world.stop());

beforeEach(async () => {
  env = { HOME: await temporaryFolder(), FAPIAO_GATEWAY: world.gateway.address };
});

interface Spoken {
  readonly exitCode: number;
  readonly stderr: string;
}

/** Runs fapiao login with an identity; `answer` is what the user types, at a terminal if there is one. */
async function login(
  identity: string,
  { answer, args = [], trust }: { answer?: string; args?: readonly string[]; trust?: string } = {},
): Promise<Spoken> {
  const [stdin, stdout, stderr] = [new PassThrough(), new Page(), new Page()];
  stdin.end(answer);
  const isTTY = answer !== undefined;
  const shell = {
    env: { ...env, ...(trust === undefined ? {} : { FAPIAO_TRUST: trust }) },
    stdin: Object.assign(stdin, { isTTY }),
    stdout,
    stderr: Object.assign(stderr, { isTTY, columns: 200 }),
  } as unknown as Shell;
  const exitCode = await run(['login', '--identity', identity, ...args], shell);
  return { exitCode, stderr: stderr.text };
}

class Page extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const shop = (): string => join(world.cwd, 'shop.json');
const corporation = (): string => join(world.cwd, 'corporation.json');
const trusted = (): string => join(world.gateway.home, 'trust.json');

async function kept(): Promise<string | undefined> {
  return (await readProfiles(env)).profiles.default?.identity;
}

describe('login at a terminal', () => {
  it('asks before it replaces a profile, and leaves it without a yes', async () => {
    expect(await login(shop(), { answer: '' })).toMatchObject({ exitCode: 0 });
    const refused = await login(corporation(), { answer: 'n\n' });
    expect(refused.stderr).toContain('with the identity');
    expect(refused.stderr).toContain('replace it? [y/N]');
    expect(refused.stderr).toContain('nothing was changed');
    expect(await kept()).toBe(shop());
    await login(corporation(), { answer: 'y\n' });
    expect(await kept()).toBe(corporation());
  });

  it('asks nothing when nothing is replaced, or --replace is given', async () => {
    await login(shop(), { answer: '' });
    expect((await login(shop(), { answer: '' })).stderr).not.toContain('replace it?');
    const replaced = await login(corporation(), { answer: '', args: ['--replace'] });
    expect(replaced.stderr).not.toContain('replace it?');
    expect(await kept()).toBe(corporation());
  });
});

describe('login without a terminal', () => {
  it('refuses to replace a profile', async () => {
    await login(shop());
    const refused = await login(corporation());
    expect(refused).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('--replace') });
    expect(await kept()).toBe(shop());
    expect(await login(corporation(), { args: ['--replace'] })).toMatchObject({ exitCode: 0 });
  });
});

describe('the identity of a login', () => {
  const operator = (): string => join(world.gateway.home, 'identities', 'operator.json');

  it('is checked by the gateway when it is an operator’s', async () => {
    expect(await login(operator())).toMatchObject({ exitCode: 0 });
    const elsewhere = await startGateway();
    try {
      const foreign = join(elsewhere.home, 'identities', 'operator.json');
      const refused = await login(foreign, { args: ['--replace'] });
      expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('CREDENTIAL_INVALID') });
      expect(await kept()).toBe(operator());
    } finally {
      await elsewhere.stop();
    }
  });

  it('must have the role that its certificate has', async () => {
    const identity = JSON.parse(await readFile(operator(), 'utf8')) as object;
    const file = join(env.HOME, 'auditor.json');
    await writeFile(file, JSON.stringify({ ...identity, role: 'auditor' }), { mode: 0o600 });
    const refused = await login(file);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('your certificate has the role operator, the file says auditor');
  });

  it('comes from an authority of the trust file, or the command says that it did not look', async () => {
    const note = 'the gateway alone has checked which authority issued the certificate';
    expect((await login(shop())).stderr).toContain(note);
    expect((await login(shop(), { trust: trusted() })).stderr).not.toContain(note);
    const trust = JSON.parse(await readFile(trusted(), 'utf8')) as { authorities: object[] };
    const file = join(env.HOME, 'other-trust.json');
    await writeFile(file, JSON.stringify({ ...trust, taxpayerAuthorities: [] }));
    const refused = await login(shop(), { trust: file });
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('issued your certificate');
    expect(refused.stderr).toContain(`by the trust file ${file}`);
  });

  it('is checked against the trust file of its own profile, not of the current one', async () => {
    const trust = JSON.parse(await readFile(trusted(), 'utf8')) as { authorities: object[] };
    const other = join(env.HOME, 'other-network.json');
    await writeFile(other, JSON.stringify({ ...trust, taxpayerAuthorities: [] }));
    const first = ['--as', 'operator', '--trust', other];
    expect(await login(operator(), { args: first })).toMatchObject({ exitCode: 0 });
    expect(await login(shop(), { args: ['--as', 'shop'] })).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('the gateway alone has checked'),
    });
    const named = ['--as', 'corporation', '--trust', trusted()];
    expect(await login(corporation(), { args: named })).toMatchObject({ exitCode: 0 });
    expect((await readProfiles(env)).current).toBe('operator');
  });

  it('is said to be checked only after the gateway has checked it', async () => {
    env = { ...env, FAPIAO_GATEWAY: 'http://127.0.0.1:1' };
    const unanswered = await login(shop(), { args: ['--timeout', '1'] });
    expect(unanswered.exitCode).toBe(4);
    expect(unanswered.stderr).not.toContain('the gateway alone');
  });

  it('is refused in Chinese with Chinese marks, naming its file and the trust file once', async () => {
    const trust = JSON.parse(await readFile(trusted(), 'utf8')) as { authorities: object[] };
    const file = join(env.HOME, 'other-trust.json');
    await writeFile(file, JSON.stringify({ ...trust, taxpayerAuthorities: [] }));
    const { stderr } = await login(shop(), { trust: file, args: ['--lang', 'zh-CN'] });
    expect(stderr).toMatch(/签发的。/);
    expect(stderr).not.toMatch(/\p{Script=Han}[.:]/u);
    expect(stderr.split(shop())).toHaveLength(2);
    expect(stderr.split(file)).toHaveLength(2);
  });
});
