import type { IssueAnswer, Submission } from '@fapiao-ledger/client';
import { digestOfRequest, WrittenJson } from '@fapiao-ledger/client';
import { refOf } from '@fapiao-ledger/client/drafts';
import { DraftList, type Json } from '@fapiao-ledger/core';
import type { Openings } from '../drafts/openings.js';
import { issuedBy } from '../requests/issued-by.js';
import type { Settlement } from '../requests/settlement.js';
import type { ImportMeans, PageRequest } from './import-drafts.js';

export interface IssuingParts {
  /** Credit code of the seller. */
  readonly actor: string;
  readonly settlement: Settlement;
  readonly openings: Pick<Openings, 'seal'>;
  readonly lane: string | undefined;
}

/** Returns the functions that seal, send and cancel the pages of an import. */
export function issuingMeans(parts: IssuingParts): Pick<ImportMeans, 'send' | 'giveUp' | 'taken'> {
  const { actor, settlement, openings, lane } = parts;
  const submissionOf = async ({ requestId, replaces, drafts }: PageRequest): Promise<Submission> => {
    const { text } = new DraftList(await openings.seal(drafts, requestId));
    const names = { requestId, ...(replaces === undefined ? {} : { replaces }) };
    return {
      request: { operation: 'issue', actor, ...names, body: new WrittenJson(`{"drafts":${text}}`) },
      path: '/invoices',
      body: new WrittenJson(`{"invoices":${text}}`),
      ...(lane === undefined ? {} : { lane }),
    };
  };
  return {
    send: async (page) => {
      const { answer, isConfirmed } = await settlement.submit<IssueAnswer>(
        await submissionOf(page),
        issuedBy,
      );
      return { answer: answer.invoices, isConfirmed };
    },
    giveUp: async (page, error) => {
      const record = await settlement.giveUp(page.requestId, { error, isRepeated: false });
      if (!('result' in record)) return undefined;
      const { request } = await submissionOf(page);
      // An id that follows from own ids names these drafts, whatever seals their names have. Any other id says nothing about the content.
      const isOwn = page.drafts.every((draft) => refOf(draft) !== undefined);
      if (!isOwn && record.digest !== (await digestOfRequest(request))) throw error;
      return invoicesOf(record.result, page, error);
    },
    taken: async (page, error) => {
      const record = await settlement.recordBehind(page.requestId, error);
      return 'result' in record ? invoicesOf(record.result, page, error) : undefined;
    },
  };
}

/** Returns the invoices of a page. @throws `error` when the ledger has another number of them under its id */
function invoicesOf(
  result: Json,
  { requestId, drafts }: PageRequest,
  error: unknown,
): IssueAnswer['invoices'] {
  const { invoices } = issuedBy(result, { requestId });
  if (invoices.length !== drafts.length) throw error;
  return invoices;
}
