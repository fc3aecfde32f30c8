import { type Json, type TaxpayerKind, ValidationError } from '@fapiao-ledger/chaincode/core';
import { Command, Option } from 'commander';
import { each, mspId, participantCode, rateRow, yuan } from '../../arguments.js';
import { writeAtomically } from '../../files/private-file.js';
import { readText } from '../../files/read-text.js';
import { documentFields } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { publicKeyIn } from './public-key.js';

interface RegisterOptions {
  readonly kind: TaxpayerKind;
  readonly name?: string;
  readonly contact?: string;
  readonly bank?: string;
  readonly singleLimit?: string;
  readonly rateGrant?: readonly string[];
  readonly csr?: string;
  readonly publicKey?: string;
  readonly msp?: string;
  readonly certificate?: string;
}

export function registerCommand(open: OpenSession): Command {
  return new Command('register')
    .description('register a taxpayer with its key')
    .argument('<code>', 'credit code, or a person’s pseudonym', participantCode)
    .addOption(new Option('--kind <kind>', 'how it is taxed').choices(KINDS).makeOptionMandatory())
    .option('--name <name>', 'registered name; a person has none')
    .option('--contact <text>', 'address and telephone')
    .option('--bank <text>', 'bank and account')
    .addOption(new Option('--single-limit <yuan>', 'largest gross of one invoice').argParser(yuan))
    .addOption(new Option('--rate-grant <row>', 'rate granted by name; repeatable').argParser(each(rateRow)))
    .option('--csr <file>', 'certificate request of the taxpayer: it is certified, too')
    .option('--public-key <file>', 'public key of the taxpayer, PEM, in place of a request')
    .addOption(new Option('--msp <id>', 'organisation whose platform it uses').argParser(mspId))
    .option('--certificate <file>', 'where the certificate goes; beside the request when absent')
    .action(async (code: string, options: RegisterOptions, command: Command) => {
      await register(await open(command), code, options);
    });
}

const KINDS = ['GENERAL', 'SMALL_SCALE', 'PERSON'] satisfies TaxpayerKind[];

interface RegisterAnswer {
  readonly taxpayer: { readonly [field: string]: Json };
  readonly certificate?: string;
}

async function register(session: Session, code: string, options: RegisterOptions): Promise<void> {
  const { csr, certificate: target } = options;
  const body = await registration(session, code, options);
  const client = await session.client();
  const answer = await client.write<RegisterAnswer>('POST', '/bureau/taxpayers', body);
  const file = target ?? (csr === undefined ? undefined : `${csr.replace(/\.csr$/, '')}.pem`);
  if (answer.certificate !== undefined && file !== undefined) await writeAtomically(file, answer.certificate);
  session.reporter.result(answer, (page) => {
    const written =
      answer.certificate === undefined || file === undefined
        ? []
        : [['certificate', file] as [string, string]];
    return fieldsText([...documentFields(answer.taxpayer), ...written], page);
  });
}

async function registration(session: Session, code: string, options: RegisterOptions): Promise<Json> {
  const { kind, name, contact, bank, singleLimit, rateGrant, csr, publicKey, msp } = options;
  if ((csr === undefined) === (publicKey === undefined)) {
    throw new UsageError('a taxpayer’s key comes from --csr FILE or from --public-key FILE');
  }
  requireName(kind, name);
  const fields = {
    code,
    kind,
    name,
    contact,
    bank,
    singleLimit,
    rateGrants: rateGrant,
    mspId: msp,
    csr: csr === undefined ? undefined : await readText(csr, session.shell),
    publicKey:
      publicKey === undefined ? undefined : publicKeyIn(await readText(publicKey, session.shell), publicKey),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Json;
}

function requireName(kind: TaxpayerKind, name: string | undefined): void {
  if ((kind === 'PERSON') === (name === undefined)) return;
  const message =
    kind === 'PERSON' ? 'a person’s name does not go to the ledger' : 'an enterprise has a name';
  throw new ValidationError([
    { code: kind === 'PERSON' ? 'FIELD_UNKNOWN' : 'FIELD_REQUIRED', path: '/name', message },
  ]);
}
