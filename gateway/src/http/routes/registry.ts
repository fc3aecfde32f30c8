import { type TaxpayerJson, TEXT_MAX } from '@fapiao-ledger/chaincode/core';
import { z } from 'zod';
import type { Bureau } from '../../bureau.js';
import { created, ok } from '../answer.js';
import { type Route, route } from '../route.js';
import { taxpayer } from '../schemas/documents.js';
import { participant, printable, yuan } from '../schemas/text.js';

const publicKey = z.string().meta({ description: 'P-256 SubjectPublicKeyInfo, DER, base64' });
const csr = z
  .string()
  .meta({ description: 'certificate request (PKCS#10, PEM): the gateway enrols the key' });
const decided = {
  contact: printable(TEXT_MAX.contact, '示例路1号 0755-00000000').optional(),
  bank: printable(TEXT_MAX.contact, '示例银行 0000000000000000').optional(),
  singleLimit: yuan.optional().meta({ description: 'largest gross of one invoice' }),
  rateGrants: z.array(z.string()).optional().meta({ description: 'rows of the rate table granted by name' }),
};

interface Keys {
  readonly publicKey?: string | undefined;
  readonly csr?: string | undefined;
}

const notBoth = ({ publicKey: key, csr: request }: Keys): boolean =>
  key === undefined || request === undefined;
const NOT_BOTH = { path: ['csr'], message: 'publicKey or csr is expected, not both' };

const registration = z
  .strictObject({
    code: participant,
    kind: z.enum(['GENERAL', 'SMALL_SCALE', 'PERSON']),
    name: printable(TEXT_MAX.name, '示例企业')
      .optional()
      .meta({ description: 'everybody has a name but persons' }),
    mspId: z.string().optional().meta({ description: 'organisation of the platform; this one when absent' }),
    publicKey: publicKey.optional(),
    csr: csr.optional(),
    ...decided,
  })
  .refine(({ publicKey: key, csr: request }) => key !== undefined || request !== undefined, {
    path: ['publicKey'],
    message: 'either publicKey or csr is expected',
    params: { code: 'FIELD_REQUIRED' },
  })
  .refine(notBoth, NOT_BOTH);

const amendment = z
  .strictObject({
    status: z.enum(['ACTIVE', 'SUSPENDED']).optional(),
    publicKey: publicKey.optional(),
    csr: csr.optional(),
    ...decided,
  })
  .refine(notBoth, NOT_BOTH);

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
      body: { type: 'application/json', schema: registration },
      answer: {
        status: 201,
        description: 'Registered',
        content: { type: 'application/json', schema: registered },
      },
      refusals: ['TAXPAYER_EXISTS'],
      handle: async ({ body }) => {
        const { csr: request, ...asked } = body;
        const enrolment = await bureau.enrolmentOf(request, asked.mspId);
        const { mspId, ...key } = enrolment;
        const argument = {
          ...asked,
          mspId,
          ...(key.publicKey === undefined ? {} : { publicKey: key.publicKey }),
        };
        const entry = await bureau.act<TaxpayerJson>('RegisterTaxpayer', argument);
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
      body: { type: 'application/json', schema: amendment },
      answer: {
        status: 200,
        description: 'Amended',
        content: { type: 'application/json', schema: registered },
      },
      refusals: ['TAXPAYER_NOT_FOUND'],
      handle: async ({ path, body }) => {
        const { csr: request, ...asked } = body;
        const { mspId } = await bureau.taxpayer(path.code);
        const enrolment = await bureau.enrolmentOf(request, mspId);
        const key = enrolment.publicKey === undefined ? {} : { publicKey: enrolment.publicKey };
        const entry = await bureau.act<TaxpayerJson>('AmendTaxpayer', { ...path, ...asked, ...key });
        await bureau.taxpayer(path.code);
        return ok({ taxpayer: entry, ...(await bureau.certify(enrolment, entry.code)) });
      },
    }),
  ];
}
