import { z } from 'zod';
import { requireSelf } from '../../access/callers.js';
import { creditAccount } from '../../bureau/credit.js';
import type { Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { creditAccount as creditAccountAnswer } from '../schemas/credit.js';
import { height, taxpayer } from '../schemas/documents.js';
import { creditCode, month, participant } from '../schemas/text.js';

export function taxpayerRoutes(contract: Contract, heights: Heights): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/taxpayers/{code}',
      area: 'Taxpayers',
      access: 'authenticated',
      summary: 'Read the register’s entry of a taxpayer',
      pathFields: z.strictObject({ code: participant }),
      answer: inJson(200, 'The taxpayer', taxpayer.extend({ height })),
      refusals: ['NOT_A_PARTY', 'TAXPAYER_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        requireSelf(caller, path.code);
        const blocks = await heights.asText();
        return ok({ ...(await contract.read('bureau:ReadTaxpayer', path)), height: blocks });
      },
    }),
    route({
      method: 'get',
      path: '/v1/credits/{seller}/{month}',
      area: 'Taxpayers',
      access: 'authenticated',
      summary:
        'Read what is granted, allotted, used and left of a month’s credit, and which numbers are left',
      pathFields: z.strictObject({ seller: creditCode, month }),
      answer: inJson(200, 'Credit and numbers', creditAccountAnswer),
      refusals: ['NOT_A_PARTY', 'CREDIT_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        requireSelf(caller, path.seller);
        const blocks = await heights.asText();
        return ok({ ...(await creditAccount(contract, path)), height: blocks });
      },
    }),
  ];
}
