import { Command } from 'commander';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { amendCommand } from './amend.js';
import { checkPageCommand } from './check-page.js';
import { closePeriodCommand } from './close-period.js';
import { creditCommand } from './credit.js';
import { exportCommand } from './export.js';
import { freezeCommand, freezeReasonCommand } from './freeze.js';
import { invoicesCommand } from './invoices.js';
import { numbersCommand, returnNumbersCommand } from './numbers.js';
import { officerCommand } from './officer.js';
import { providerCommand } from './provider.js';
import { publishRulesCommand } from './publish-rules.js';
import { registerCommand } from './register.js';
import { rejudgeCommand } from './rejudge.js';
import { releaseCommand } from './release.js';
import { acceptReturnsCommand, returnsCommand } from './returns.js';
import { rulesCommand } from './rules.js';
import { segmentCommand } from './segment.js';
import { reinstateCommand, suspendCommand } from './standing.js';
import { statisticsCommand } from './statistics.js';
import { watchCommand } from './watch.js';

export function bureauCommand(open: OpenSession): Command {
  const bureau = new Command('bureau').description(
    phrase('act for the tax bureau, and read what it may see'),
  );
  const commands = [
    officerCommand,
    providerCommand,
    registerCommand,
    amendCommand,
    suspendCommand,
    reinstateCommand,
    publishRulesCommand,
    rulesCommand,
    creditCommand,
    segmentCommand,
    returnNumbersCommand,
    numbersCommand,
    closePeriodCommand,
    checkPageCommand,
    freezeCommand,
    releaseCommand,
    freezeReasonCommand,
    invoicesCommand,
    statisticsCommand,
    watchCommand,
    exportCommand,
    returnsCommand,
    acceptReturnsCommand,
    rejudgeCommand,
  ];
  for (const command of commands) bureau.addCommand(command(open));
  return bureau;
}
