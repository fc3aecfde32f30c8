import {
  DomainError,
  isOfficerCode,
  isProviderCode,
  type MandatesJson,
  type NumberProfile,
  type OfficerJson,
  type PaymentJson,
  type PaymentReference,
  type PolicyJson,
  type ProviderJson,
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
  readonly #providers: Memo<ProviderJson>;
  readonly #mandates: Memo<MandatesJson>;
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
    this.#providers = memo(async (code) => await contract.read('bureau:ReadProvider', { code }));
    this.#mandates = memo(async (seller) => await contract.read('taxpayer:ReadMandates', { seller }));
    this.#keys = memo(async (code) => await contract.read('taxpayer:ReadKeys', { code }));
    this.#policy = memo(async () => await contract.read('bureau:ReadPolicy'));
    this.#profiles = memo(async (key) => await this.#profileOf(key));
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'TAXPAYER') this.#taxpayers.forget(key.code);
        if (kind === 'TAXPAYER') this.#keys.forget(key.code);
        if (kind === 'KEYS') this.#keys.forget(key.taxpayer);
        if (kind === 'PROVIDER') this.#providers.forget(key.code);
        if (kind === 'MANDATES') this.#mandates.forget(key.seller);
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

  /** Returns a payment provider. @throws {DomainError} PROVIDER_NOT_FOUND */
  provider(code: string, freshness: Freshness): Promise<ProviderJson> {
    return this.#providers[freshness](code);
  }

  /** Returns the mandates of a seller. */
  mandates(seller: string, freshness: Freshness): Promise<MandatesJson> {
    return this.#mandates[freshness](seller);
  }

  /** Returns a payment as the ledger has it now; undefined for one that is not confirmed. */
  async payment(reference: PaymentReference): Promise<PaymentJson | undefined> {
    const { provider, id } = reference;
    try {
      return await this.#contract.read('invoice:ReadPayment', { provider, id });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'PAYMENT_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** Returns the further keys of a taxpayer. @throws {DomainError} TAXPAYER_NOT_FOUND */
  keys(code: string, freshness: Freshness): Promise<readonly ScopedKeyJson[]> {
    return this.#keys[freshness](code);
  }

  /** Returns a taxpayer, an officer or a payment provider. @throws {DomainError} TAXPAYER_NOT_FOUND, OFFICER_NOT_FOUND or PROVIDER_NOT_FOUND */
  async signer(code: string, freshness: Freshness): Promise<Signer> {
    if (isOfficerCode(code)) return await this.officer(code, freshness);
    return isProviderCode(code) ? await this.provider(code, freshness) : await this.taxpayer(code, freshness);
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

const UNREGISTERED: ReadonlySet<string> = new Set([
  'TAXPAYER_NOT_FOUND',
  'OFFICER_NOT_FOUND',
  'PROVIDER_NOT_FOUND',
]);

/** Returns undefined for a signer that is not registered, and throws any other error. */
export function unlessUnregistered(error: unknown): undefined {
  if (error instanceof DomainError && UNREGISTERED.has(error.code)) return undefined;
  throw error;
}
