import { isNumberPrefix, type NumberProfile, shanghaiDate, yearOfPrefix } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { creditCode, whole } from '../../arguments.js';
import type { OpenSession, Session } from '../../session.js';
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
      const session = await open(command);
      requireYear(session, prefix, profile);
      const signed = { seller, profile, prefix, count };
      await act(
        async () => await Promise.resolve(session),
        command,
        { operation: 'grant-segment', path: '/segments', signed },
        options,
      );
    });
}

/** Refuses numbers that no lane can issue any more, or not for long. @throws {UsageError} */
function requireYear(session: Session, prefix: string, profile: NumberProfile): void {
  const year = yearOfPrefix(prefix, profile);
  const now = shanghaiDate(Math.floor(session.now().getTime() / 1_000)).slice(0, 4);
  const next = String(Number(now) + 1);
  if (year === now || year === next) return;
  throw new UsageError(
    phrase('--prefix {prefix}: its numbers are of {year}, and only those of {now} and {next} are granted', {
      prefix,
      year,
      now,
      next,
    }),
  );
}

const PROFILES = ['DIGITAL', 'SHENZHEN_2018'] satisfies NumberProfile[];
const PREFIXES: Readonly<Record<NumberProfile, PlainPhrase>> = {
  DIGITAL: 'five digits, such as 26442: two of the year, two of the province, one of the channel',
  SHENZHEN_2018:
    'the 12 digits of the invoice code, such as 144032609110: the sixth and seventh are the year',
};
const COUNT_MAX = 10_000_000;
