import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type LedgerName, present } from '@fapiao-ledger/core';
import { readIfPresent } from '@fapiao-ledger/files';
import { filesOf, type LedgerHome } from '@fapiao-ledger/network/home';
import { type IdentityFile, parseIdentityFile } from '@fapiao-ledger/pki';
import type { Config } from '../config.js';
import { makeSampleParties } from './sample-parties.js';

const TOKEN_BYTES = 32;
/** Roles whose keys a way in hands over. Those of operators and auditors stay in the folder. */
const ROLES = ['officer', 'taxpayer'];
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const LIFETIME_MS = 3_600_000;

/** What a browser receives for the token of a way in. */
export interface EnteredParties {
  readonly ledger: LedgerName & { readonly channel: string };
  readonly identities: readonly IdentityFile[];
}

/** Returns whether the operator of this gateway may enter by a browser: an embedded ledger that only this machine reaches. */
export function offersWayIn({ ledger, host, limits, wayIn }: Config): boolean {
  // A proxy would bring callers from elsewhere to this machine's own address.
  return wayIn === 'offered' && ledger === 'embedded' && LOOPBACK.includes(host) && limits.proxies === 0;
}

/**
 * The way in of the operator’s browser: a token that is good once, within the hour after the start. The holder of the token gets the
 * identities that lie in the data folder, which the operator holds anyway.
 */
export class WayIn {
  readonly #token: Buffer;
  readonly #home: LedgerHome;
  readonly #folder: string;
  readonly #endsAt: number;
  #isUsed = false;

  constructor(config: Pick<Config, 'home'>, home: LedgerHome, now: number = Date.now()) {
    this.#token = Buffer.from(randomBytes(TOKEN_BYTES).toString('base64url'));
    this.#home = home;
    this.#folder = dirname(filesOf(config.home).officer);
    this.#endsAt = now + LIFETIME_MS;
  }

  /** Returns the page that enters with the token. The fragment of an address is sent to no server. */
  addressAt(gateway: string): string {
    return `${gateway}/desk/#/enter/${this.#token.toString()}`;
  }

  /**
   * Returns the parties for a token, once; undefined for another token, a second time, or too late.
   * @param samplesAt address of this gateway, when sample parties are wanted
   */
  async enter(token: string, samplesAt?: URL, now: number = Date.now()): Promise<EnteredParties | undefined> {
    const given = Buffer.from(token);
    const isToken = given.length === this.#token.length && timingSafeEqual(given, this.#token);
    if (!isToken || this.#isUsed || now > this.#endsAt) return undefined;
    this.#isUsed = true;
    try {
      return await this.#parties(samplesAt);
    } catch (error) {
      // The operator did not enter, and may try again.
      this.#isUsed = false;
      throw error;
    }
  }

  async #parties(samplesAt: URL | undefined): Promise<EnteredParties> {
    if (samplesAt !== undefined) await this.#makeSamples(samplesAt);
    const { ledger, client } = this.#home;
    return { ledger: { ...ledger, channel: client.channel }, identities: await this.#identities() };
  }

  async #makeSamples(address: URL): Promise<void> {
    const officer = (await this.#identities()).find(({ role }) => role === 'officer');
    const setting = {
      home: this.#home,
      folder: this.#folder,
      officer: present(officer, 'the first officer'),
    };
    await makeSampleParties(setting, address);
  }

  async #identities(): Promise<readonly IdentityFile[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readIfPresent(join(this.#folder, name))));
    return texts
      .flatMap((text) => (text === undefined ? [] : (parseIdentityFile(text) ?? [])))
      .filter(({ role, certificate }) => ROLES.includes(role) && certificate !== '');
  }
}
