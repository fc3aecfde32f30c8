import { z } from 'zod';
import type { Bureau } from '../../bureau/bureau.js';
import { created, ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { taxpayer } from '../schemas/documents.js';
import { csr, participant } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const registration = bodies['register-taxpayer'].extend({ csr: csr.optional() });
const amendment = bodies['amend-taxpayer'].omit({ code: true }).extend({ csr: csr.optional() });
const registered = z.object({ taxpayer, certificate: z.string().optional() }).meta({ id: 'Registered' });

/** Returns the routes that register and amend taxpayers. */
export function registryRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/bureau/taxpayers',
      area: 'Bureau',
      access: 'officer',
      summary: 'Register a taxpayer and its key; with csr also certify the key',
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: registration },
      answer: inJson(201, 'Registered', registered),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_EXISTS'],
      handle: async (call) => {
        const { csr: request, ...body } = call.body;
        const enrolment = await bureau.enrolmentOf(request, body);
        const entry = await actOn(bureau, 'register-taxpayer', call, body, {});
        return created({ taxpayer: entry, ...(await bureau.certify(enrolment, entry.code)) });
      },
    }),
    route({
      method: 'patch',
      path: '/v1/bureau/taxpayers/{code}',
      area: 'Bureau',
      access: 'officer',
      summary: 'Suspend or reinstate a taxpayer, replace its key, or change its limits',
      pathFields: z.strictObject({ code: participant }),
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: amendment },
      answer: inJson(200, 'Amended', registered),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_NOT_FOUND'],
      handle: async (call) => {
        const { csr: request, ...amendment } = call.body;
        const { code } = call.path;
        const { mspId } = await bureau.taxpayer(code);
        const enrolment = await bureau.enrolmentOf(request, { mspId, publicKey: amendment.publicKey });
        const entry = await actOn(bureau, 'amend-taxpayer', call, { ...amendment, code }, {});
        await bureau.taxpayer(code);
        return ok({ taxpayer: entry, ...(await bureau.certify(enrolment, code)) });
      },
    }),
  ];
}
