import type { IssueAnswer } from '@fapiao-ledger/client';
import { digestOfRequest } from '@fapiao-ledger/client';
import type { Json, Request } from '@fapiao-ledger/core';
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
export function issuingMeans(parts: IssuingParts): Pick<ImportMeans, 'send' | 'giveUp'> {
  const { actor, settlement, openings, lane } = parts;
  const requestOf = async ({ requestId, replaces, drafts }: PageRequest): Promise<IssueRequest> => {
    const names = { requestId, ...(replaces === undefined ? {} : { replaces }) };
    return { operation: 'issue', actor, ...names, body: { drafts: await openings.seal(drafts, requestId) } };
  };
  return {
    send: async (page) => {
      const request = await requestOf(page);
      const submission = {
        request,
        path: '/invoices',
        body: { invoices: request.body.drafts },
        ...(lane === undefined ? {} : { lane }),
      };
      const { answer, isConfirmed } = await settlement.submit<IssueAnswer>(submission, issuedBy);
      return { answer: answer.invoices, isConfirmed };
    },
    giveUp: async (page, error) => {
      const record = await settlement.giveUp(page.requestId, { error, isRepeated: false });
      const request = await requestOf(page);
      const result = usedAs(record, await digestOfRequest(request));
      return result === undefined ? undefined : issuedBy(result, request).invoices;
    },
  };
}

interface IssueRequest extends Request {
  readonly body: { readonly drafts: readonly Json[] };
}
