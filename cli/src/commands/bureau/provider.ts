import { PLATFORM_MSP } from '@fapiao-ledger/pki';
import { Command, Option } from 'commander';
import { mspId, providerCode } from '../../arguments.js';
import { readText } from '../../files/read-text.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { publicKeyIn } from './public-key.js';

/** Commands for the payment providers whose confirmations the ledger takes. */
export function providerCommand(open: OpenSession): Command {
  return new Command('provider')
    .description(phrase('manage the payment providers whose confirmations the ledger takes'))
    .addCommand(registerCommand(open))
    .addCommand(revokeCommand(open));
}

interface RegisterOptions extends ActOptions {
  readonly name: string;
  readonly msp: string;
  readonly publicKey: string;
}

function registerCommand(open: OpenSession): Command {
  return withRequestId(new Command('register'))
    .description(phrase('register a payment provider, or a new key, which replaces the old one'))
    .argument('<code>', phrase('code of the provider, such as V-PAY'), providerCode)
    .requiredOption('--name <name>', phrase('name of the provider'))
    .requiredOption('--public-key <file>', phrase('its public key, PEM: fapiao provider new writes it'))
    .addOption(
      new Option('--msp <id>', phrase('organization of the platform that serves it'))
        .argParser(mspId)
        .default(PLATFORM_MSP),
    )
    .action(async (code: string, options: RegisterOptions, command: Command) => {
      const { name, msp, publicKey: file } = options;
      const session = await open(command);
      const publicKey = publicKeyIn(await readText(file, session.shell), file);
      const signed = { code, name, mspId: msp, publicKey };
      const order = { operation: 'register-provider', path: '/providers', signed, answerOf } as const;
      await act(open, command, order, options);
    });
}

function revokeCommand(open: OpenSession): Command {
  return withRequestId(new Command('revoke'))
    .description(phrase('revoke a payment provider: none of its statements takes effect any more'))
    .argument('<code>', phrase('code of the provider'), providerCode)
    .action(async (code: string, options: ActOptions, command: Command) => {
      const order = {
        operation: 'revoke-provider',
        path: `/providers/${code}/revoke`,
        signed: { code },
        sent: {},
        answerOf,
      } as const;
      await act(open, command, order, options);
    });
}

/** Returns the ledger's entry as the gateway does. */
function answerOf<Entry>(entry: Entry): { readonly provider: Entry } {
  return { provider: entry };
}
