import type { TrustFile } from '@fapiao-ledger/pki';
import { z } from 'zod';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';

const authority = z.object({ mspId: z.string(), certificate: z.string() });

const network = z
  .object({
    version: z.literal(1),
    channel: z.string(),
    chaincode: z.string(),
    ledger: z
      .string()
      .meta({ description: 'SHA-256 of the header of the first block', pattern: '^[0-9a-f]{64}$' }),
    authorities: z.array(authority).describe('Certify peers, officers, operators and auditors'),
    taxpayerAuthorities: z.array(authority).describe('Certify taxpayers only'),
    policy: z.object({ all: z.array(z.string()), any: z.array(z.string()) }),
    revoked: z.array(z.string()).optional(),
  })
  .meta({ id: 'Network', description: 'The trust file: all facts needed to verify a receipt offline.' });

export function networkRoutes(trust: TrustFile): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/network',
      area: 'Public',
      access: 'public',
      summary: 'Read the network’s name, its authorities and its endorsement policy',
      answer: inJson(200, 'The trust file', network),
      refusals: [],
      handle: async () => ok(trust),
    }),
  ];
}
