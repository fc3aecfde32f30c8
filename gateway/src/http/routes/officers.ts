import { BUREAU_MSP } from '@fapiao-ledger/core';
import { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { Bureau } from '../../bureau/bureau.js';
import type { Contract } from '../../ledger/contract.js';
import { created, ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { officerEntry } from '../schemas/documents.js';
import { csr, officer } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const registration = bodies['register-officer'].extend({ csr: csr.optional() });
const registered = z
  .object({ officer: officerEntry, certificate: z.string().optional() })
  .meta({ id: 'RegisteredOfficer' });

/** Returns the routes that register, read and revoke officers. */
export function officerRoutes(bureau: Bureau, contract: Contract): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/bureau/officers/{code}',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Read an officer and the operations that its key may sign',
      pathFields: z.strictObject({ code: officer }),
      answer: inJson(200, 'The officer', officerEntry),
      refusals: ['ROLE_REQUIRED', 'OFFICER_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        requireOverseer(caller);
        return ok(await contract.read('bureau:ReadOfficer', path));
      },
    }),
    route({
      method: 'post',
      path: '/v1/bureau/officers',
      area: 'Bureau',
      access: 'officer',
      summary: 'Register an officer or its new key; with csr also certify the key',
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: registration },
      answer: inJson(201, 'Registered', registered),
      refusals: STATEMENT_REFUSALS,
      handle: async (call) => {
        const { csr: request, ...body } = call.body;
        const key = { mspId: BUREAU_MSP, publicKey: body.publicKey };
        const enrolment = await bureau.enrolmentOf(request, key, 'officer');
        const entry = await actOn(bureau, 'register-officer', call, body, {});
        return created({ officer: entry, ...(await bureau.certify(enrolment, entry.code, 'officer')) });
      },
    }),
    route({
      method: 'post',
      path: '/v1/bureau/officers/{code}/revoke',
      area: 'Bureau',
      access: 'officer',
      summary: 'Revoke another officer',
      pathFields: z.strictObject({ code: officer }),
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: inJson(200, 'Revoked', z.object({ officer: officerEntry })),
      refusals: [...STATEMENT_REFUSALS, 'OFFICER_NOT_FOUND'],
      handle: async (call) => ok({ officer: await actOn(bureau, 'revoke-officer', call, call.path, {}) }),
    }),
  ];
}
