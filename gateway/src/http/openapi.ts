import type { ErrorCode } from '@fapiao-ledger/core';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { statusOf } from './problem.js';
import { AREAS, type Route, type TextFields } from './route.js';
import { problem } from './schemas/problem.js';

/** Error codes of every route. The lists below depend on the access to a route and on what it reads. */
const ALWAYS: readonly ErrorCode[] = ['QUOTA_EXCEEDED', 'LEDGER_UNAVAILABLE', 'LEDGER_BUSY'];
const WITH_CREDENTIAL: readonly ErrorCode[] = ['CREDENTIAL_INVALID', 'ROLE_REQUIRED', 'KEY_SCOPE'];
const WITH_FIELDS: readonly ErrorCode[] = ['FIELD_REQUIRED', 'FIELD_TYPE', 'FIELD_VALUE', 'FIELD_UNKNOWN'];
const WITH_BODY: readonly ErrorCode[] = ['BODY_TOO_LARGE', 'BODY_TIMEOUT', 'MEDIA_TYPE'];
const WITH_WRITE: readonly ErrorCode[] = [
  'NOT_SERVED_HERE',
  'TIMESTAMP_SKEW',
  'LEDGER_CONFLICT',
  'LEDGER_OUTCOME_UNKNOWN',
  'LEDGER_REFUSED',
];

const DESCRIPTION = `Electronic invoices on a ledger that the tax bureau and platforms run together.

**Callers** authenticate with a token that they sign themselves: \`Authorization: Bearer <JWT>\`, ES256, header
\`x5c\` with the caller's certificate, or for a further key of a taxpayer and for a payment provider \`kid\` with code, slash, key epoch; claims \`aud\` (the channel), \`iat\`, \`exp\` (at most 300 s after \`iat\`).
Operators, and taxpayers with a key in custody, write with a token that names its request and is valid once. It has the further
claims \`jti\`, \`method\`, \`path\` (from \`/v1\` on, with the query), \`body\` (SHA-256 of its bytes, base64url). If
the request has the headers \`Idempotency-Key\`, \`Fapiao-Replaces\`, \`Fapiao-Lane\` or \`Fapiao-Payment\`, their values are the claims
\`requestId\`, \`replaces\`, \`lane\` and \`payment\`.

**Taxpayers and officers** sign a statement about each request that writes. The digest of a request is the SHA-256 of
\`fapiao-ledger/request/2\\n\` and the canonical JSON (RFC 8785) of \`{actor, operation, requestId, replaces?, body}\`: the
actor's code, the \`Idempotency-Key\`, and \`Fapiao-Replaces\` if present. The signed text is
\`fapiao-ledger/statement/2\\n\` and the canonical JSON of \`{contract, keyEpoch, ledger, notAfter, request}\`, with the digest
as \`request\`. The signature is ECDSA P-256 with SHA-256, DER, low-S, base64, in \`Fapiao-Signature\`. The other parts are in
\`Fapiao-Ledger\` (ledger, slash, contract), \`Fapiao-Key-Epoch\` and \`Fapiao-Not-After\`. \`GET /v1/key\` returns the registration
of the caller's key. The ledger is the one in the trust file.

| Operation | Body that is signed |
|---|---|
| \`issue\` | \`{"drafts": [...]}\`, with \`payment\` \`{"provider", "id"}\` where \`Fapiao-Payment\` names one |
| \`issue-paid\` | \`{"drafts": [...], "payment"}\`, with \`payment\` as it is sent |
| \`confirm-payment\` | the body that is sent, without drafts |
| \`confirm-refund\`, \`grant-mandate\` | the body that is sent |
| \`revoke-mandate\` | \`{"provider"}\` of the path |
| \`transfer\` | \`{"to", "invoices": [{"number"}]}\` |
| \`lock\` | \`{"company", "invoices": [{"number"}]}\` |
| \`unlock\` | \`{"invoices": [{"number"}]}\` |
| \`redeem\` | \`{"invoices": [{"number", "amount"}]}\` |
| \`confirm-use\` | \`{"purpose", "period", "invoices": [{"number"}]}\` |
| \`revoke-use\` | \`{"invoices": [{"number"}]}\` |
| \`start-red-letter\` | the body that is sent, and \`number\` of the path |
| \`confirm-red-letter\`, \`issue-red-letter\`, \`refuse-red-letter\`, \`withdraw-red-letter\` | the body that is sent, \`number\` of the path, and \`sequence\` of the path as a number |
| \`register-key\`, \`revoke-key\` | the body that is sent, and \`name\` of the path |
| \`elect-levy\`, \`end-levy\`, \`set-strict-refs\` | the body that is sent |
| \`file-return\` | the body that is sent, and \`period\` of the path |
| \`cancel\` | \`{}\`, with \`replaces\` |
| \`register-officer\`, \`register-provider\`, \`register-taxpayer\`, \`publish-rules\`, \`close-period\`, \`set-check-page\`, \`grant-credit\`, \`grant-segment\`, \`return-numbers\` | the body that is sent, without \`csr\` |
| \`revoke-officer\`, \`revoke-provider\`, \`amend-taxpayer\` | the body that is sent, without \`csr\`, and \`code\` of the path |
| \`accept-return\` | the body that is sent, and \`taxpayer\` and \`period\` of the path |
| \`freeze\`, \`release\` | the body that is sent, and \`number\` of the path |

The ledger remembers a request id forever. A repeated request gets the answer of the first time, even after its statement
has ended. A request that replaces another one takes effect only if the other has not, and then prevents it forever.
Taxpayers whose key is in this gateway's custody send no statement.

Money is text: yuan with two decimals. Every refusal is an RFC 9457 problem with a stable \`code\`.`;

