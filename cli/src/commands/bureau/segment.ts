import { randomUUID } from 'node:crypto';
import { isNumberPrefix, type NumberProfile } from '@fapiao-ledger/chaincode/core';
import { Command, Option } from 'commander';
import { creditCode, whole } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { act } from './act.js';

interface SegmentOptions {
  readonly numbers: NumberProfile;
  readonly prefix: string;
  readonly count: number;
  readonly requestId?: string;
}

export function segmentCommand(open: OpenSession): Command {
  return new Command('segment')
    .description('grant a seller the next invoice numbers under a prefix')
    .argument('<seller>', 'credit code of the seller', creditCode)
    .addOption(new Option('--numbers <profile>', 'how they are formed').choices(PROFILES).default('DIGITAL'))
    .requiredOption('--prefix <digits>', 'DIGITAL: year, province, channel; SHENZHEN_2018: the 12-digit code')
    .addOption(
      new Option('--count <n>', 'how many numbers').argParser(whole(1, COUNT_MAX)).makeOptionMandatory(),
    )
    .option('--request-id <id>', 'an id of yours: with it the command can be repeated and grants once')
    .action(async (seller: string, options: SegmentOptions, command: Command) => {
      // With an id the ledger grants once, however often the request reaches it.
      const { numbers: profile, prefix, count, requestId = randomUUID() } = options;
      if (!isNumberPrefix(prefix, profile))
        throw new UsageError(`--prefix ${prefix}: the prefix of ${profile} is ${PREFIXES[profile]}`);
      const body = { seller, profile, prefix, count, requestId };
      await act(open, command, { path: '/segments', body });
    });
}

const PROFILES = ['DIGITAL', 'SHENZHEN_2018'] satisfies NumberProfile[];
const PREFIXES: Readonly<Record<NumberProfile, string>> = {
  DIGITAL: 'five digits, such as 26442: two of the year, two of the province, one of the channel',
  SHENZHEN_2018:
    'the 12 digits of the invoice code, such as 144032609110: the sixth and seventh are the year',
};
const COUNT_MAX = 10_000_000;
