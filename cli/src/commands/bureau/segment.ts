import { isNumberPrefix, type NumberProfile } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { creditCode, whole } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { type PlainPhrase, phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

interface SegmentOptions extends ActOptions {
  readonly numbers: NumberProfile;
  readonly prefix: string;
  readonly count: number;
}

export function segmentCommand(open: OpenSession): Command {
  return withRequestId(new Command('segment'))
    .description(phrase('grant a seller the next invoice numbers under a prefix'))
    .argument('<seller>', phrase('credit code of the seller'), creditCode)
    .addOption(
      new Option('--numbers <profile>', phrase('how they are formed')).choices(PROFILES).default('DIGITAL'),
    )
    .requiredOption(
      '--prefix <digits>',
      phrase('DIGITAL: year, province, channel; SHENZHEN_2018: the 12-digit code'),
    )
    .addOption(
      new Option('--count <n>', phrase('how many numbers'))
        .argParser(whole(1, COUNT_MAX))
        .makeOptionMandatory(),
    )
    .action(async (seller: string, options: SegmentOptions, command: Command) => {
      const { numbers: profile, prefix, count } = options;
      if (!isNumberPrefix(prefix, profile))
        throw new UsageError(
          phrase('--prefix {prefix}: the prefix of {profile} is {form}', {
            prefix,
            profile,
            form: phrase(PREFIXES[profile]),
          }),
        );
      const signed = { seller, profile, prefix, count };
      await act(open, command, { operation: 'grant-segment', path: '/segments', signed }, options);
    });
}

const PROFILES = ['DIGITAL', 'SHENZHEN_2018'] satisfies NumberProfile[];
const PREFIXES: Readonly<Record<NumberProfile, PlainPhrase>> = {
  DIGITAL: 'five digits, such as 26442: two of the year, two of the province, one of the channel',
  SHENZHEN_2018:
    'the 12 digits of the invoice code, such as 144032609110: the sixth and seventh are the year',
};
const COUNT_MAX = 10_000_000;
