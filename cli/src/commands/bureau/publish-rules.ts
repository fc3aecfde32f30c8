import type { Json } from '@fapiao-ledger/chaincode/core';
import { Command } from 'commander';
import { readRules } from '../../drafts/read-rules.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { act } from './act.js';

export function publishRulesCommand(open: OpenSession): Command {
  return new Command('publish-rules')
    .description('publish a version of the tax rules')
    .argument('[file]', 'rule set, JSON; - reads standard input')
    .option('--built-in', 'the rule set in force from 2026-01-01 that comes with this program')
    .action(async (file: string | undefined, options: { builtIn?: boolean }, command: Command) => {
      if ((file === undefined) === (options.builtIn === undefined)) {
        throw new UsageError('the rules come from a FILE or are --built-in');
      }
      await act(open, command, { path: '/rule-sets', body: (await readRules(file)) as unknown as Json });
    });
}
