import {
  DomainError,
  isOfficerCode,
  type NumberProfile,
  type OfficerJson,
  type PolicyJson,
  type ScopedKeyJson,
  type Signer,
  shanghaiDate,
  statementLifetimeOn,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import type { LedgerStream } from '../stream/ledger-stream.js';
import type { Contract } from './contract.js';
import { Memo } from './memo.js';

const AGE_MAX_MS = 10_000;
const ENTRIES_MAX = 20_000;

export type Freshness = 'recent' | 'fresh';

/**
 * Caches facts of the ledger. A cached fact suffices to accept a request, which the contract judges anyway. Before a
 * request is refused, the fact must be read afresh.
 */
export class LedgerFacts {
  readonly #contract: Contract;
  readonly #taxpayers: Memo<TaxpayerJson>;
  readonly #officers: Memo<OfficerJson>;
  readonly #keys: Memo<readonly ScopedKeyJson[]>;
  readonly #policy: Memo<PolicyJson>;
  readonly #profiles: Memo<NumberProfile>;

  /** @param stream blocks with changed registrations, whose cached facts are forgotten */
  constructor(contract: Contract, stream: Pick<LedgerStream, 'onBlock'>) {
    const memo = <Value>(load: (key: string) => Promise<Value>): Memo<Value> =>
      new Memo(load, { ttl: AGE_MAX_MS, max: ENTRIES_MAX });
    this.#contract = contract;
    this.#taxpayers = memo(async (code) => await contract.read('bureau:ReadTaxpayer', { code }));
    this.#officers = memo(async (code) => await contract.read('bureau:ReadOfficer', { code }));
    this.#keys = memo(async (code) => await contract.read('taxpayer:ReadKeys', { code }));
    this.#policy = memo(async () => await contract.read('bureau:ReadPolicy'));
    this.#profiles = memo(async (key) => await this.#profileOf(key));
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'TAXPAYER') this.#taxpayers.forget(key.code);
        if (kind === 'TAXPAYER') this.#keys.forget(key.code);
        if (kind === 'KEYS') this.#keys.forget(key.taxpayer);
        if (kind === 'OFFICER') this.#officers.forget(key.code);
      }
    });
  }

  /** Returns a taxpayer. @throws {DomainError} TAXPAYER_NOT_FOUND */
  taxpayer(code: string, freshness: Freshness): Promise<TaxpayerJson> {
    return this.#taxpayers[freshness](code);
  }

  /** Returns an officer. @throws {DomainError} OFFICER_NOT_FOUND */
  officer(code: string, freshness: Freshness): Promise<OfficerJson> {
    return this.#officers[freshness](code);
  }

  /** Returns the further keys of a taxpayer. @throws {DomainError} TAXPAYER_NOT_FOUND */
  keys(code: string, freshness: Freshness): Promise<readonly ScopedKeyJson[]> {
    return this.#keys[freshness](code);
  }

  /** Returns a taxpayer or an officer. @throws {DomainError} TAXPAYER_NOT_FOUND or OFFICER_NOT_FOUND */
  async signer(code: string, freshness: Freshness): Promise<Signer> {
    return isOfficerCode(code) ? await this.officer(code, freshness) : await this.taxpayer(code, freshness);
  }

  /** Returns the longest time until the end of a statement, in seconds, by the rules of the day. */
  async statementLifetime(now: number): Promise<number> {
    return statementLifetimeOn(await this.policy('recent'), shanghaiDate(Math.floor(now / 1000)));
  }

  async policy(freshness: Freshness): Promise<PolicyJson> {
    return await this.#policy[freshness]('');
  }

  /** Returns the number profile of a lane. Without the lane, it is the profile that allows most. */
  async profile(seller: string, lane: string, freshness: Freshness): Promise<NumberProfile> {
    return await this.#profiles[freshness](`${seller}/${lane}`);
  }

  async #profileOf(key: string): Promise<NumberProfile> {
    const [seller = '', lane = ''] = key.split('/');
    try {
      return (await this.#contract.read('invoice:ReadLane', { seller, lane })).segment.profile;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'LANE_NOT_FOUND') return 'DIGITAL';
      throw error;
    }
  }
}

const UNREGISTERED: ReadonlySet<string> = new Set(['TAXPAYER_NOT_FOUND', 'OFFICER_NOT_FOUND']);

/** Returns undefined for a signer that is not registered, and throws any other error. */
export function unlessUnregistered(error: unknown): undefined {
  if (error instanceof DomainError && UNREGISTERED.has(error.code)) return undefined;
  throw error;
}
