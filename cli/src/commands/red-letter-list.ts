import type { RedFormSummary } from '@fapiao-ledger/client';
import { RED_FORM_STATES } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { type ExportOptions, exportList, withFile } from '../lists/export-list.js';
import { type LengthOptions, readList, withLength } from '../lists/list-invoices.js';
import type { Question } from '../lists/list-pages.js';
import { RED_FORM_RECORDS } from '../lists/list-records.js';
import { redFormsText } from '../output/red-forms-text.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

interface FilterOptions {
  readonly waiting?: boolean;
  readonly as?: string;
  readonly state?: string;
}

/** Returns the command that lists the forms of the caller, and with `--waiting` those that await it. */
export function redLetterListCommand(open: OpenSession): Command {
  const list = new Command('list').description(phrase('list the forms that concern you, newest first'));
  return withLength(withFilter(list)).action(
    async (options: FilterOptions & LengthOptions, self: Command) => {
      const session = await open(self);
      const {
        height,
        entries: forms,
        isMore,
      } = await readList<RedFormSummary>(session, questionOf(options), options);
      session.reporter.result({ height, forms, isMore }, (page) => redFormsText({ forms, isMore }, page));
    },
  );
}

/** Returns the command that writes the forms of the caller to a file. */
export function redLetterExportCommand(open: OpenSession): Command {
  const command = new Command('export').description(
    phrase('write the forms that concern you to a file, newest first'),
  );
  return withFilter(withFile(command, RED_FORM_RECORDS.columns)).action(
    async (options: FilterOptions & ExportOptions, self: Command) => {
      await exportList(await open(self), questionOf(options), RED_FORM_RECORDS, options);
    },
  );
}

function withFilter(command: Command): Command {
  return command
    .option(
      '--waiting',
      phrase('only forms that await you: your confirmation, or as the seller the red-letter invoice'),
    )
    .addOption(new Option('--as <side>', phrase('your side')).choices(['seller', 'buyer']))
    .addOption(new Option('--state <state>', phrase('in which state')).choices(RED_FORM_STATES));
}

function questionOf({ waiting, as: side, state }: FilterOptions): Question {
  const query = { side, state, waiting: waiting === true ? 'me' : undefined };
  return { path: '/red-letters', field: 'forms', query };
}
