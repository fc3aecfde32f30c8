import { z } from 'zod';
import type { Bureau } from '../../bureau/bureau.js';
import { created, ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { providerEntry } from '../schemas/payments.js';
import { provider } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const entry = z.object({ provider: providerEntry });

/** Returns the routes that register and revoke payment providers. */
export function providerRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/bureau/providers',
      area: 'Bureau',
      access: 'officer',
      summary: 'Register a payment provider or its new key',
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: bodies['register-provider'] },
      answer: inJson(201, 'Registered', entry),
      refusals: STATEMENT_REFUSALS,
      handle: async (call) => {
        const registered = await actOn(bureau, 'register-provider', call, call.body, {});
        await bureau.provider(registered.code);
        return created({ provider: registered });
      },
    }),
    route({
      method: 'post',
      path: '/v1/bureau/providers/{code}/revoke',
      area: 'Bureau',
      access: 'officer',
      summary: 'Revoke a payment provider: none of its statements takes effect any more',
      pathFields: z.strictObject({ code: provider }),
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: inJson(200, 'Revoked', entry),
      refusals: [...STATEMENT_REFUSALS, 'PROVIDER_NOT_FOUND'],
      handle: async (call) => {
        const revoked = await actOn(bureau, 'revoke-provider', call, call.path, {});
        await bureau.provider(revoked.code);
        return ok({ provider: revoked });
      },
    }),
  ];
}
