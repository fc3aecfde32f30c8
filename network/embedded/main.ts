/** `npm run ledger`: audits an embedded ledger, or accepts its height, from a terminal. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';
import { type Accepted, acceptHeight } from './accept-height.js';
import { auditLedger } from './audit.js';
import { defaultHeights } from './height-place.js';

const USAGE = `npm run ledger -- audit [FOLDER] [--heights FOLDER | --without-height]
npm run ledger -- accept-height [FOLDER] --kept NUMBER|none --found NUMBER [--heights FOLDER]

  audit           audit a closed ledger: verify every hash, signature and verdict, compare the state with one built
                  anew, and the last block with the height that is kept; changes nothing
  accept-height   audit a ledger, and continue after its last block although another height is kept: invoice numbers
                  of missing blocks may be issued again. Name both heights; a log keeps them

  FOLDER            the ledger: ./data/ledger
  --heights         folder of the heights: FAPIAO_HEIGHTS, or fapiao/heights in the state folder of the user
  --without-height  audit a copy for which no height is kept: newer blocks may be missing
`;

const OPTIONS = {
  heights: { type: 'string' },
  'without-height': { type: 'boolean', default: false },
  kept: { type: 'string' },
  found: { type: 'string' },
} as const;

/** Thrown when the command line is not one of those in the usage. */
class UsageError extends Error {}

function readArguments(args: readonly string[]): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(args);
  } catch (cause) {
    throw new UsageError(messageOf(cause), { cause });
  }
}

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [command, folder = 'data/ledger', ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one folder is expected: remove ${others.join(' ')}`);
  const place = resolve(folder);
  const heights = resolve(values.heights ?? (process.env.FAPIAO_HEIGHTS || defaultHeights(process.env)));
  if (command === 'audit') await audit(place, values['without-height'] ? null : heights);
  else if (command === 'accept-height') await accept(place, heights, readAccepted(values));
  else throw new UsageError('a command is expected: audit or accept-height');
}

async function audit(folder: string, heights: string | null): Promise<void> {
  const { blocks, transactions } = await auditLedger(folder, heights);
  const height =
    heights === null
      ? 'No height was compared: newer blocks may be missing.'
      : 'No acknowledged block is missing.';
  console.log(
    `${blocks} blocks with ${transactions} transactions are as they were written, and so is the state. ${height}`,
  );
}

async function accept(folder: string, heights: string, accepted: Accepted): Promise<void> {
  const log = await acceptHeight(folder, heights, accepted);
  const { kept, found } = accepted;
  console.log(
    `The ledger continues after block ${found}; the height that was kept is ${kept}. ${log} records this.`,
  );
}

function readAccepted({ kept, found }: { kept?: string | undefined; found?: string | undefined }): Accepted {
  if (kept !== undefined && found !== undefined && /^(\d{1,15}|none)$/.test(kept) && /^\d{1,15}$/.test(found))
    return { kept: kept === 'none' ? kept : Number(kept), found: Number(found) };
  throw new UsageError('accept-height needs --kept NUMBER|none and --found NUMBER');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof LedgerError) {
    console.error(`${error.code}: ${error.message}`);
    process.exitCode = 4;
  } else throw error;
}
