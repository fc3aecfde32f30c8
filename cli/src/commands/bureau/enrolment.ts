import { isJsonObject, type Json } from '@fapiao-ledger/core';
import type { Command } from 'commander';
import { writeAtomically } from '../../files/private-file.js';
import { readText } from '../../files/read-text.js';
import { documentText } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import type { AnswerOf } from '../../requests/settlement.js';
import type { Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type Act, type ActOptions, perform } from './act.js';
import { publicKeyIn, publicKeyOfRequest } from './public-key.js';

/** Options that name the file with a signer's key and the file for its certificate. */
export interface KeyOptions extends ActOptions {
  readonly csr?: string;
  readonly publicKey?: string;
  readonly certificate?: string;
}

/** The key that the officer signs, and the certificate request, which only the gateway reads. */
export interface KeyFields {
  readonly publicKey: string | undefined;
  readonly csr: string | undefined;
}

export function withKeyOptions(command: Command, whose: string): Command {
  return command
    .option('--csr <file>', phrase('certificate request of {whose}: it is certified, too', { whose }))
    .option(
      '--public-key <file>',
      phrase('public key of {whose}, PEM, or its certificate, in place of a request', { whose }),
    )
    .option('--certificate <file>', phrase('where the certificate goes; beside the request when absent'));
}

/** Returns the key from either file. @throws {UsageError} when a file cannot be read; {DomainError} CREDENTIAL_INVALID */
export async function keyFields(session: Session, { csr, publicKey }: KeyOptions): Promise<KeyFields> {
  if (csr !== undefined) {
    const text = await readText(csr, session.shell);
    return { csr: text, publicKey: await publicKeyOfRequest(text, csr) };
  }
  if (publicKey === undefined) return { csr, publicKey };
  return { csr, publicKey: publicKeyIn(await readText(publicKey, session.shell), publicKey) };
}

type Enrolment = Readonly<Record<string, Json>>;

/** Returns the ledger's entry under `name`, as the gateway does, with the gateway's own certificate beside it. */
export function registered(name: 'taxpayer' | 'officer'): AnswerOf<Json> {
  return (entry, _request, response) => {
    const certificate = isJsonObject(response) ? response.certificate : undefined;
    return { [name]: entry, ...(typeof certificate === 'string' ? { certificate } : {}) };
  };
}

/** Performs an act that may register a key, and writes the certificate, if the officer asked for one, to its file. */
export async function enrol(
  session: Session,
  order: Omit<Act<Json>, 'answerOf'>,
  name: 'taxpayer' | 'officer',
  options: KeyOptions,
): Promise<void> {
  const answer = (await perform(session, { ...order, answerOf: registered(name) }, options)) as Enrolment;
  const { csr, certificate: target } = options;
  const { certificate } = answer;
  const file = target ?? (csr === undefined ? undefined : `${csr.replace(/\.csr$/, '')}.pem`);
  const isWritten = typeof certificate === 'string' && file !== undefined;
  if (isWritten) await writeAtomically(file, certificate);
  session.reporter.result(answer, (page) =>
    [
      documentText(answer[name] ?? null, page),
      ...(isWritten ? [fieldsText([['certificate', file]], page)] : []),
    ].join('\n'),
  );
}

/** Returns the fields that the officer gave, as they are signed and sent. */
export function given(fields: Readonly<Record<string, unknown>>): { readonly [field: string]: Json } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [field: string]: Json };
}
