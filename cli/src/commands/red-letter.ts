import { redFormDigest } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { digest, invoiceNumber, laneName, requestIdOption, whole } from '../arguments.js';
import { redFormText, redLetterText } from '../output/red-form-text.js';
import { actOnRedForm, type FormOrder, readRedForm } from '../requests/red-letters.js';
import type { OpenSession } from '../session.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';
import { redLetterExportCommand, redLetterListCommand } from './red-letter-list.js';

export function redLetterCommand(open: OpenSession): Command {
  const group = new Command('red-letter').description(
    phrase('red-letter forms: list, export, show, confirm, refuse, withdraw, issue'),
  );
  group.addCommand(redLetterListCommand(open)).addCommand(redLetterExportCommand(open));
  group.addCommand(showCommand(open));
  for (const act of ACTS) group.addCommand(actCommand(open, act));
  return group;
}

function formCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<number>', phrase('number of the invoice that is reversed, 20 digits'), invoiceNumber)
    .argument(
      '[sequence]',
      phrase('which form of the invoice; the last one when absent'),
      whole(1, 1_000_000_000),
    );
}

function showCommand(open: OpenSession): Command {
  return formCommand('show', phrase('show a form, and the digest of its terms, computed here')).action(
    async (number: string, sequence: number | undefined, _options: object, command: Command) => {
      const session = await open(command);
      const form = await readRedForm(session, number, sequence);
      const terms = redFormDigest(form);
      session.reporter.result({ form, terms }, (page) => redFormText(form, terms, page));
    },
  );
}

interface Act {
  readonly act: FormOrder['act'];
  readonly description: PlainPhrase;
  readonly options: readonly (() => Option)[];
}

interface ActOptions {
  readonly lane?: string;
  readonly terms?: string;
  readonly requestId?: string;
}

const laneOption = (): Option =>
  new Option('--lane <name>', phrase('lane of the seller for the number of the red-letter invoice'))
    .argParser(laneName)
    .default('main');
const termsOption = (): Option =>
  new Option(
    '--terms <digest>',
    phrase('confirm only these terms, as fapiao red-letter show gave them'),
  ).argParser(digest);

const ACTS: readonly Act[] = [
  {
    act: 'confirm',
    description: 'show the terms of a form, and sign the digest of what was shown',
    options: [termsOption, laneOption],
  },
  { act: 'refuse', description: 'refuse a form that waits for you', options: [] },
  { act: 'withdraw', description: 'withdraw a form that you started', options: [] },
  {
    act: 'issue',
    description: 'issue the red-letter invoice of a confirmed form from another lane, as the seller',
    options: [laneOption],
  },
];

function actCommand(open: OpenSession, { act, description, options }: Act): Command {
  const command = formCommand(act, phrase(description));
  for (const option of options) command.addOption(option());
  return command
    .addOption(requestIdOption())
    .action(async (number: string, sequence: number | undefined, given: ActOptions, self: Command) => {
      const session = await open(self);
      const { lane = 'main', terms, requestId } = given;
      const result = await actOnRedForm(session, { act, number, sequence, lane, terms, requestId });
      session.reporter.result({ number, ...result }, (page) => redLetterText(result, page));
    });
}
