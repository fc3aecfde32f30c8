import type { InvoiceAnswer } from '@fapiao-ledger/client';
import {
  type GrossPart,
  type Json,
  parseStrictJson,
  partInGross,
  type RedFormJson,
  type ReversedLineJson,
  readDocument,
  readReversedLines,
  readYuan,
  startRedForm,
} from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import {
  each,
  invoiceNumber,
  laneName,
  REASON_WORDS,
  reasonWord,
  redReason,
  requestIdOption,
} from '../arguments.js';
import { readRules } from '../drafts/read-rules.js';
import { readText } from '../files/read-text.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { redLetterText, reversedLinesText, termsText } from '../output/red-form-text.js';
import { about } from '../problem.js';
import { eachInvoice } from '../requests/each-invoice.js';
import { startRedLetter } from '../requests/red-letters.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';

interface ReverseOptions {
  readonly reason: string;
  readonly line?: readonly string[];
  readonly gross?: readonly string[];
  readonly lines?: string;
  readonly lane: string;
  readonly dryRun?: boolean;
  readonly rules?: string;
  readonly requestId?: string;
}

export function reverseCommand(open: OpenSession): Command {
  return new Command('reverse')
    .description(phrase('reverse invoices by red-letter invoices, all that is left or parts of lines'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(
      new Option(
        '--reason <reason>',
        phrase('code of two digits, or {words}', { words: REASON_WORDS.join(', ') }),
      )
        .argParser(redReason)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--line <line:quantity:net:tax>',
        phrase('a part of a line; the quantity may be empty'),
      ).argParser(each((text) => text)),
    )
    .addOption(
      new Option(
        '--gross <line:quantity:gross>',
        phrase('a part of a line by its amount with tax; the quantity may be empty'),
      ).argParser(each((text) => text)),
    )
    .option(
      '--lines <file>',
      phrase('JSON: a list of parts with line, quantity, net and tax; - reads standard input'),
    )
    .addOption(
      new Option('--lane <name>', phrase('lane of the seller for the number of the red-letter invoice'))
        .argParser(laneName)
        .default('main'),
    )
    .option('--dry-run', phrase('judge the reversal here and sign nothing'))
    .option('--rules <file>', phrase('rule set to judge by, when one newer than the built-in is published'))
    .addOption(requestIdOption())
    .addHelpText('after', epilogue(EXAMPLES))
    .action(async (numbers: string[], options: ReverseOptions, command: Command) => {
      const session = await open(command);
      const lines = await linesOf(session, numbers, options);
      if (lines !== undefined && numbers.length > 1)
        throw new UsageError(
          phrase('parts of lines are of one invoice: name one number, or reverse whole invoices'),
        );
      await (options.dryRun === true
        ? judge(session, numbers, lines, options)
        : reverse(session, numbers, lines, options));
    });
}

async function reverse(
  session: Session,
  numbers: readonly string[],
  lines: readonly ReversedLineJson[] | undefined,
  { reason, lane, requestId }: ReverseOptions,
): Promise<void> {
  session.reporter.note(
    lines === undefined
      ? phrase('signing: reason {reason}, all that is left', { reason: reasonWord(reason) })
      : phrase('signing: reason {reason}, these parts of lines', { reason: reasonWord(reason) }),
  );
  if (lines !== undefined) session.reporter.show((page) => reversedLinesText(lines, page));
  await eachInvoice(session, {
    title: phrase('reverse'),
    numbers,
    requestId,
    send: async (number, id) => await startRedLetter(session, { number, reason, lines, lane, requestId: id }),
    text: redLetterText,
  });
}

/** Judges reversals as the contract does, against the invoices as the gateway shows them. */
async function judge(
  session: Session,
  numbers: readonly string[],
  lines: readonly ReversedLineJson[] | undefined,
  { reason, lane, rules, requestId }: ReverseOptions,
): Promise<void> {
  const ruleSet = await readRules(rules);
  const { code: actor } = await session.taxpayer();
  const client = await session.client();
  await eachInvoice<{ readonly form: RedFormJson }>(session, {
    title: phrase('judge'),
    numbers,
    requestId,
    send: async (number) => {
      const { invoice, status } = await client.read<InvoiceAnswer>(`/invoices/${number}`);
      const at = Math.floor(session.now().getTime() / 1_000);
      const start = {
        actor,
        reason,
        ...(lines === undefined ? {} : { lines }),
        ...(actor === invoice.seller.code ? { lane } : {}),
      };
      return { form: startRedForm({ invoice, status, ruleSet, at }, start) };
    },
    text: ({ form }, page) => `${termsText(form, page)}\n\n${nextStep(form)}; ${phrase('nothing was sent')}`,
  });
}

function nextStep({ state }: RedFormJson): string {
  return state === 'UNCONDITIONAL'
    ? phrase('it would be reversed at once')
    : phrase('the form would wait: {state}', { state: codeText(state) });
}

/** Returns the parts of lines that the user named, in the options or in a file; undefined when the user named none. */
async function linesOf(
  session: Session,
  [number = '']: readonly string[],
  { line, gross, lines: file, reason }: ReverseOptions,
): Promise<readonly ReversedLineJson[] | undefined> {
  if ([line, gross, file].filter((each) => each !== undefined).length > 1)
    throw new UsageError(phrase('--line, --gross and --lines exclude each other'));
  if (file !== undefined)
    return await about(file, async () =>
      readDocument(parseStrictJson(await readText(file, session.shell)), readReversedLines),
    );
  if (gross !== undefined) return await grossLines(session, number, gross, reason);
  return line === undefined ? undefined : readDocument(line.map(lineIn), readReversedLines);
}

/** Returns parts that are named by their amounts with tax, by the rates and the rests of the invoice as the gateway shows it. */
async function grossLines(
  session: Session,
  number: string,
  texts: readonly string[],
  reason: string,
): Promise<readonly ReversedLineJson[]> {
  const client = await session.client();
  const { invoice, status } = await client.read<InvoiceAnswer>(`/invoices/${number}`);
  return texts.map((text) => {
    const part = partInGross(invoice, status.reversal, grossIn(text));
    if (part === undefined)
      throw new UsageError(
        phrase('--gross {text}: the invoice has {count} lines', { text, count: invoice.lines.length }),
      );
    const { quantity, ...amounts } = part;
    return quantity === undefined || reason === ALLOWANCE ? amounts : { ...amounts, quantity };
  });
}

/** National code of the reason that states no quantities. */
const ALLOWANCE = redReason('allowance');

/** Returns a part of a line by its amount with tax: `1:3:339.00`, or `1::106.00` without a quantity. */
function grossIn(text: string): GrossPart {
  const [line = '', quantity = '', amount = '', ...more] = text.split(':');
  const gross = readYuan(amount);
  if (more.length > 0 || !/^[1-9][0-9]*$/.test(line) || gross === undefined)
    throw new UsageError(
      phrase('--gross {text}: line, quantity and gross are expected, such as 1:3:339.00', { text }),
    );
  return { line: Number(line), ...(quantity === '' ? {} : { quantity }), gross };
}

/** Returns a part of a line as JSON: `1:3:300.00:39.00`, or `1::100.00:6.00` without a quantity. */
function lineIn(text: string): Json {
  const [line = '', quantity = '', net = '', tax = '', ...more] = text.split(':');
  if (more.length > 0 || !/^[1-9][0-9]*$/.test(line))
    throw new UsageError(
      phrase('--line {text}: line, quantity, net and tax are expected, such as 1:3:300.00:39.00', { text }),
    );
  return { line: Number(line), ...(quantity === '' ? {} : { quantity }), net, tax };
}

const EXAMPLES: readonly Part[] = [
  {
    says: 'While no company has booked or used an invoice, its seller reverses it at once. Otherwise the other side confirms the form within 72 hours (fapiao red-letter confirm).',
  },
  {
    does: 'All of it, because it was wrong:',
    by: ['fapiao reverse 26442000000000000001 --reason error'],
  },
  {
    does: 'Three pieces of line 1 came back:',
    by: ['fapiao reverse 26442000000000000001 --reason return --line 1:3:300.00:39.00'],
  },
  {
    does: 'The same by its amount with tax:',
    by: ['fapiao reverse 26442000000000000001 --reason return --gross 1:3:339.00'],
  },
  {
    does: 'An allowance, which has no quantity:',
    by: ['fapiao reverse 26442000000000000001 --reason allowance --line 2::100.00:6.00'],
  },
];
