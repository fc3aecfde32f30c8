import { messageOf, systemCodeOf } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';
import { type Chain, fileChain, storedChain } from '../show/chain.js';
import { answer, NotInChain, type Question } from '../show/show.js';
import { NoBlock } from '../show/values.js';
import { readNetworkFile } from './network-file.js';
import { peerChain } from './peer-chain.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';

/** What to show, and where it is: the network of the settings unless a folder or a file is named. */
export interface ShowFlags {
  readonly block?: string;
  readonly key?: string;
  readonly invoice?: string;
  /** Folder of an embedded ledger. */
  readonly ledger?: string;
  /** File of one block. */
  readonly file?: string;
}

/**
 * Returns a block, the value of a key, or the keys of an invoice as JSON. It changes nothing.
 * @throws {SetupError} naming the flag that cannot be used, or what is not there
 */
export async function show(settings: FabricSettings, flags: ShowFlags): Promise<string> {
  const question = questionIn(flags);
  try {
    const { chain, contract } = await open(settings, flags);
    try {
      return visibleJson(await answer(chain, contract, question));
    } finally {
      await chain.close();
    }
  } catch (error) {
    throw setupErrorOf(error, flags);
  }
}

function questionIn({ block, key, invoice }: ShowFlags): Question {
  const named = Object.entries({ block, key, invoice }).filter(([, value]) => value !== undefined);
  if (named.length > 1) {
    const flags = named.map(([name]) => `--${name}`).join(' and ');
    throw new SetupError(`${flags} cannot be given together`, 'Give one of --block, --key and --invoice.');
  }
  if (key !== undefined) return { key };
  if (invoice !== undefined) return { invoice };
  if (block !== undefined && !/^\d{1,15}$/.test(block))
    throw new SetupError(`--block: "${block}" is no number of a block`, 'Give a whole number, such as 0.');
  return { block: block === undefined ? undefined : Number(block) };
}

async function open(
  settings: FabricSettings,
  { ledger, file }: ShowFlags,
): Promise<{ readonly chain: Chain; readonly contract: string }> {
  if (ledger !== undefined && file !== undefined)
    throw new SetupError('--ledger and --file cannot be given together', 'Give one of them.');
  const { chaincode: contract } = settings;
  if (ledger !== undefined) return { chain: await storedChain(ledger), contract };
  if (file !== undefined) return { chain: await fileChain(file), contract };
  const network = readNetworkFile(settings.home);
  return { chain: await peerChain(network), contract: network.settings.chaincode };
}

/** Returns the fault for the operator, with the flag that named the source. Any other error is a bug. */
function setupErrorOf(error: unknown, { ledger, file }: ShowFlags): unknown {
  if (error instanceof NotInChain)
    return new SetupError(error.message, 'Is it on another ledger? --ledger, --file and --home name one.');
  const source = ledger !== undefined ? '--ledger' : file !== undefined ? '--file' : '--home';
  const isOfSource = error instanceof LedgerError || systemCodeOf(error) !== undefined;
  if (error instanceof NoBlock || (isOfSource && source !== '--home'))
    return new SetupError(`${source}: ${messageOf(error)}`, CURES[source], { cause: error });
  return error;
}

const CURES = {
  '--home': 'Compare the block with that of another peer.',
  '--file': 'Name a file that `peer channel fetch` wrote.',
  '--ledger':
    'Name the folder of an embedded ledger, such as data/ledger, and audit it: npm run ledger -- audit.',
} as const;

/** Characters that move the cursor of a terminal or turn text around. JSON has escaped those below U+0020. */
const UNSEEN = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Returns a document that a terminal shows as it is, and that JSON reads as the same value: callers wrote its texts. */
function visibleJson(document: unknown): string {
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  try {
    return JSON.stringify(document, undefined, 2).replace(UNSEEN, escaped);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const cure = 'Ask for a key or an invoice of the block: --key, --invoice.';
    throw new SetupError('the answer is longer than a text can be', cure, { cause });
  }
}
