import type { IssueAnswer } from '@fapiao-ledger/client';
import {
  checkDrafts,
  completeDraft,
  type DraftFile,
  readDrafts,
  shanghaiToday,
} from '@fapiao-ledger/client/drafts';
import { isProviderCode, present, readPaymentText, ValidationError } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { laneName, paymentName, requestId, requestIdOption } from '../arguments.js';
import { COMPLETION_HINT, lackCompletion } from '../drafts/completion-hint.js';
import { readRules } from '../drafts/read-rules.js';
import { readText } from '../files/read-text.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { beijingTime } from '../output/beijing.js';
import { groupDigits } from '../output/number-text.js';
import { type Page, tableText } from '../output/table.js';
import { about } from '../problem.js';
import { issuedBy } from '../requests/issued-by.js';
import { sendOnce } from '../requests/send-once.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

interface IssueOptions {
  readonly complete?: boolean;
  readonly check: boolean;
  readonly dryRun?: boolean;
  readonly rules?: string;
  readonly requestId?: string;
  readonly replaces?: string;
  readonly lane?: string;
  readonly payment?: string;
}

export function issueCommand(open: OpenSession): Command {
  return new Command('issue')
    .description(phrase('issue one invoice or up to 500 at once, all or none'))
    .argument(
      '<file>',
      phrase(
        'JSON: a draft, a list of drafts, or an object with the list "invoices"; - reads standard input',
      ),
    )
    .option('--complete', phrase('fill in what follows: amounts, tax, totals, seller'))
    .option('--dry-run', phrase('check the drafts here and send nothing'))
    .addOption(
      new Option(
        '--rules <file>',
        phrase('rule set to check by, when one newer than the built-in is published'),
      ),
    )
    .option('--no-check', phrase('leave every check to the ledger'))
    .addOption(requestIdOption())
    .addOption(
      new Option(
        '--replaces <id>',
        phrase('an earlier request of yours to replace: the ledger executes one of the two at most'),
      ).argParser(requestId),
    )
    .addOption(
      new Option('--lane <name>', phrase('lane of numbers and credit to draw on')).argParser(laneName),
    )
    .addOption(
      new Option(
        '--payment <name>',
        phrase(
          'payment that the invoices are paid by, to the fen, such as V-PAY/12345; its provider has confirmed it',
        ),
      ).argParser(paymentName),
    )
    .addHelpText('after', epilogue(EXAMPLES))
    .action(async (file: string, options: IssueOptions, command: Command) => {
      const session = await open(command);
      await about(file === '-' ? phrase('standard input') : file, () => issue(session, file, options));
    });
}

async function issue(session: Session, file: string, options: IssueOptions): Promise<void> {
  const drafts = await prepare(session, file, options);
  if (options.dryRun === true) {
    const { length } = drafts.drafts;
    session.reporter.result({ checked: length, drafts: drafts.drafts }, () =>
      length === 1
        ? phrase('the draft is sound; nothing was sent')
        : phrase('all {length} drafts are sound; nothing was sent', { length }),
    );
    return;
  }
  const answer = await send(session, drafts, options);
  session.reporter.result(answer, (page) => issuedText(answer, page));
}

/** Finds every fault that this machine can find before anything is sent. */
async function prepare(session: Session, file: string, options: IssueOptions): Promise<DraftFile> {
  const written = readDrafts(await readText(file, session.shell));
  const actor = session.settings.identity === undefined ? undefined : (await session.taxpayer()).code;
  const drafts =
    options.complete === true ? written.drafts.map((draft) => completeDraft(draft, actor)) : written.drafts;
  const prepared = { ...written, drafts };
  if (options.check) {
    const ruleSet = await readRules(options.rules);
    const isCompleted = options.complete === true;
    try {
      checkDrafts(prepared, { ruleSet, date: shanghaiToday(session.now()), actor, isCompleted });
    } catch (error) {
      const isHelped = !isCompleted && error instanceof ValidationError && lackCompletion(error.faults);
      if (isHelped) session.reporter.note(phrase(COMPLETION_HINT));
      throw error;
    }
  }
  return prepared;
}

async function send(
  session: Session,
  { drafts, isSingle }: DraftFile,
  options: IssueOptions,
): Promise<IssueAnswer> {
  const { code: actor } = await session.taxpayer();
  const openings = await session.openings();
  const { requestId, replaces, lane, payment } = options;
  const reference = readPaymentText(payment ?? '', isProviderCode);
  const paid = reference === undefined ? {} : { payment: { ...reference } };
  const answer = await sendOnce<null, IssueAnswer>(await session.sending(), {
    operation: 'issue',
    content:
      replaces === undefined && payment === undefined
        ? [...drafts]
        : { drafts: [...drafts], ...(replaces === undefined ? {} : { replaces }), ...paid },
    requestId,
    settle: async () => await Promise.resolve(null),
    submission: async (id) => {
      const sealed = await openings.seal(drafts, id);
      const names = { requestId: id, ...(replaces === undefined ? {} : { replaces }) };
      return {
        request: { operation: 'issue', actor, ...names, body: { drafts: sealed, ...paid } },
        path: '/invoices',
        body: isSingle ? present(sealed[0], 'the draft') : { invoices: sealed },
        ...(lane === undefined ? {} : { lane }),
        ...(payment === undefined ? {} : { payment }),
      };
    },
    answerOf: issuedBy,
  });
  if (replaces !== undefined) await (await session.journal()).close(replaces);
  return answer;
}

function issuedText({ invoices, issuedAt, transactionId }: IssueAnswer, page: Page): string {
  const rows = invoices.map(({ number, checkCode }) => [number, groupDigits(checkCode)]);
  const at = beijingTime(issuedAt);
  const summary =
    invoices.length === 1
      ? phrase('issued at {at}', { at })
      : phrase('{count} invoices issued at {at}', { count: invoices.length, at });
  return [
    page.paint('green', summary),
    tableText([{ head: 'number' }, { head: 'check code' }], rows, page),
    page.paint('dim', phrase('transaction {transactionId}', { transactionId })),
  ].join('\n');
}

const EXAMPLES: readonly Part[] = [
  { says: 'A draft with --complete needs no more than this:' },
  {
    lines: [
      '  {"buyer": {"type": "ENTERPRISE",',
      '             "code": "914403001922038216",',
      '             "name": "示范制造有限公司"},',
      '   "lines": [{"taxClass": "1090512990000000000",',
      '              "item": "*计算机外部设备*打印机",',
      '              "quantity": "2", "unitPrice": "1327.43",',
      '              "rate": "0.13"}]}',
    ],
  },
  {
    says: 'The name of a buyer of the type PERSON never leaves this machine: it is sealed, and what opens the seal is kept beside the identity file.',
  },
];