/** Returns the OpenAPI document of the routes that are served. */
export function openApiOf(routes: readonly Route[], version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const before = paths[route.path]?.[route.method];
    paths[route.path] = { ...paths[route.path], [route.method]: together(before, operationOf(route)) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'fapiao-ledger',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: AREAS.filter((area) => routes.some((route) => route.area === area)).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { certificate: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT with x5c' } },
    },
  });
}

/**
 * Merges two routes of one path and method into one operation with two media types. A header that only one of them
 * reads is optional for the operation, and its description says when it is required.
 */
function together(
  one: ZodOpenApiOperationObject | undefined,
  other: ZodOpenApiOperationObject,
): ZodOpenApiOperationObject {
  if (one?.requestBody === undefined || other.requestBody === undefined) return other;
  const content = { ...one.requestBody.content, ...other.requestBody.content };
  const types = Object.keys(one.requestBody.content).join(', ');
  return {
    ...one,
    requestParams: {
      ...one.requestParams,
      header: sharedHeaders(headersOf(one), headersOf(other), types),
    },
    requestBody: {
      ...one.requestBody,
      description:
        'With application/x-ndjson the body consists of lines, and the schema is that of one line.',
      content,
    },
    responses: { ...other.responses, ...one.responses },
  };
}

function headersOf({ requestParams }: ZodOpenApiOperationObject): TextFields {
  return (requestParams?.header ?? z.object({})) as TextFields;
}

function sharedHeaders(one: TextFields, other: TextFields, types: string): TextFields {
  const fields = Object.entries(one.shape).map(([name, field]) => {
    if (name in other.shape) return [name, field];
    const need = field.safeParse(undefined).success ? '' : ', and required there';
    const description = `read only with ${types}${need}: ${field.description ?? ''}`;
    return [name, field.optional().meta({ ...field.meta(), description })];
  });
  return z.object(Object.fromEntries(fields)) as TextFields;
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { summary, area, access, pathFields, queryFields, headerFields, body } = route;
  const shown = body?.shown ?? body?.schema;
  return {
    operationId: operationId(route),
    summary,
    tags: [area],
    security: access === 'public' ? [] : [{ certificate: [] }],
    requestParams: {
      ...(pathFields === undefined ? {} : { path: pathFields }),
      ...(queryFields === undefined ? {} : { query: queryFields }),
      ...(headerFields === undefined ? {} : { header: headerFields }),
    },
    ...(body === undefined || shown === undefined
      ? {}
      : { requestBody: { required: true, content: { [body.type]: { schema: shown } } } }),
    responses: responsesOf(route),
  };
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const { status, description, content } = route.answer;
  const responses: ZodOpenApiResponsesObject = {
    [`${status}`]: { description, content: { [content.type]: { schema: content.schema } } },
  };
  const refusals = refusalsOf(route);
  for (const refused of new Set(refusals.map(statusOf))) {
    responses[`${refused}` as '422'] = {
      description: refusals.filter((code) => statusOf(code) === refused).join(', '),
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  return responses;
}

function refusalsOf(route: Route): readonly ErrorCode[] {
  const hasFields = [route.pathFields, route.queryFields, route.headerFields, route.body].some(Boolean);
  return [
    ...route.refusals,
    ...ALWAYS,
    ...(route.access === 'public' ? [] : WITH_CREDENTIAL),
    ...(hasFields ? WITH_FIELDS : []),
    ...(route.body === undefined ? [] : WITH_BODY),
    ...(route.body?.type === 'application/json' ? (['JSON_INVALID', ...WITH_WRITE] as const) : []),
  ].filter((code, index, all) => all.indexOf(code) === index);
}

/** Returns "postInvoicesNumberTransfer" for POST /v1/invoices/{number}/transfer. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace('/v1/', '')
    .split(/[^A-Za-z]+/)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
