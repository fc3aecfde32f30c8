import { LANGUAGES } from '@fapiao-ledger/client/errors';
import { Command, Option } from 'commander';
import { seconds } from './arguments.js';
import { bureauCommand } from './commands/bureau/index.js';
import { completionCommand } from './commands/completion.js';
import { creditCommand } from './commands/credit.js';
import { custodianCommand } from './commands/custodian/index.js';
import { doctorCommand } from './commands/doctor.js';
import { elsewhereCommands } from './commands/elsewhere.js';
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
import { profileCommand } from './commands/profile.js';
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
import { helpConfiguration } from './help/configuration.js';
import { epilogue, type Part } from './help/epilogue.js';
import type { OpenSession } from './session.js';
import { DEFAULTS } from './settings.js';
import type { Shell } from './shell.js';
import { VERSION } from './version.js';
import { type PlainPhrase, phrase } from './words/phrase.js';

/** The whole command line, in the order in which a new user needs it. */
export function createProgram(shell: Shell, open: OpenSession): Command {
  const program = new Command('fapiao')
    .description(phrase('Electronic invoices on a shared ledger: issue, transfer, redeem once, and verify.'))
    .version(VERSION, '-V, --version', phrase('print the version'))
    .helpOption('-h, --help', phrase('show this help'))
    .configureHelp(helpConfiguration(shell.stdout.columns ?? 100))
    .configureOutput({ outputError: () => undefined })
    .addHelpCommand(helpCommand())
    .exitOverride();
  addGlobalOptions(program);
  const groups: readonly (readonly [PlainPhrase, readonly Command[]])[] = [
    [
      'Start:',
      [
        identityCommand(open),
        loginCommand(open),
        profileCommand(open),
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
    ['Taxpayer:', [creditCommand(open), keyCommand(open), levyCommand(open), strictRefsCommand(open)]],
    ['Reverse:', [reverseCommand(open), redLetterCommand(open)]],
    ['Returns:', [returnCommand(open)]],
    ['Payments:', [mandateCommand(open), providerCommand(open)]],
    ['Receipts:', [receiptCommand(open), verifyCommand(open)]],
    ['Tax bureau:', [bureauCommand(open)]],
    ['Operators:', [networkCommand(), custodianCommand(open)]],
  ];
  for (const [title, commands] of groups) {
    program.commandsGroup(phrase(title));
    for (const command of commands) program.addCommand(command);
  }
  for (const command of elsewhereCommands()) program.addCommand(command, { hidden: true });
  program.addHelpText('after', epilogue(EXAMPLES, EXIT_CODES, TIMES));
  inherit(program);
  return program;
}

/** Adds `help` as a command, because other programs have it. */
function helpCommand(): Command {
  return new Command('help')
    .description(phrase('show this, or the help of a command'))
    .argument('[command]')
    .helpGroup(phrase('Start:'));
}

function addGlobalOptions(program: Command): void {
  program
    .option(
      '--gateway <url>',
      phrase('gateway of your platform (FAPIAO_GATEWAY, {gateway})', { gateway: DEFAULTS.gateway }),
    )
    .option('--identity <file>', phrase('your identity file (FAPIAO_IDENTITY)'))
    .option(
      '--channel <name>',
      phrase("name of the ledger's network (FAPIAO_CHANNEL, {channel})", { channel: DEFAULTS.channel }),
    )
    .option('--profile <name>', phrase('settings kept by fapiao login (FAPIAO_PROFILE)'))
    .addOption(
      new Option(
        '--timeout <seconds>',
        phrase('time limit of one attempt ({timeoutSeconds})', { timeoutSeconds: DEFAULTS.timeoutSeconds }),
      ).argParser(seconds),
    )
    .addOption(
      new Option('--lang <language>', phrase('language of texts; that of the locale when absent')).choices(
        LANGUAGES,
      ),
    )
    .option('--json', phrase('one JSON document on standard output, problems too'));
}

/** Copies the settings to all commands, because commander does so only for commands that it creates. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}

const EXAMPLES: readonly Part[] = [
  { says: 'Examples:' },
  {
    does: 'Make a key once; when the bureau has certified it, keep gateway and identity:',
    by: [
      'fapiao identity new shop.json --code 91110108551385082Q',
      'fapiao login --gateway https://gateway.example --identity shop.json',
    ],
  },
  { does: 'Issue an invoice; tax and totals are filled in:', by: ['fapiao issue draft.json --complete'] },
  {
    does: 'Transfer it to a new holder, lock it for a company, and redeem it once:',
    by: [
      'fapiao transfer 26442000000000000001 --to P2026000000000001X',
      'fapiao lock 26442000000000000001 --company 914403001922038216',
      'fapiao redeem 26442000000000000001',
    ],
  },
  {
    does: 'Reverse an invoice, at once while no company has booked or used it:',
    by: ['fapiao reverse 26442000000000000001 --reason error'],
  },
  {
    does: 'List what you still hold, and export all that you have issued to a spreadsheet:',
    by: ['fapiao list --as holder --state OPEN', 'fapiao export --as seller --out invoices.csv'],
  },
  {
    does: 'Fetch the trust file, write a signed PDF, and verify receipts offline:',
    by: [
      'fapiao trust fetch',
      'fapiao receipt 26442000000000000001 --out receipts',
      'fapiao verify receipts/*.pdf',
    ],
  },
];

const EXIT_CODES: readonly Part[] = [
  { says: 'Exit codes:' },
  { says: ' 0  done' },
  { says: ' 2  a draft, rule set or trust file breaks rules' },
  { says: ' 3  refused: not allowed, not found, or not in this state' },
  { says: ' 4  gateway or ledger unreachable, or the outcome unknown' },
  {
    says: ' 5  a receipt is not genuine, an invoice breaks its rules, or the gateway’s answer differs from the ledger’s',
  },
  { says: '64  wrong command line' },
  { says: '70  a bug of this program' },
];

const TIMES: readonly Part[] = [
  { says: 'Times are shown in Beijing time. With --json, and where you give a moment, they are UTC.' },
];
