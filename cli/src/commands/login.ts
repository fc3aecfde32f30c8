import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GatewayClient } from '@fapiao-ledger/client';
import type { Json, TaxpayerJson } from '@fapiao-ledger/core';
import { Command } from 'commander';
import type { Identity } from '../identity/identity-file.js';
import { documentText } from '../output/document-text.js';
import { keepProfile, type Profile, profilesFile, readProfiles } from '../profiles.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

interface LoginOptions {
  readonly as: string;
  readonly replace?: boolean;
  readonly trust?: string;
}

export function loginCommand(open: OpenSession): Command {
  return new Command('login')
    .description(phrase('keep gateway and identity in a profile, so that you need not type them again'))
    .option('--as <profile>', phrase('name to keep them under; --profile chooses among several'), 'default')
    .option('--replace', phrase('replace the profile of that name'))
    .option('--trust <file>', phrase('trust file that verify uses'))
    .action(async (options: LoginOptions, command: Command) => {
      await login(await open(command), options);
    });
}

/** Keeps nothing before the gateway has accepted this identity. */
async function login(session: Session, { as: name, replace, trust }: LoginOptions): Promise<void> {
  const { gateway, channel } = session.settings;
  const { env } = session.shell;
  if (trust !== undefined && !existsSync(trust))
    throw new UsageError(
      phrase('there is no trust file {trust}: fetch one with fapiao trust fetch', { trust }),
    );
  const identity = await session.identity();
  const registered = await registeredName(await session.client(), identity);
  const profile: Profile = {
    gateway: gateway.href,
    identity: resolve(identity.file),
    channel,
    ...(trust === undefined ? {} : { trust: resolve(trust) }),
    ...(identity.code === undefined ? {} : { code: identity.code }),
    ...(registered === undefined ? {} : { name: registered }),
  };
  if (replace !== true) await refuseOther(env, name, profile);
  const { current } = await keepProfile(env, name, profile);
  const summary = { profile: name, file: profilesFile(env), ...profile };
  session.reporter.result(summary, (page) => documentText(summary, page));
  if (current !== name)
    session.reporter.note(
      phrase('{current} stays the current profile: fapiao profile use {name} changes that', {
        current: current ?? '',
        name,
      }),
    );
}

/** Returns the name in the register, where the identity has one. A gateway that refuses the identity refuses the question. */
async function registeredName(
  client: GatewayClient,
  { code, role, keyEpoch }: Identity,
): Promise<string | undefined> {
  if (role === 'officer' || keyEpoch !== undefined) await client.read<Json>('/key');
  else if (code !== undefined) return (await client.read<TaxpayerJson>(`/taxpayers/${code}`)).name;
  else await client.read<Json>('/network');
  return undefined;
}

/** @throws {UsageError} when the name is that of a profile with other settings */
async function refuseOther(env: Session['shell']['env'], name: string, profile: Profile): Promise<void> {
  const { profiles } = await readProfiles(env);
  const earlier = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (earlier === undefined || isDeepStrictEqual(named(earlier), named(profile))) return;
  throw new UsageError(
    phrase(
      'the profile "{name}" exists already, with the identity {identity}: replace it with --replace, or choose another name with --as',
      { name, identity: earlier.identity ?? '' },
    ),
  );
}

/** The settings that a user names. */
function named({ gateway, identity, channel, trust }: Profile): Profile {
  return {
    ...(gateway && { gateway }),
    ...(identity && { identity }),
    ...(channel && { channel }),
    ...(trust && { trust }),
  };
}
