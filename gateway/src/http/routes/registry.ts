import { type Json, type TaxpayerJson, TEXT_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Bureau } from '../../bureau/bureau.js';
import { created, ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { taxpayer } from '../schemas/documents.js';
import { csr, participant, printable, publicKey, yuan } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const decided = {
  contact: printable(TEXT_MAX.contact, '示例路1号 0755-00000000').optional(),
  bank: printable(TEXT_MAX.contact, '示例银行 0000000000000000').optional(),
  singleLimit: yuan.optional().meta({ description: 'largest gross of one invoice' }),
  rateGrants: z.array(z.string()).optional().meta({ description: 'rows of the rate table granted by name' }),
};

const registration = z.strictObject({
  code: participant,
  kind: z.enum(['GENERAL', 'SMALL_SCALE', 'PERSON']),
  name: printable(TEXT_MAX.name, '示例企业').optional().meta({ description: 'all but persons have a name' }),
  mspId: z.string().meta({ description: 'organization of the platform that serves it' }),
  publicKey,
  csr: csr.optional(),
  ...decided,
});

const amendment = z.strictObject({
  status: z.enum(['ACTIVE', 'SUSPENDED']).optional(),
  publicKey: publicKey.optional(),
  csr: csr.optional(),
  ...decided,
});

const registered = z.object({ taxpayer, certificate: z.string().optional() }).meta({ id: 'Registered' });

/** Who takes part, and what the bureau has decided about them. */
export function registryRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/bureau/taxpayers',
      area: 'Bureau',
      access: 'officer',
      summary: 'Register a taxpayer with its key, and enrol the key if asked',
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: registration },
      answer: inJson(201, 'Registered', registered),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_EXISTS'],
      handle: async (call) => {
        const { csr: request, ...body } = call.body;
        const enrolment = await bureau.enrolmentOf(request, body);
        const entry = await actOn<TaxpayerJson>(bureau, 'register-taxpayer', call, body as Json);
        return created({ taxpayer: entry, ...(await bureau.certify(enrolment, entry.code)) });
      },
    }),
    route({
      method: 'patch',
      path: '/v1/bureau/taxpayers/{code}',
      area: 'Bureau',
      access: 'officer',
      summary: 'Suspend, reinstate, replace a key, or change what was decided',
      pathFields: z.strictObject({ code: participant }),
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: amendment },
      answer: inJson(200, 'Amended', registered),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_NOT_FOUND'],
      handle: async (call) => {
        const { csr: request, ...asked } = call.body;
        const { code } = call.path;
        const { mspId } = await bureau.taxpayer(code);
        const enrolment = await bureau.enrolmentOf(request, { mspId, publicKey: asked.publicKey });
        const body = { ...asked, code } as Json;
        const entry = await actOn<TaxpayerJson>(bureau, 'amend-taxpayer', call, body);
        await bureau.taxpayer(code);
        return ok({ taxpayer: entry, ...(await bureau.certify(enrolment, code)) });
      },
    }),
  ];
}
