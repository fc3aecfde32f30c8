import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GatewayClient } from '@fapiao-ledger/client';
import type { Json, TaxpayerJson } from '@fapiao-ledger/core';
import { Command } from 'commander';
import type { Finding } from '../doctor/finding.js';
import { type Identity, identityRefused } from '../identity/identity-file.js';
import { confirm } from '../output/confirm.js';
import { documentText } from '../output/document-text.js';
import { keepProfile, type Profile, profilesFile, readProfiles } from '../profiles.js';
import type { OpenSession, Session } from '../session.js';
import { type Settings, trustBesideProfiles } from '../settings.js';
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
    .option('--replace', phrase('replace the profile of that name without asking'))
    .option('--trust <file>', phrase('trust file that verify uses'))
    .action(async (options: LoginOptions, command: Command) => {
      await login(await open(command), options);
    });
}

/** Keeps nothing before the gateway has accepted this identity, and its certificate has been checked here. */
async function login(session: Session, { as: name, replace, trust }: LoginOptions): Promise<void> {
  if (trust !== undefined && !existsSync(trust))
    throw new UsageError(
      phrase('there is no trust file {trust}: fetch one with fapiao trust fetch', { trust }),
    );
  const identity = await session.identity();
  // The current profile may be of another network: the new one will not use its trust file.
  const trustFile = trust ?? trustBesideProfiles(session.shell.env);
  await checkCertificate(identity, session.now(), trustFile);
  const registered = await registeredName(await session.client(), identity);
  if (trustFile === undefined && identity.keyEpoch === undefined)
    session.reporter.note(
      phrase(
        'the gateway alone has checked which authority issued the certificate, because there is no trust file here: fapiao trust fetch',
      ),
    );
  const profile = profileOf(session.settings, identity, { trust, registered });
  if (replace !== true && !(await mayKeep(session.shell, name, profile))) {
    session.reporter.note(phrase('nothing was changed'));
    return;
  }
  await keep(session, name, profile);
}

function profileOf(
  { gateway, channel }: Settings,
  { file, code }: Identity,
  { trust, registered }: { readonly trust: string | undefined; readonly registered: string | undefined },
): Profile {
  return {
    gateway: gateway.href,
    identity: resolve(file),
    channel,
    ...(trust === undefined ? {} : { trust: resolve(trust) }),
    ...(code === undefined ? {} : { code }),
    ...(registered === undefined ? {} : { name: registered }),
  };
}

async function keep(session: Session, name: string, profile: Profile): Promise<void> {
  const { env } = session.shell;
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

/**
 * Compares the certificate with the role and code of the file and, where there is a trust file, with its authorities. A further key has
 * no certificate: the gateway asks the ledger for it.
 *
 * @throws {DomainError} CREDENTIAL_INVALID
 */
async function checkCertificate(
  { file, keyEpoch }: Identity,
  now: Date,
  trustFile: string | undefined,
): Promise<void> {
  if (keyEpoch !== undefined) return;
  const { readTrust } = await import('../trust/read-trust.js');
  const { checkIdentity } = await import('../doctor/identity.js');
  const trust = trustFile === undefined ? undefined : await readTrust(trustFile);
  const findings = await checkIdentity(file, now, trust);
  const wrong = findings.find(({ verdict }) => verdict === 'failed');
  if (wrong !== undefined) throw identityRefused(refusalText(wrong, { file, trust: trustFile ?? '' }));
}

/** Findings about the file itself name it. Those about the authority come from the trust file. */
function refusalText(
  { check, finding, cure }: Finding,
  { file, trust }: { readonly file: string; readonly trust: string },
): string {
  if (check === 'identity') return phrase('{finding}. {cure}', { finding, cure });
  if (check !== 'authority') return phrase('{file}: {finding}. {cure}', { file, finding, cure });
  return phrase('{file}, by the trust file {trust}: {finding}. {cure}', { file, trust, finding, cure });
}

/**
 * Returns the name in the register, where the identity has one. A gateway that refuses the identity refuses the question. Auditors and
 * operators are not in the register and may read the rules in force, as every caller with a certificate may.
 */
async function registeredName(
  client: GatewayClient,
  { code, role, keyEpoch }: Identity,
): Promise<string | undefined> {
  if (role === 'officer' || keyEpoch !== undefined) await client.read<Json>('/key');
  else if (code !== undefined) return (await client.read<TaxpayerJson>(`/taxpayers/${code}`)).name;
  else await client.read<Json>('/rule-sets');
  return undefined;
}

/**
 * Returns whether the name is free, or the user wants its profile replaced.
 * @throws {UsageError} when it is taken and there is no terminal to ask at
 */
async function mayKeep(shell: Session['shell'], name: string, profile: Profile): Promise<boolean> {
  const { profiles } = await readProfiles(shell.env);
  const earlier = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (earlier === undefined || isDeepStrictEqual(named(earlier), named(profile))) return true;
  const values = { name, identity: earlier.identity ?? '' };
  return await confirm(
    shell,
    phrase('the profile "{name}" exists already, with the identity {identity}: replace it?', values),
    phrase(
      'the profile "{name}" exists already, with the identity {identity}: replace it with --replace, or choose another name with --as',
      values,
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
