import { DomainError, FapiaoError, type Json } from '@fapiao-ledger/core';
import type { Command } from 'commander';
import { writeAtomically } from '../../files/private-file.js';
import { readText } from '../../files/read-text.js';
import { beijingTime } from '../../output/beijing.js';
import { type Page, tableText } from '../../output/table.js';
import type { OpenSession, Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';

/** The custodian's answer about the keys of a taxpayer. */
export interface CustodyAnswer {
  readonly code: string;
  readonly keys: readonly {
    readonly publicKey: string;
    readonly madeAt: string;
    readonly inForce: boolean;
  }[];
  /** Certificate of the access key, PEM. */
  readonly certificate?: string;
}

export interface AccessOptions {
  readonly csr: string;
  readonly certificate?: string;
}

/** Adds the argument that `enrol` and `rebind` share: the request for the key by which the taxpayer logs in. */
export function withAccessOptions(command: Command): Command {
  return command
    .requiredOption('--csr <file>', phrase('certificate request of the taxpayer’s access key'))
    .option('--certificate <file>', phrase('where its certificate goes; beside the request when absent'));
}

/** Sends the certificate request of an access key, and writes the certificate to its file. */
export async function sendAccessKey(
  session: Session,
  { csr, certificate: target }: AccessOptions,
  request: { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly fields?: { code: string } },
): Promise<{ readonly answer: CustodyAnswer; readonly written: readonly string[] }> {
  const body = { ...request.fields, csr: await readText(csr, session.shell) };
  const client = await session.client();
  const path = `/custodian/taxpayers${request.path}`;
  const answer = await ofCustodian(client.write<CustodyAnswer>(request.method, path, body));
  if (answer.certificate === undefined) return { answer, written: [] };
  const file = target ?? `${stemOf(csr)}.pem`;
  await writeAtomically(file, answer.certificate);
  return {
    answer,
    written: [phrase('{file} is the certificate of the access key: run fapiao identity install', { file })],
  };
}

/** Returns "shop" for "shop.csr": the files that are made for a request lie beside it. */
export function stemOf(csr: string): string {
  return csr.replace(/\.csr$/, '');
}

export async function show(open: OpenSession, command: Command, ask: Asking): Promise<void> {
  const session = await open(command);
  const client = await session.client();
  const response =
    ask.body === undefined
      ? client.read<CustodyAnswer>(ask.path)
      : client.write<CustodyAnswer>('POST', ask.path, ask.body);
  const answer = await ofCustodian(response);
  session.reporter.result(answer, (page) => custodyText(answer, page));
}

/** A gateway without a custodian has none of these paths. The caller learns that instead of NOT_FOUND. */
async function ofCustodian(response: Promise<CustodyAnswer>): Promise<CustodyAnswer> {
  try {
    return await response;
  } catch (error) {
    if (!(error instanceof FapiaoError) || error.code !== 'ROUTE_NOT_FOUND') throw error;
    const words = phrase('this gateway keeps no keys: it was started without FAPIAO_CUSTODIAN');
    throw new DomainError('ROUTE_NOT_FOUND', words, { cause: error });
  }
}

interface Asking {
  readonly path: string;
  readonly body?: Json;
}

export function custodyText({ code, keys }: CustodyAnswer, page: Page): string {
  if (keys.length === 0) return phrase('no key of {code} is in custody', { code });
  const rows = keys.map(({ publicKey, madeAt, inForce }) => [
    inForce ? phrase('in force') : phrase('idle'),
    beijingTime(madeAt),
    publicKey,
  ]);
  return tableText([{ head: 'key' }, { head: 'made at' }, { head: 'public key' }], rows, page);
}
