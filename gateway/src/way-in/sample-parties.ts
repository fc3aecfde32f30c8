import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type CreditAnswer, GatewayClient, type Submission } from '@fapiao-ledger/client';
import {
  creditCodeCheck,
  DomainError,
  type Json,
  monthOf,
  monthsAfter,
  present,
  RULE_SET_2026,
  shanghaiDate,
  type TaxpayerKind,
} from '@fapiao-ledger/core';
import { readIfPresent } from '@fapiao-ledger/files';
import { validFromNow } from '@fapiao-ledger/network/ca';
import { keepIdentity, type LedgerHome } from '@fapiao-ledger/network/home';
import {
  type IdentityFile,
  PLATFORM_MSP,
  parseIdentityFile,
  privateKeyFromPem,
  publicKeyOf,
} from '@fapiao-ledger/pki';
import { toLedgerKey } from '../bureau/enrolment.js';

const VALID_DAYS = 365;
const TIMEOUT_MS = 30_000;
const NUMBERS = 50_000;
const CREDIT = '1000000.00';
const RULES = RULE_SET_2026 as unknown as { readonly [field: string]: Json };

interface Party {
  readonly file: string;
  readonly code: string;
  readonly kind: TaxpayerKind;
  readonly name?: string;
}

const MERCHANT: Party = {
  file: 'merchant.json',
  code: withCheck('91440300MA5DEX001'),
  kind: 'GENERAL',
  name: '示例商店',
};
const OTHERS: readonly Party[] = [
  { file: 'company.json', code: withCheck('91440300MA5DEX011'), kind: 'GENERAL', name: '示例公司' },
  { file: 'employee.json', code: 'P000000000DEX0000A', kind: 'PERSON' },
];

function withCheck(start: string): string {
  return start + creditCodeCheck(start);
}

/** What the making of sample parties needs. */
export interface SampleSetting {
  readonly home: Pick<LedgerHome, 'ledger' | 'client' | 'taxpayerAuthorities' | 'now'>;
  /** Folder of identity files. */
  readonly folder: string;
  readonly officer: IdentityFile;
}

/**
 * Makes a merchant with credit and numbers, a company and a person, for trying the ledger out: publishes the built-in rules when there
 * are none, registers the parties and writes their identity files. What is there already stays as it is.
 *
 * @param address of this gateway, through which the officer acts as any officer does
 */
export async function makeSampleParties(setting: SampleSetting, address: URL): Promise<void> {
  const officer = new Officer(setting, address);
  const month = monthOf(shanghaiDate(Math.floor(setting.home.now() / 1_000)));
  if (!(await officer.hasRules())) await officer.act('publish-rules', '/bureau/rule-sets', RULES);
  for (const party of OTHERS) await register(officer, setting, party);
  if (!(await register(officer, setting, MERCHANT))) return;
  const { code: seller } = MERCHANT;
  for (const due of [month, monthsAfter(month, 1)]) {
    const isGranted = await officer.has(`/credits/${seller}/${due}`);
    if (!isGranted) await officer.act('grant-credit', '/bureau/credits', { seller, month: due, net: CREDIT });
  }
  const numbers = { seller, profile: 'DIGITAL', prefix: `${month.slice(2, 4)}442`, count: NUMBERS };
  if (await officer.hasNoNumbers(seller, month))
    await officer.act('grant-segment', '/bureau/segments', numbers);
}

/** Returns whether the party is registered. A file of another party under its name stays, and there is then no sample of it. */
async function register(officer: Officer, { home, folder }: SampleSetting, party: Party): Promise<boolean> {
  const { file, code, kind, name } = party;
  if (await officer.has(`/taxpayers/${code}`)) return true;
  const path = join(folder, file);
  const stored = parseIdentityFile((await readIfPresent(path)) ?? '');
  if (stored !== undefined && stored.code !== code) return false;
  // Written before the ledger knows the key: a key that is registered and lost could never act.
  const { mspId, privateKey } = stored ?? (await keepIdentity(path, await newIdentity(home, code)));
  const publicKey = toLedgerKey(publicKeyOf(privateKey));
  const named = name === undefined ? {} : { name };
  await officer.act('register-taxpayer', '/bureau/taxpayers', { code, kind, mspId, publicKey, ...named });
  return true;
}

async function newIdentity(home: SampleSetting['home'], code: string): Promise<IdentityFile> {
  const authority = present(
    home.taxpayerAuthorities.find((candidate) => candidate.mspId === PLATFORM_MSP),
    'the authority that certifies taxpayers of the platform',
  );
  const pair = await authority.enrollWithNewKey({
    commonName: code,
    ou: 'client',
    validity: validFromNow(VALID_DAYS),
    attributes: { role: 'taxpayer', 'taxpayer.id': code },
  });
  return { version: 1, mspId: authority.mspId, code, role: 'taxpayer', ...pair };
}

/** The officer of the embedded ledger at this gateway, by the same interface as every other caller. */
class Officer {
  readonly #client: GatewayClient;
  readonly #code: string;

  constructor({ home, officer }: SampleSetting, gateway: URL) {
    const { code = '', role, certificate, privateKey } = officer;
    this.#code = code;
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
    const key = privateKeyFromPem(privateKey).toCryptoKey(ecdsa, false, ['sign']);
    this.#client = new GatewayClient({
      gateway,
      channel: home.client.channel,
      timeoutMs: TIMEOUT_MS,
      identity: { certificate, code, role, key },
      ledger: async () => await Promise.resolve(home.ledger),
    });
  }

  async act(
    operation: Submission['request']['operation'],
    path: string,
    body: { readonly [field: string]: Json },
  ): Promise<void> {
    const request = { actor: this.#code, operation, requestId: randomUUID(), body };
    await this.#client.submit({ request, path, body });
  }

  async hasRules(): Promise<boolean> {
    return (await this.#client.read<{ ruleSets: readonly unknown[] }>('/rule-sets')).ruleSets.length > 0;
  }

  /** Returns whether the ledger has what a path names. */
  async has(path: string): Promise<boolean> {
    try {
      await this.#client.read(path);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'missing') return false;
      throw error;
    }
  }

  /** Returns whether a seller has no numbers of the year of a month, in stock and lanes together. */
  async hasNoNumbers(seller: string, month: string): Promise<boolean> {
    const { numbersLeft } = await this.#client.read<CreditAnswer>(`/credits/${seller}/${month}`);
    return numbersLeft === 0;
  }
}
