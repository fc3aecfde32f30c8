import { type TaxpayerKind, ValidationError } from '@fapiao-ledger/chaincode/core';
import { Command, Option } from 'commander';
import { each, mspId, participantCode, rateRow, yuan } from '../../arguments.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { enrol, given, type KeyOptions, keyFields } from './enrolment.js';

interface RegisterOptions extends KeyOptions {
  readonly kind: TaxpayerKind;
  readonly name?: string;
  readonly contact?: string;
  readonly bank?: string;
  readonly singleLimit?: string;
  readonly rateGrant?: readonly string[];
  readonly msp?: string;
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

async function register(session: Session, code: string, options: RegisterOptions): Promise<void> {
  const { kind, name, contact, bank, singleLimit, rateGrant: rateGrants, msp: mspId } = options;
  if ((options.csr === undefined) === (options.publicKey === undefined)) {
    throw new UsageError('a taxpayer’s key comes from --csr FILE or from --public-key FILE');
  }
  requireName(kind, name);
  const key = await keyFields(session, options);
  const body = given({ code, kind, name, contact, bank, singleLimit, rateGrants, mspId, ...key });
  await enrol(session, { method: 'POST', path: '/taxpayers', body }, options);
}

function requireName(kind: TaxpayerKind, name: string | undefined): void {
  if ((kind === 'PERSON') === (name === undefined)) return;
  const message =
    kind === 'PERSON' ? 'a person’s name does not go to the ledger' : 'an enterprise has a name';
  throw new ValidationError([
    { code: kind === 'PERSON' ? 'FIELD_UNKNOWN' : 'FIELD_REQUIRED', path: '/name', message },
  ]);
}
