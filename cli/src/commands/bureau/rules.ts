import { ruleSetOn, shanghaiDate } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { rulesText } from '../../output/rules-text.js';
import type { Page } from '../../output/table.js';
import { type PublishedRules, publishedRules } from '../../requests/published-rules.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function rulesCommand(open: OpenSession): Command {
  return new Command('rules')
    .description(
      phrase('show the tax rules in force, and those that wait for their first day (every caller may)'),
    )
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const rules = await publishedRules(session);
      const date = shanghaiDate(Math.floor(session.now().getTime() / 1_000));
      session.reporter.result(rules, (page) => textOf(rules, date, page));
    });
}

function textOf(rules: PublishedRules, date: string, page: Page): string {
  const { ruleSets, closedThrough } = rules;
  if (ruleSets.length === 0) return phrase('the bureau has published no rule set');
  const isInForce = ruleSets.some(({ ruleSet }) => ruleSet.validFrom <= date);
  const current = isInForce ? ruleSetOn({ ruleSets }, date).ruleSet.version : undefined;
  const shown = ruleSets.filter(({ ruleSet }) => ruleSet.version === current || ruleSet.validFrom > date);
  const parts = shown.map(({ ruleSet }) => {
    const state =
      ruleSet.version === current
        ? phrase('in force on {date}', { date })
        : phrase('from {validFrom}', { validFrom: ruleSet.validFrom });
    return `${page.paint('bold', state)}\n${rulesText(ruleSet, page)}`;
  });
  const closed =
    closedThrough === undefined
      ? []
      : [phrase('periods through {closedThrough} are closed', { closedThrough })];
  return [...parts, ...closed].join('\n\n');
}
