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
    .action(async (seller: string, { numbers: profile, prefix, count }: SegmentOptions, command: Command) => {
      if (!isNumberPrefix(prefix, profile))
        throw new UsageError(`--prefix ${prefix} is no prefix of the profile ${profile}`);
      await act(open, command, { path: '/segments', body: { seller, profile, prefix, count } });
    });
}

const PROFILES = ['DIGITAL', 'SHENZHEN_2018'] satisfies NumberProfile[];
const COUNT_MAX = 10_000_000;
