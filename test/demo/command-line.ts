import { parseArgs } from 'node:util';

export const HELP = `npm run demo -- [--out FOLDER] [--ledger embedded|fabric]

  --out FOLDER   where receipts, ledger and summary go (demo-out); emptied first, if a demo made it
  --ledger KIND  embedded: a ledger in one process (default); fabric: a real network (docs/fabric.md)`;

const LEDGERS = ['embedded', 'fabric'] as const;

export type LedgerKind = (typeof LEDGERS)[number];

export interface DemoOptions {
  readonly out: string;
  readonly ledger: LedgerKind;
  readonly help: boolean;
}

/** Thrown when the demo cannot run and has changed nothing: exit code 64. */
export class UsageError extends Error {}

/** @throws {UsageError} for an unknown option or argument */
export function readCommandLine(args: readonly string[]): DemoOptions {
  const { out, ledger, help } = parsed(args);
  const kind = LEDGERS.find((each) => each === ledger);
  if (kind === undefined)
    throw new UsageError(`there is no ledger "${ledger}": choose ${LEDGERS.join(' or ')}`);
  return { out, ledger: kind, help };
}

function parsed(args: readonly string[]): { out: string; ledger: string; help: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string', default: 'demo-out' },
        ledger: { type: 'string', default: 'embedded' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
