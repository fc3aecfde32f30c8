import {
  DomainError,
  isOfficerCode,
  type NumberProfile,
  type OfficerJson,
  type PolicyJson,
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
 * What the gateway knows of the ledger without asking every time. It is enough to let something pass
 * that the contract judges anyway; before anything is refused on it, it must be asked for afresh.
 */
export class LedgerFacts {
  readonly #contract: Contract;
  readonly #taxpayers: Memo<TaxpayerJson>;
  readonly #officers: Memo<OfficerJson>;
  readonly #policy: Memo<PolicyJson>;
  readonly #profiles: Memo<NumberProfile>;

  /** @param stream tells who has been registered or changed: what was known of them is forgotten */
  constructor(contract: Contract, stream: Pick<LedgerStream, 'onBlock'>) {
    const memo = <Value>(load: (key: string) => Promise<Value>): Memo<Value> =>
      new Memo(load, { ttl: AGE_MAX_MS, max: ENTRIES_MAX });
    this.#contract = contract;
    this.#taxpayers = memo(async (code) => await contract.read('bureau:ReadTaxpayer', { code }));
    this.#officers = memo(async (code) => await contract.read('bureau:ReadOfficer', { code }));
    this.#policy = memo(async () => await contract.read('bureau:ReadPolicy'));
    this.#profiles = memo(async (key) => await this.#profileOf(key));
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'TAXPAYER') this.#taxpayers.forget(key.code);
        if (kind === 'OFFICER') this.#officers.forget(key.code);
      }
    });
  }

  /** @throws {DomainError} TAXPAYER_NOT_FOUND */
  async taxpayer(code: string, freshness: Freshness): Promise<TaxpayerJson> {
    return await this.#taxpayers[freshness](code);
  }

  /** @throws {DomainError} OFFICER_NOT_FOUND */
  async officer(code: string, freshness: Freshness): Promise<OfficerJson> {
    return await this.#officers[freshness](code);
  }

  /** @throws {DomainError} TAXPAYER_NOT_FOUND or OFFICER_NOT_FOUND */
  async signer(code: string, freshness: Freshness): Promise<Signer> {
    return isOfficerCode(code) ? await this.officer(code, freshness) : await this.taxpayer(code, freshness);
  }

  /** How far ahead a statement may end today, seconds. */
  async statementLifetime(now: number): Promise<number> {
    return statementLifetimeOn(await this.policy('recent'), shanghaiDate(Math.floor(now / 1000)));
  }

  async policy(freshness: Freshness): Promise<PolicyJson> {
    return await this.#policy[freshness]('');
  }

  /** How the numbers of a lane are formed; the profile that allows most when there is no such lane yet. */
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

/** For a look-up of a signer that may not be registered. */
export function unlessUnregistered(error: unknown): undefined {
  if (error instanceof DomainError && UNREGISTERED.has(error.code)) return undefined;
  throw error;
}
