import type { CallParts } from '@fapiao-ledger/core';
import { z } from 'zod';
import { requireSelf } from '../../access/callers.js';
import type { Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { credit, height, segment, taxpayer } from '../schemas/documents.js';
import { creditCode, month, participant } from '../schemas/text.js';

export function taxpayerRoutes(contract: Contract, heights: Heights): readonly Route[] {
  const read = async <Name extends 'bureau:ReadTaxpayer' | 'bureau:ReadCredit'>(
    name: Name,
    ...parts: CallParts<Name>
  ): Promise<object> => {
    const blocks = await heights.asText();
    return { ...(await contract.read(name, ...parts)), height: blocks };
  };
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
        return ok(await read('bureau:ReadTaxpayer', path));
      },
    }),
    route({
      method: 'get',
      path: '/v1/credits/{seller}/{month}',
      area: 'Taxpayers',
      access: 'authenticated',
      summary: 'Read the credit of a month, and the numbers that no lane has yet',
      pathFields: z.strictObject({ seller: creditCode, month }),
      answer: inJson(200, 'Credit and stock', credit.extend({ stock: z.array(segment), height })),
      refusals: ['NOT_A_PARTY', 'CREDIT_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        requireSelf(caller, path.seller);
        return ok(await read('bureau:ReadCredit', path));
      },
    }),
  ];
}
