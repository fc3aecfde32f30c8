import { createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULE_SET_2026 } from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { Actor } from '../actor.ts';
import type { Part } from '../cast.ts';
import { CliFailure, fapiaoJson } from '../fapiao.ts';
import { required } from '../stage.ts';

const NUMBERS_PER_MERCHANT = 10_000;

/** A party with a key and a registration. */
export interface Entered {
  readonly alias: string;
  readonly file: string;
  readonly actor: Actor;
}

/** The gateway, and the officer's identity file that it made at its first start. */
export interface Setting {
  readonly gateway: string;
  readonly channel: string;
  readonly officerFile: string;
  readonly identities: string;
  /** Month in which the merchants may issue. */
  readonly months: readonly string[];
}

/** The bureau publishes the tax rules, unless an earlier demo on the same ledger has. @returns their version */
export async function publishRules(setting: Setting): Promise<string> {
  try {
    const publish = ['bureau', 'publish-rules', '--built-in'];
    return (await asOfficer<{ version: string }>(setting, publish)).version;
  } catch (error) {
    if (error instanceof CliFailure && error.code === 'RULE_SET_CONFLICT') return RULE_SET_2026.version;
    throw error;
  }
}

/**
 * Adds a party by hand, each step a command of the CLI: the party makes a key and asks for a certificate; the bureau
 * registers key and taxpayer, and gives merchants numbers and the month's credit.
 */
export async function enterByHand(setting: Setting, newcomer: Part): Promise<Entered> {
  const file = join(setting.identities, `${newcomer.alias}.json`);
  const request = file.replace('.json', '.csr');
  const certificate = file.replace('.json', '.pem');
  await fapiaoJson(['identity', 'new', file, '--code', newcomer.code]);
  const name = newcomer.name === undefined ? [] : ['--name', newcomer.name];
  const registration = ['--kind', newcomer.kind, ...name, '--csr', request, '--certificate', certificate];
  await asOfficer(setting, ['bureau', 'register', newcomer.code, ...registration]);
  await fapiaoJson(['identity', 'install', file, certificate]);
  if (newcomer.sells !== undefined) await grantByHand(setting, newcomer);
  return await entered(setting, newcomer, file);
}

/** Adds a party by programs: the party's program makes key and request, the bureau's calls the API. */
export async function enterByProgram(setting: Setting, officer: Actor, newcomer: Part): Promise<Entered> {
  const file = join(setting.identities, `${newcomer.alias}.json`);
  const { privateKey } = generateKeyPair();
  const csr = await createCsr({ commonName: newcomer.code, privateKey });
  const { code, kind, name } = newcomer;
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  const named = name === undefined ? {} : { name };
  const registration = { code, kind, mspId: 'PlatformMSP', publicKey, ...named };
  const { certificate } = await officer.act<{ certificate: string }>(
    '/v1/bureau/taxpayers',
    'register-taxpayer',
    registration,
    { body: { ...registration, csr } },
  );
  const identity = { version: 1, mspId: 'PlatformMSP', code, role: 'taxpayer', certificate, privateKey };
  await writeFile(file, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600 });
  if (newcomer.sells !== undefined) await grantByProgram(setting, officer, newcomer);
  return await entered(setting, newcomer, file);
}

async function entered(setting: Setting, { alias }: Part, file: string): Promise<Entered> {
  return { alias, file, actor: await Actor.from(file, setting.gateway, setting.channel) };
}

async function grantByHand(setting: Setting, merchant: Part): Promise<void> {
  const { credit, profile, prefix } = grantOf(merchant);
  for (const month of setting.months)
    await asOfficer(setting, ['bureau', 'credit', merchant.code, '--month', month, '--net', credit]);
  const segment = ['--numbers', profile, '--prefix', prefix, '--count', String(NUMBERS_PER_MERCHANT)];
  await asOfficer(setting, ['bureau', 'segment', merchant.code, ...segment]);
}

async function grantByProgram(setting: Setting, officer: Actor, merchant: Part): Promise<void> {
  const { credit, profile, prefix } = grantOf(merchant);
  const seller = merchant.code;
  for (const month of setting.months)
    await officer.act('/v1/bureau/credits', 'grant-credit', { seller, month, net: credit });
  const segment = { seller, profile, prefix, count: NUMBERS_PER_MERCHANT };
  await officer.act('/v1/bureau/segments', 'grant-segment', segment);
}

function grantOf({ alias, credit, numbers }: Part): { credit: string; profile: string; prefix: string } {
  return { credit: required(credit, `credit of ${alias}`), ...required(numbers, `numbers of ${alias}`) };
}

async function asOfficer<T>(setting: Setting, args: readonly string[]): Promise<T> {
  return await fapiaoJson([...args, '--gateway', setting.gateway, '--identity', setting.officerFile]);
}
