import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Json } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { documentText } from '../output/document-text.js';
import { profilesFile, saveProfile } from '../profiles.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

export function loginCommand(open: OpenSession): Command {
  return new Command('login')
    .description(phrase('keep gateway and identity in a profile, so that you need not type them again'))
    .option('--as <profile>', phrase('name to keep them under; --profile chooses among several'), 'default')
    .option('--trust <file>', phrase('trust file that verify uses'))
    .action(async (options: { as: string; trust?: string }, command: Command) => {
      await login(await open(command), options);
    });
}

/** Keeps nothing before the gateway has accepted this identity. */
async function login(session: Session, options: { as: string; trust?: string }): Promise<void> {
  const { gateway, channel } = session.settings;
  if (options.trust !== undefined && !existsSync(options.trust)) {
    throw new UsageError(
      phrase('there is no trust file {trust}: fetch one with fapiao trust fetch', { trust: options.trust }),
    );
  }
  const identity = await session.identity();
  const client = await session.client();
  if (identity.role === 'officer' || identity.keyEpoch !== undefined) await client.read<Json>('/key');
  else if (identity.code !== undefined) await client.read<Json>(`/taxpayers/${identity.code}`);
  else await client.read<Json>('/network');
  const profile = {
    gateway: gateway.href,
    identity: resolve(identity.file),
    channel,
    ...(options.trust === undefined ? {} : { trust: resolve(options.trust) }),
  };
  await saveProfile(session.shell.env, options.as, profile);
  const summary = { profile: options.as, file: profilesFile(session.shell.env), ...profile };
  session.reporter.result(summary, (page) => documentText(summary, page));
}
