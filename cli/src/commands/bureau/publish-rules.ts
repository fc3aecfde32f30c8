import { Command } from 'commander';
import { readRules } from '../../drafts/read-rules.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { type Act, type ActOptions, act, withRequestId } from './act.js';

interface PublishOptions extends ActOptions {
  readonly builtIn?: boolean;
}

export function publishRulesCommand(open: OpenSession): Command {
  return withRequestId(new Command('publish-rules'))
    .description('publish a version of the tax rules')
    .argument('[file]', 'rule set, JSON; - reads standard input')
    .option('--built-in', 'the rule set in force from 2026-01-01 that comes with this program')
    .action(async (file: string | undefined, options: PublishOptions, command: Command) => {
      if ((file === undefined) === (options.builtIn === undefined)) {
        throw new UsageError('give either a FILE with a rule set or --built-in');
      }
      const signed = (await readRules(file)) as unknown as Act<unknown>['signed'];
      await act(open, command, { operation: 'publish-rules', path: '/rule-sets', signed }, options);
    });
}
