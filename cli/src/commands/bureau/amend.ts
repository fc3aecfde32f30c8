import { Command, Option } from 'commander';
import { each, participantCode, rateRow, yuan } from '../../arguments.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';
import { withRequestId } from './act.js';
import { enrol, given, type KeyOptions, keyFields } from './enrolment.js';

interface AmendOptions extends KeyOptions {
  readonly contact?: string;
  readonly bank?: string;
  readonly singleLimit?: string;
  readonly rateGrant?: readonly string[];
}

export function amendCommand(open: OpenSession): Command {
  return withRequestId(new Command('amend'))
    .description(phrase('change what the bureau has decided about a taxpayer'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .option('--contact <text>', phrase('address and telephone'))
    .option('--bank <text>', phrase('bank and account'))
    .addOption(new Option('--single-limit <yuan>', phrase('largest gross of one invoice')).argParser(yuan))
    .addOption(
      new Option('--rate-grant <row>', phrase('all rates granted by name; repeatable')).argParser(
        each(rateRow),
      ),
    )
    .addOption(
      new Option(
        '--csr <file>',
        phrase('request for its key, new or as before: it is certified (again)'),
      ).conflicts('publicKey'),
    )
    .option('--public-key <file>', phrase('new public key or certificate, PEM'))
    .option('--certificate <file>', phrase('where the certificate goes; beside the request when absent'))
    .action(async (code: string, options: AmendOptions, command: Command) => {
      await amend(await open(command), code, options);
    });
}

async function amend(session: Session, code: string, options: AmendOptions): Promise<void> {
  const { contact, bank, singleLimit, rateGrant: rateGrants } = options;
  const { publicKey, csr } = await keyFields(session, options);
  const changed = given({ contact, bank, singleLimit, rateGrants, publicKey });
  if (Object.keys(changed).length === 0) {
    throw new UsageError(
      phrase(
        'no change is named: give --contact, --bank, --single-limit, --rate-grant, --csr or --public-key',
      ),
    );
  }
  const sent = { ...changed, ...given({ csr }) };
  const signed = { ...changed, code };
  const order = {
    operation: 'amend-taxpayer',
    method: 'PATCH',
    path: `/taxpayers/${code}`,
    signed,
    sent,
  } as const;
  await enrol(session, order, 'taxpayer', options);
}
