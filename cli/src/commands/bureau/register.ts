import { type TaxpayerKind, ValidationError } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { each, mspId, participantCode, rateRow, yuan } from '../../arguments.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';
import { withRequestId } from './act.js';
import { enrol, given, type KeyOptions, keyFields, withKeyOptions } from './enrolment.js';

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
  return withRequestId(withKeyOptions(new Command('register'), phrase('the taxpayer')))
    .description(phrase('register a taxpayer with its key'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .addOption(new Option('--kind <kind>', phrase('how it is taxed')).choices(KINDS).makeOptionMandatory())
    .option('--name <name>', phrase('registered name; a person has none'))
    .option('--contact <text>', phrase('address and telephone'))
    .option('--bank <text>', phrase('bank and account'))
    .addOption(new Option('--single-limit <yuan>', phrase('largest gross of one invoice')).argParser(yuan))
    .addOption(
      new Option('--rate-grant <row>', phrase('rate granted by name; repeatable')).argParser(each(rateRow)),
    )
    .addOption(
      new Option(
        '--msp <id>',
        phrase('organization whose platform it uses; the one of the trust file when there is only one'),
      ).argParser(mspId),
    )
    .action(async (code: string, options: RegisterOptions, command: Command) => {
      await register(await open(command), code, options);
    });
}

const KINDS = ['GENERAL', 'SMALL_SCALE', 'PERSON'] satisfies TaxpayerKind[];

async function register(session: Session, code: string, options: RegisterOptions): Promise<void> {
  const { kind, name, contact, bank, singleLimit, rateGrant: rateGrants } = options;
  if ((options.csr === undefined) === (options.publicKey === undefined)) {
    throw new UsageError(phrase('give the taxpayer’s key with either --csr FILE or --public-key FILE'));
  }
  requireName(kind, name);
  const { publicKey, csr } = await keyFields(session, options);
  const mspId = options.msp ?? (await onlyPlatform(session));
  const signed = given({ code, kind, name, contact, bank, singleLimit, rateGrants, mspId, publicKey });
  const order = {
    operation: 'register-taxpayer',
    path: '/taxpayers',
    signed,
    sent: { ...signed, ...given({ csr }) },
  } as const;
  await enrol(session, order, 'taxpayer', options);
}

/**
 * Returns the MSP id that the officer signs. No gateway may fill it in.
 * @throws {UsageError} when the trust file names several
 */
async function onlyPlatform(session: Session): Promise<string> {
  const { policy } = await session.trust();
  const [only, ...others] = policy.any;
  if (only !== undefined && others.length === 0) return only;
  const platforms = policy.any.length === 0 ? 'none' : policy.any.join(', ');
  throw new UsageError(
    phrase('the taxpayer’s platform is not named: give --msp ID; platforms of the trust file: {platforms}', {
      platforms,
    }),
  );
}

function requireName(kind: TaxpayerKind, name: string | undefined): void {
  if ((kind === 'PERSON') === (name === undefined)) return;
  const message =
    kind === 'PERSON' ? phrase('a person has no --name on the ledger') : phrase('an enterprise needs --name');
  throw new ValidationError([
    { code: kind === 'PERSON' ? 'FIELD_UNKNOWN' : 'FIELD_REQUIRED', path: '/name', message },
  ]);
}
