import type { Json } from '@fapiao-ledger/chaincode/core';
import { Command, Option } from 'commander';
import { each, participantCode, rateRow, yuan } from '../../arguments.js';
import { readNamed } from '../../files/read-text.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { act } from './act.js';
import { publicKeyIn } from './public-key.js';

interface AmendOptions {
  readonly contact?: string;
  readonly bank?: string;
  readonly singleLimit?: string;
  readonly rateGrant?: readonly string[];
  readonly publicKey?: string;
}

export function amendCommand(open: OpenSession): Command {
  return new Command('amend')
    .description('change what the bureau has decided about a taxpayer')
    .argument('<code>', 'credit code, or a person’s pseudonym', participantCode)
    .option('--contact <text>', 'address and telephone')
    .option('--bank <text>', 'bank and account')
    .addOption(new Option('--single-limit <yuan>', 'largest gross of one invoice').argParser(yuan))
    .addOption(
      new Option('--rate-grant <row>', 'all rates granted by name; repeatable').argParser(each(rateRow)),
    )
    .option('--public-key <file>', 'new public key or certificate, PEM')
    .action(async (code: string, options: AmendOptions, command: Command) => {
      await act(open, command, {
        method: 'PATCH',
        path: `/taxpayers/${code}`,
        body: await changeOf(options),
      });
    });
}

async function changeOf({
  contact,
  bank,
  singleLimit,
  rateGrant,
  publicKey: file,
}: AmendOptions): Promise<Json> {
  const publicKey =
    file === undefined ? undefined : publicKeyIn((await readNamed(file)).toString('utf8'), file);
  const fields = Object.entries({ contact, bank, singleLimit, rateGrants: rateGrant, publicKey });
  const given = fields.filter(([, value]) => value !== undefined);
  if (given.length === 0)
    throw new UsageError(
      'nothing is to be changed: --contact, --bank, --single-limit, --rate-grant or --public-key',
    );
  return Object.fromEntries(given) as Json;
}
