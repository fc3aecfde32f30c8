import type { IssueAnswer, Submission } from '@fapiao-ledger/client';
import { digestOfRequest, WrittenJson } from '@fapiao-ledger/client';
import { DraftList } from '@fapiao-ledger/core';
import type { Openings } from '../drafts/openings.js';
import { issuedBy } from '../requests/issued-by.js';
import { type Settlement, usedAs } from '../requests/settlement.js';
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
      const { request } = await submissionOf(page);
      const result = usedAs(record, await digestOfRequest(request));
      return result === undefined ? undefined : issuedBy(result, request).invoices;
    },
    taken: async ({ requestId }, error) => {
      const record = await settlement.recordBehind(requestId, error);
      return 'result' in record ? issuedBy(record.result, { requestId }).invoices : undefined;
    },
  };
}
