import { join } from 'node:path';
import { Actor } from '../actor.ts';
import type { Part } from '../cast.ts';
import { fapiaoJson } from '../fapiao.ts';
import { required } from '../stage.ts';

const NUMBERS_PER_MERCHANT = '10000';

/** Where the opening takes place: the gateway, and the officer's identity file that it made at its first start. */
export interface Setting {
  readonly gateway: string;
  readonly channel: string;
  readonly officerFile: string;
  readonly identities: string;
  readonly month: string;
}

/** The bureau publishes the tax rules. */
export async function publishRules(setting: Setting): Promise<{ version: string; hash: string }> {
  return await asOfficer(setting, ['bureau', 'publish-rules', '--built-in']);
}

/**
 * Somebody makes a key at home and asks for a certificate; the bureau registers key and taxpayer, and
 * gives merchants numbers and a month's credit.
 */
export async function enter(setting: Setting, newcomer: Part): Promise<{ file: string; actor: Actor }> {
  const file = join(setting.identities, `${newcomer.alias}.json`);
  const request = file.replace('.json', '.csr');
  const certificate = file.replace('.json', '.pem');
  await fapiaoJson(['identity', 'new', file, '--code', newcomer.code]);
  const name = newcomer.name === undefined ? [] : ['--name', newcomer.name];
  const registration = ['--kind', newcomer.kind, ...name, '--csr', request, '--certificate', certificate];
  await asOfficer(setting, ['bureau', 'register', newcomer.code, ...registration]);
  await fapiaoJson(['identity', 'install', file, certificate]);
  if (newcomer.sells !== undefined) await grant(setting, newcomer);
  return { file, actor: await Actor.from(file, setting.gateway, setting.channel) };
}

async function grant(setting: Setting, merchant: Part): Promise<void> {
  const credit = required(merchant.credit, `credit of ${merchant.alias}`);
  const { profile, prefix } = required(merchant.numbers, `numbers of ${merchant.alias}`);
  await asOfficer(setting, ['bureau', 'credit', merchant.code, '--month', setting.month, '--net', credit]);
  const segment = ['--numbers', profile, '--prefix', prefix, '--count', NUMBERS_PER_MERCHANT];
  await asOfficer(setting, ['bureau', 'segment', merchant.code, ...segment]);
}

async function asOfficer<T>(setting: Setting, args: readonly string[]): Promise<T> {
  return await fapiaoJson([...args, '--gateway', setting.gateway, '--identity', setting.officerFile]);
}
