import { beforeAll, describe, expect, it } from 'vitest';
import { chooseProfile, keepProfile, readProfiles, removeProfile } from '../../cli/src/profiles.ts';
import { fapiao, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

const SHOP = { gateway: 'https://one.example/', identity: '/keys/shop.json', code: '91440300708461136T' };
const CORPORATION = { gateway: 'https://one.example/', identity: '/keys/corporation.json' };

const warm = warmCommands();

let env: { readonly XDG_CONFIG_HOME: string };
beforeAll(async () => {
  env = { XDG_CONFIG_HOME: await temporaryFolder() };
});

describe('profiles', () => {
  it('leave the current one current when another is kept', async () => {
    expect((await keepProfile(env, 'shop', SHOP)).current).toBe('shop');
    expect((await keepProfile(env, 'corporation', CORPORATION)).current).toBe('shop');
    expect((await readProfiles(env)).profiles).toEqual({ shop: SHOP, corporation: CORPORATION });
  });

  it('are chosen by name', async () => {
    expect((await chooseProfile(env, 'corporation')).current).toBe('corporation');
    await expect(chooseProfile(env, 'none')).rejects.toThrow('there is no profile "none"');
    await expect(chooseProfile(env, 'toString')).rejects.toThrow('there is no profile');
  });

  it('leave no current one behind when it is removed', async () => {
    expect((await removeProfile(env, 'corporation')).current).toBeUndefined();
    await expect(removeProfile(env, 'corporation')).rejects.toThrow('there is no profile');
    expect((await keepProfile(env, 'other', CORPORATION)).current).toBe('other');
  });

  it('are listed with the current one marked', async () => {
    const { stdout } = await fapiao(['profile', 'list'], { cwd: env.XDG_CONFIG_HOME, env });
    expect(stdout).toMatch(/^ +shop +91440300708461136T +https:\/\/one\.example\/$/m);
    expect(stdout).toMatch(/^\* +other +https:\/\/one\.example\/$/m);
  });

  it.each([
    [{}, [], '/keys/corporation.json', 'the current profile'],
    [{}, ['--profile', 'shop'], '/keys/shop.json', '--profile'],
    [{ FAPIAO_PROFILE: 'shop' }, [], '/keys/shop.json', 'FAPIAO_PROFILE'],
    [{ FAPIAO_PROFILE: 'shop', FAPIAO_IDENTITY: 'till.json' }, [], 'till.json', 'FAPIAO_IDENTITY'],
    [{ FAPIAO_IDENTITY: 'till.json' }, ['--profile', 'shop'], 'till.json', 'FAPIAO_IDENTITY'],
    [{ FAPIAO_IDENTITY: 'till.json' }, ['--identity', 'me.json'], 'me.json', '--identity'],
    [{ FAPIAO_IDENTITY: '' }, [], '/keys/corporation.json', 'the current profile'],
  ])('are listed with the identity in use: %j %j', async (variables, args, identity, identitySource) => {
    const around = { cwd: env.XDG_CONFIG_HOME, env: { ...env, ...variables } };
    const { stdout } = await warm(['profile', 'list', ...args], around);
    expect(stdout).toContain(`commands use the identity ${identity}, named by ${identitySource}\n`);
    const listed = await warm(['profile', 'list', '--json', ...args], around);
    expect(JSON.parse(listed.stdout)).toMatchObject({ identity, identitySource });
  });
});
