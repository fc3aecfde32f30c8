import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/** File of the client's types of the REST interface. */
export const TYPES_FILE = fileURLToPath(new URL('../../gateway/client/api.ts', import.meta.url));

/** Returns the types as they are in the client. */
export function typesFile(): string {
  return readFileSync(TYPES_FILE, 'utf8');
}

const HEAD = '/** Types of the REST interface, made from its OpenAPI document by `npm run openapi`. */\n';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Returns TypeScript types of an OpenAPI document. Refusals are left out, because the client throws them as errors. */
export async function typesOf(document: string): Promise<string> {
  const described = JSON.parse(document) as Described;
  const paths = mapped(described.paths, (operations) => mapped(operations, withoutRefusals));
  const source = { ...described, paths } as unknown as Parameters<typeof openapiTS>[0];
  return HEAD + astToString(await openapiTS(source, { immutable: true, silent: true }));
}

function withoutRefusals(operation: Operation): Operation {
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  return { ...operation, responses: Object.fromEntries(answers) };
}

function mapped<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
