import { Command, Option } from 'commander';
import { seconds } from './arguments.js';
import { bureauCommand } from './commands/bureau/index.js';
import { completionCommand } from './commands/completion.js';
import { custodianCommand } from './commands/custodian/index.js';
import { doctorCommand } from './commands/doctor.js';
import { exportCommand } from './commands/export.js';
import { historyCommand } from './commands/history.js';
import { identityCommand } from './commands/identity/index.js';
import { importCommand } from './commands/import.js';
import { issueCommand } from './commands/issue.js';
import { keyCommand } from './commands/key.js';
import { levyCommand } from './commands/levy.js';
import { listCommand } from './commands/list.js';
import { lockCommand } from './commands/lock.js';
import { loginCommand } from './commands/login.js';
import { mandateCommand } from './commands/mandate.js';
import { networkCommand } from './commands/network.js';
import { providerCommand } from './commands/provider.js';
import { receiptCommand } from './commands/receipt.js';
import { redLetterCommand } from './commands/red-letter.js';
import { redeemCommand } from './commands/redeem.js';
import { requestCommand } from './commands/request.js';
import { returnCommand } from './commands/return.js';
import { reverseCommand } from './commands/reverse.js';
import { showCommand } from './commands/show.js';
import { strictRefsCommand } from './commands/strict-refs.js';
import { tokenCommand } from './commands/token.js';
import { transferCommand } from './commands/transfer.js';
import { trustCommand } from './commands/trust.js';
import { unlockCommand } from './commands/unlock.js';
import { useCommand } from './commands/use.js';
import { verifyCommand } from './commands/verify.js';
import type { OpenSession } from './session.js';
import { DEFAULTS } from './settings.js';
import type { Shell } from './shell.js';
import { VERSION } from './version.js';

/** The whole command line, in the order in which a new user needs it. */
export function createProgram(shell: Shell, open: OpenSession): Command {
  const program = new Command('fapiao')
    .description('Electronic invoices on a shared ledger: issue, transfer, redeem once, and verify.')
    .version(VERSION, '-V, --version', 'print the version')
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: shell.stdout.columns ?? 100,
      optionTerm,
      commandUsage,
    })
    .configureOutput({ outputError: () => undefined })
    .addHelpCommand(helpCommand())
    .exitOverride();
  addGlobalOptions(program);
  const groups: readonly (readonly [string, readonly Command[]])[] = [
    [
      'Start:',
      [
        identityCommand(open),
        loginCommand(open),
        tokenCommand(open),
        trustCommand(open),
        doctorCommand(open),
        completionCommand(open, () => program),
      ],
    ],
    [
      'Invoices:',
      [
        issueCommand(open),
        importCommand(open),
        showCommand(open),
        historyCommand(open),
        listCommand(open),
        exportCommand(open),
        requestCommand(open),
      ],
    ],
    [
      'Transfer and redeem:',
      [transferCommand(open), lockCommand(open), unlockCommand(open), redeemCommand(open), useCommand(open)],
    ],
    ['Taxpayer:', [keyCommand(open), levyCommand(open), strictRefsCommand(open)]],
    ['Reverse:', [reverseCommand(open), redLetterCommand(open)]],
    ['Returns:', [returnCommand(open)]],
    ['Payments:', [mandateCommand(open), providerCommand(open)]],
    ['Receipts:', [receiptCommand(open), verifyCommand(open)]],
    ['Tax bureau:', [bureauCommand(open)]],
    ['Operators:', [networkCommand(), custodianCommand(open)]],
  ];
  for (const [title, commands] of groups) {
    program.commandsGroup(title);
    for (const command of commands) program.addCommand(command);
  }
  program.addHelpText('after', EXAMPLES);
  inherit(program);
  return program;
}

/** Adds `help` as a command, because other programs have it. */
function helpCommand(): Command {
  return new Command('help')
    .description('show this, or the help of a command')
    .argument('[command]')
    .helpGroup('Start:');
}

/** Marks a required option in the list of options; the usage has it, too. */
function optionTerm({ flags, mandatory }: Option): string {
  return mandatory ? `${flags} (required)` : flags;
}

function commandUsage(command: Command): string {
  const names: string[] = [];
  for (let each: Command | null = command; each !== null; each = each.parent) names.unshift(each.name());
  const required = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags);
  return [...names, ...required, command.usage()].join(' ');
}

function addGlobalOptions(program: Command): void {
  program
    .option('--gateway <url>', `gateway of your platform (FAPIAO_GATEWAY, ${DEFAULTS.gateway})`)
    .option('--identity <file>', 'your identity file (FAPIAO_IDENTITY)')
    .option('--channel <name>', `name of the ledger's network (FAPIAO_CHANNEL, ${DEFAULTS.channel})`)
    .option('--profile <name>', 'settings kept by fapiao login (FAPIAO_PROFILE)')
    .addOption(
      new Option('--timeout <seconds>', `time limit of one attempt (${DEFAULTS.timeoutSeconds})`).argParser(
        seconds,
      ),
    )
    .option('--json', 'one JSON document on standard output, problems too');
}

/** Copies the settings to all commands, because commander does so only for commands that it creates. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}

const EXAMPLES = `
Examples:
  Make a key once; when the bureau has certified it, keep gateway and identity:
    fapiao identity new shop.json --code 91110108551385082Q
    fapiao login --gateway https://gateway.example --identity shop.json
  Issue an invoice; tax and totals are filled in:
    fapiao issue draft.json --complete
  Transfer it to a new holder, lock it for a company, and redeem it once:
    fapiao transfer 26442000000000000001 --to P2026000000000001X
    fapiao lock 26442000000000000001 --company 914403001922038216
    fapiao redeem 26442000000000000001
  Reverse an invoice, at once while no company has booked or used it:
    fapiao reverse 26442000000000000001 --reason error
  List what you still hold, and export all that you have issued to a spreadsheet:
    fapiao list --as holder --state OPEN
    fapiao export --as seller --out invoices.csv
  Fetch the trust file, write a signed PDF, and verify receipts offline:
    fapiao trust fetch
    fapiao receipt 26442000000000000001 --out receipts
    fapiao verify receipts/*.pdf

Exit codes:
   0  done
   2  a draft, rule set or trust file breaks rules
   3  refused: not allowed, not found, or not in this state
   4  gateway or ledger unreachable, or the outcome unknown
   5  a receipt is not genuine, an invoice breaks its rules, or the gateway’s answer
      differs from the ledger’s
  64  wrong command line
  70  a bug of this program`;
