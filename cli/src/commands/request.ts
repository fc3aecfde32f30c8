import { type Json, type JsonObject, type RequestRecord, tookEffect } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { requestId } from '../arguments.js';
import { documentFields } from '../output/document-text.js';
import { fieldsText, type Page } from '../output/table.js';
import type { OpenSession, Session } from '../session.js';

export function requestCommand(open: OpenSession): Command {
  return new Command('request')
    .description('outcome of a request that you signed, as the ledger’s organizations endorse it')
    .addCommand(showCommand(open))
    .addCommand(cancelCommand(open));
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description('show whether a request was done, or was replaced and can never be done')
    .argument('<id>', 'request id', requestId)
    .action(async (id: string, _options: object, command: Command) => {
      const session = await open(command);
      const record = await (await session.outcomes()).recordOf(id);
      report(session, id, record);
    });
}

function cancelCommand(open: OpenSession): Command {
  return new Command('cancel')
    .description('cancel a request, so that it never takes effect, unless it already has')
    .argument('<id>', 'request id', requestId)
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
  const fields = fieldsText(documentFields(document), page);
  return document.state === 'NOT_USED' ? `${fields}\n${page.paint('dim', NOT_USED)}` : fields;
}

const NOT_USED =
  'A statement that is still under way may yet take effect: fapiao request cancel prevents that.';
