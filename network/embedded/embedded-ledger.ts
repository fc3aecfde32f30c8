import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CertificateAuthority } from '../ca/index.js';
import type { LedgerClient } from '../ledger-client.js';
import { EmbeddedClient } from './client.js';
import { type ManualClock, systemClock } from './clock.js';
import { FolderLock } from './folder-lock.js';
import { type Organization, type OrganizationId, openOrganizations } from './organizations.js';
import type { PeerLink } from './peer-link.js';
import { systemRandom } from './random.js';
import type { Verification } from './replay.js';
import { type BatchLimits, DEFAULT_BATCH } from './transaction-queue.js';
import { WorkerLink } from './worker-link.js';
import type { WorkerData } from './worker-protocol.js';

export interface EmbeddedOptions {
  /** Where everything is kept; without one the ledger lives in memory. */
  readonly folder?: string;
  /** Name of the channel, `fapiao` when absent; a ledger keeps the one it was made with. */
  readonly channel?: string;
  /** Module that exports `contracts`: a package name or an absolute path. */
  readonly chaincode?: string;
  /** The system's when absent. */
  readonly clock?: ManualClock;
  readonly batch?: Partial<BatchLimits>;
  /** Runs each transaction once for every endorsing organisation and compares, to catch what is not deterministic. */
  readonly strict?: boolean;
  readonly verification?: Verification;
}

export interface EmbeddedLedger {
  client(): LedgerClient;

  /** The certificate authority of each organisation, to enrol officers, operators and taxpayers. */
  readonly authorities: Readonly<Record<OrganizationId, CertificateAuthority>>;

  /** The peer itself, below the client: proposals and envelopes as bytes, and raw blocks. */
  readonly peer: PeerLink;

  /** Commits what was sent, and releases the folder. */
  close(): Promise<void>;
}

const CHAINCODE = { name: 'fapiao', version: '1.0', module: '@fapiao-ledger/chaincode' };

/** Parts of the data folder. */
export const CHANNEL_FOLDER = 'channel';
const ORGANIZATIONS_FOLDER = 'organizations';

/**
 * Opens a ledger in a folder, or makes a new one there.
 *
 * @throws {LedgerError} LEDGER_UNAVAILABLE when another process has it open, LEDGER_DAMAGED
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate or key in the folder is not what it was
 */
export async function openEmbeddedLedger(options: EmbeddedOptions = {}): Promise<EmbeddedLedger> {
  const { folder } = options;
  const lock = folder === undefined ? undefined : new FolderLock(folder);
  try {
    return await open(options, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function open(options: EmbeddedOptions, lock: FolderLock | undefined): Promise<EmbeddedLedger> {
  const { folder, channel = 'fapiao', clock = systemClock } = options;
  const home = folder === undefined ? undefined : join(folder, ORGANIZATIONS_FOLDER);
  const organizations = await openOrganizations(home, clock);
  const link = await WorkerLink.start(workerData(options, channel, organizations));
  const client = new EmbeddedClient({
    channel,
    chaincode: CHAINCODE.name,
    link,
    clock,
    random: systemRandom,
  });
  const authorities = organizations.map(({ mspId, authority }) => [mspId, authority]);
  return {
    client: () => client,
    authorities: Object.fromEntries(authorities) as EmbeddedLedger['authorities'],
    peer: link,
    close: async () => {
      await link.close();
      lock?.release();
    },
  };
}

function workerData(
  options: EmbeddedOptions,
  channel: string,
  organizations: readonly Organization[],
): WorkerData {
  const {
    folder,
    chaincode = CHAINCODE.module,
    clock,
    batch,
    strict = false,
    verification = 'all',
  } = options;
  const orderer = organizations.find(({ kind }) => kind === 'orderer') as Organization;
  return {
    folder: folder === undefined ? undefined : join(folder, CHANNEL_FOLDER),
    clock: clock?.memory,
    config: {
      channel,
      organizations: organizations.map(({ mspId, kind, authority }) => ({
        mspId,
        kind,
        rootCertificate: authority.certificate,
      })),
    },
    chaincode: { ...CHAINCODE, module: createRequire(import.meta.url).resolve(chaincode) },
    endorsers: organizations.filter(({ endorses }) => endorses).map(({ node }) => node),
    orderer: orderer.node,
    batch: { ...DEFAULT_BATCH, ...batch },
    strict,
    verification,
  };
}
