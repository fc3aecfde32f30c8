import { beforeAll, describe, expect, it } from 'vitest';
import { chooseProfile, keepProfile, readProfiles, removeProfile } from '../../cli/src/profiles.ts';
import { fapiao, temporaryFolder } from '../support/processes.ts';

const SHOP = { gateway: 'https://one.example/', identity: '/keys/shop.json', code: '91440300708461136T' };
const CORPORATION = { gateway: 'https://one.example/', identity: '/keys/corporation.json' };

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
});
