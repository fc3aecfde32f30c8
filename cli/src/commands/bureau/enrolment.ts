import type { Json } from '@fapiao-ledger/chaincode/core';
import { writeAtomically } from '../../files/private-file.js';
import { readText } from '../../files/read-text.js';
import { documentFields } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import type { Session } from '../../session.js';
import { publicKeyIn } from './public-key.js';

/** Where the key of a taxpayer comes from, and where its certificate goes. */
export interface KeyOptions {
  readonly csr?: string;
  readonly publicKey?: string;
  readonly certificate?: string;
}

export interface KeyFields {
  readonly csr: string | undefined;
  readonly publicKey: string | undefined;
}

interface Enrolment {
  readonly taxpayer: { readonly [field: string]: Json };
  readonly certificate?: string;
}

/** The key as it is sent. @throws {UsageError} when a file cannot be read */
export async function keyFields(session: Session, { csr, publicKey }: KeyOptions): Promise<KeyFields> {
  return {
    csr: csr === undefined ? undefined : await readText(csr, session.shell),
    publicKey:
      publicKey === undefined ? undefined : publicKeyIn(await readText(publicKey, session.shell), publicKey),
  };
}

/** Sends what the bureau has decided about a taxpayer, and puts the certificate, if one was asked for, where it is wanted. */
export async function enrol(
  session: Session,
  request: { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly body: Json },
  { csr, certificate: target }: KeyOptions,
): Promise<void> {
  const client = await session.client();
  const answer = await client.write<Enrolment>(request.method, `/bureau${request.path}`, request.body);
  const { taxpayer, certificate } = answer;
  const file = target ?? (csr === undefined ? undefined : `${csr.replace(/\.csr$/, '')}.pem`);
  const isWritten = certificate !== undefined && file !== undefined;
  if (isWritten) await writeAtomically(file, certificate);
  session.reporter.result(answer, (page) =>
    fieldsText([...documentFields(taxpayer), ...(isWritten ? [['certificate', file] as const] : [])], page),
  );
}

/** The fields that were given, as they are sent. */
export function given(fields: Readonly<Record<string, unknown>>): { readonly [field: string]: Json } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [field: string]: Json };
}
