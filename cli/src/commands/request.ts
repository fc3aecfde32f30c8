import { type Json, type JsonObject, type RequestRecord, tookEffect } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { requestId } from '../arguments.js';
import { documentText } from '../output/document-text.js';
import type { Page } from '../output/table.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

export function requestCommand(open: OpenSession): Command {
  return new Command('request')
    .description(phrase('outcome of a request that you signed, as the ledger’s organizations endorse it'))
    .addCommand(showCommand(open))
    .addCommand(cancelCommand(open));
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show whether a request was done, or was replaced and can never be done'))
    .argument('<id>', phrase('request id'), requestId)
    .action(async (id: string, _options: object, command: Command) => {
      const session = await open(command);
      const record = await (await session.outcomes()).recordOf(id);
      report(session, id, record);
    });
}

function cancelCommand(open: OpenSession): Command {
  return new Command('cancel')
    .description(phrase('cancel a request, so that it never takes effect, unless it already has'))
    .argument('<id>', phrase('request id'), requestId)
    .action(async (id: string, _options: object, command: Command) => {
      const session = await open(command);
      const settlement = await session.settlement();
      const record = await settlement.giveUp(id);
      await (await session.journal()).close(id);
      if ('digest' in record) throw tookEffect(id);
      report(session, id, record);
    });
}

function report(session: Session, id: string, record: RequestRecord<Json> | undefined): void {
  const document: RequestDocument = { requestId: id, state: stateOf(record), ...record };
  session.reporter.result(document, (page) => requestText(document, page));
}

function stateOf(record: RequestRecord<Json> | undefined): 'NOT_USED' | 'DONE' | 'REPLACED' {
  if (record === undefined) return 'NOT_USED';
  return 'digest' in record ? 'DONE' : 'REPLACED';
}

type RequestDocument = JsonObject & { readonly state: string };

function requestText(document: RequestDocument, page: Page): string {
  const fields = documentText(document, page);
  return document.state === 'NOT_USED' ? `${fields}\n${page.paint('dim', phrase(NOT_USED))}` : fields;
}

const NOT_USED =
  'A statement that is still under way may yet take effect: fapiao request cancel prevents that.';
