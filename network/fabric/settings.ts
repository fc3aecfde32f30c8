import { resolve } from 'node:path';
import type { Organization } from '../organization.js';
import { SetupError } from './setup-error.js';

/** `member` is a folder of peers that joined another operator's network. */
export type Profile = 'small' | 'full' | 'member';

/** Settings of a native network. An operator can give each value by flag or environment. */
export interface FabricSettings {
  /** Folder that holds all files of the network. */
  readonly home: string;
  readonly profile: Profile;
  /** First of a range of 200 loopback ports. */
  readonly basePort: number;
  readonly channel: string;
  readonly chaincode: string;
  /** How long an orderer collects transactions for a block, in milliseconds; a lone transaction waits this long. */
  readonly batchTimeoutMs: number;
  /**
   * Size at which an orderer cuts a block without waiting for more, in KiB; a larger transaction has a block of its own. Three pages of 500
   * invoices of the usual kind fill a block of 128 KiB, so that senders do not all wait for the same timer.
   */
  readonly blockKib: number;
  /** Module that exports the contract classes, as Node resolves it. */
  readonly contractModule: string;
  /** Organizations whose peers joined after the network was made: one entry per peer, in order. */
  readonly joined?: readonly Organization[];
  /** MSP ids of the platforms in the endorsement policy; those of the profile when absent. */
  readonly platforms?: readonly string[];
}

/** Flags of `npm run network`, by their name without dashes; an absent flag falls back to the environment. */
export type SettingFlags = Readonly<Partial<Record<Flag, string>>>;

type Flag =
  | 'home'
  | 'profile'
  | 'base-port'
  | 'batch-ms'
  | 'block-kib'
  | 'contract'
  | 'channel'
  | 'chaincode';

/** The environment variable and the default of each setting. */
const SOURCES: Record<Flag, readonly [variable: string, fallback: string]> = {
  home: ['FAPIAO_FABRIC_HOME', 'data/fabric'],
  profile: ['FAPIAO_FABRIC_PROFILE', 'small'],
  'base-port': ['FAPIAO_FABRIC_PORT', '17050'],
  'batch-ms': ['FAPIAO_FABRIC_BATCH_MS', '300'],
  'block-kib': ['FAPIAO_FABRIC_BLOCK_KIB', '128'],
  contract: ['FAPIAO_FABRIC_CONTRACT', '@fapiao-ledger/contract'],
  channel: ['FAPIAO_CHANNEL', 'fapiao'],
  chaincode: ['FAPIAO_CHAINCODE', 'fapiao'],
};

const PORT_RANGE = 200;
/** Largest block that the orderers cut, in KiB. */
export const BLOCK_KIB_MAX = 10_240;

/** Reads the settings. @throws {SetupError} when a value cannot be used */
export function readSettings(flags: SettingFlags = {}, env: NodeJS.ProcessEnv = process.env): FabricSettings {
  const value = (flag: Flag): string => {
    const [variable, fallback] = SOURCES[flag];
    return flags[flag] ?? env[variable] ?? fallback;
  };
  return {
    home: resolve(value('home')),
    profile: parseProfile(value('profile')),
    basePort: parseInteger('base port', value('base-port'), 1024, 65535 - PORT_RANGE),
    channel: parseName('channel', value('channel')),
    chaincode: parseName('chaincode', value('chaincode')),
    batchTimeoutMs: parseInteger('batch timeout', value('batch-ms'), 10, 60_000),
    blockKib: parseInteger('block size', value('block-kib'), 16, BLOCK_KIB_MAX),
    contractModule: value('contract'),
  };
}

function parseProfile(text: string): Profile {
  if (text === 'small' || text === 'full' || text === 'member') return text;
  throw new SetupError(`there is no profile "${text}"`, 'Choose small, full or member.');
}

function parseInteger(what: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new SetupError(`"${text}" is not a valid ${what}`, `Give a whole number from ${min} to ${max}.`);
}

/** Fabric's rule for channel names. Chaincode names allow more characters, which no network needs. */
function parseName(what: string, text: string): string {
  if (/^[a-z][a-z0-9.-]{0,99}$/.test(text)) return text;
  throw new SetupError(
    `"${text}" is not a valid name of a ${what}`,
    'Use lower-case letters, digits, dots and hyphens.',
  );
}
