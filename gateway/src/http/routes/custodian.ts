import { DomainError, isPublicKeyText } from '@fapiao-ledger/core';
import { z } from 'zod';
import { type Caller, requireSelf } from '../../access/callers.js';
import type { Enrolment } from '../../bureau/enrolment.js';
import type { Custodian } from '../../custodian/custodian.js';
import { type LedgerFacts, unlessUnregistered } from '../../ledger/ledger-facts.js';
import { created, ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { participant, text } from '../schemas/text.js';

const publicKey = text('FIELD_VALUE', isPublicKeyText, {
  description: 'a P-256 public key (SubjectPublicKeyInfo, DER, base64)',
  example:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==',
  pattern: '^[A-Za-z0-9+/]{122}==$',
});
const csr = z.string().meta({ description: 'certificate request (PKCS#10, PEM) of the access key' });

const EITHER = 'send either csr or publicKey';
const access = { csr: csr.optional(), publicKey: publicKey.optional() };
type AccessKey = z.infer<z.ZodObject<typeof access>>;
const isOneOf = (body: AccessKey): boolean => (body.csr === undefined) !== (body.publicKey === undefined);

const custody = z
  .object({
    code: participant,
    keys: z.array(
      z.object({
        publicKey: z.string().meta({ description: 'the key that the bureau registers' }),
        accessKey: z.string().meta({ description: 'the key whose holder may have statements signed' }),
        madeAt: z.string().meta({ format: 'date-time' }),
        inForce: z.boolean().meta({ description: 'whether the ledger names this key for the taxpayer' }),
      }),
    ),
    certificate: z.string().optional().meta({ description: 'for the access key, PEM; present with csr' }),
  })
  .meta({
    id: 'Custody',
    description: 'The keys of a taxpayer in custody, without their private parts.',
  });

const inCustody = inJson(200, 'The keys that are in custody now', custody);

const one = {
  path: '/v1/custodian/taxpayers/{code}',
  area: 'Custody',
  pathFields: z.strictObject({ code: participant }),
} as const;

export interface Custody {
  readonly custodian: Custodian;
  readonly enrolment: Enrolment;
  readonly facts: LedgerFacts;
  /** Organization of the platform whose taxpayers are served here, and whose operators decide about their keys. */
  readonly mspId: string;
}

/** Returns the routes for keys of taxpayers for which this gateway signs. */
export function custodianRoutes({ custodian, enrolment, facts, mspId }: Custody): readonly Route[] {
  const registeredKey = async (code: string): Promise<string | undefined> =>
    (await facts.taxpayer(code, 'fresh').catch(unlessUnregistered))?.publicKey;
  const custodyOf = async (code: string): Promise<z.infer<typeof custody>> => {
    const registered = await registeredKey(code);
    const keys = custodian
      .keysOf(code)
      .map(({ code: _code, ...key }) => ({ ...key, inForce: key.publicKey === registered }));
    return { code, keys };
  };
  /** Binds the access key of a request, and certifies it if the request has a csr. */
  const withAccessKey = async (
    code: string,
    sent: AccessKey,
    bind: (accessKey: string) => Promise<unknown>,
  ): Promise<z.infer<typeof custody>> => {
    const request = await enrolment.pending(sent.csr, mspId);
    await bind((request.publicKey ?? sent.publicKey) as string);
    return { ...(await custodyOf(code)), ...(await enrolment.certify(request, code, 'delegate')) };
  };
  const requireOwnOperator = (caller: Caller): void => {
    if (caller.role === 'operator' && caller.mspId === mspId) return;
    throw new DomainError('ROLE_REQUIRED', `only an operator of ${mspId} may do this`);
  };
  return [
    route({
      method: 'post',
      path: '/v1/custodian/taxpayers',
      area: 'Custody',
      access: 'operator',
      summary: 'Make a key for a taxpayer, for the bureau to register, and bind an access key to it',
      body: {
        type: 'application/json',
        schema: z.strictObject({ code: participant, ...access }).refine(isOneOf, { message: EITHER }),
      },
      answer: { ...inCustody, status: 201 },
      refusals: ['KEY_IN_CUSTODY'],
      handle: async ({ caller, body }) => {
        requireOwnOperator(caller);
        const { code } = body;
        const enrol = async (key: string) => await custodian.enrol(code, key, await registeredKey(code));
        return created(await withAccessKey(code, body, enrol));
      },
    }),
    route({
      ...one,
      method: 'get',
      access: 'authenticated',
      summary: 'List the keys of a taxpayer that are in custody',
      answer: inCustody,
      refusals: ['CUSTODY_NOT_FOUND', 'NOT_A_PARTY'],
      handle: async ({ caller, path: { code } }) => {
        if (caller.role === 'operator') requireOwnOperator(caller);
        else requireSelf(caller, code);
        custodian.requireKeysOf(code);
        return ok(await custodyOf(code));
      },
    }),
    route({
      ...one,
      method: 'patch',
      access: 'operator',
      summary: 'Replace the access key of a taxpayer, or renew its certificate',
      body: {
        type: 'application/json',
        schema: z.strictObject(access).refine(isOneOf, { message: EITHER }),
      },
      answer: inCustody,
      refusals: ['CUSTODY_NOT_FOUND'],
      handle: async ({ caller, path: { code }, body }) => {
        requireOwnOperator(caller);
        return ok(await withAccessKey(code, body, async (key) => await custodian.rebind(code, key)));
      },
    }),
    route({
      ...one,
      path: '/v1/custodian/taxpayers/{code}/erase',
      method: 'post',
      access: 'operator',
      summary: 'Erase the keys of a taxpayer, except the registered one',
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: {
        ...inCustody,
        description: 'The keys that remain. A key in force remains until another one is registered.',
      },
      refusals: ['CUSTODY_NOT_FOUND'],
      handle: async ({ caller, path: { code } }) => {
        requireOwnOperator(caller);
        custodian.requireKeysOf(code);
        await custodian.erase(code, await registeredKey(code));
        return ok(await custodyOf(code));
      },
    }),
  ];
}
