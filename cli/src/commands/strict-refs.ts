import type { TaxpayerJson } from '@fapiao-ledger/core';
import { Argument, Command } from 'commander';
import { requestIdOption } from '../arguments.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { wrap } from '../output/wrap.js';
import { sendAct } from '../requests/send-act.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

interface StrictRefsOptions {
  readonly requestId?: string;
}

/** Shows and sets whether the ledger issues one invoice for each own id of the seller at most. */
export function strictRefsCommand(open: OpenSession): Command {
  return new Command('strict-refs')
    .description(phrase('let the ledger issue one invoice for each of your own ids (ref) at most'))
    .addArgument(
      new Argument('[choice]', phrase('shows the present choice when absent')).choices(['on', 'off']),
    )
    .addOption(requestIdOption())
    .addHelpText('after', epilogue(NOTES))
    .action(async (choice: 'on' | 'off' | undefined, options: StrictRefsOptions, command: Command) => {
      const session = await open(command);
      const entry =
        choice === undefined ? await ownEntry(session) : await choose(session, choice === 'on', options);
      const { code, strictRefs = false } = entry;
      session.reporter.result({ code, strictRefs }, ({ width = Number.POSITIVE_INFINITY }) =>
        wrap(`${code}: ${phrase(strictRefs ? ON : OFF)}`, width).join('\n'),
      );
    });
}

const ON = 'strict refs are on: the ledger issues one invoice for each own id at most';
const OFF = 'strict refs are off: the ledger does not compare own ids';

const NOTES: readonly Part[] = [
  {
    says: 'Without strict refs, imports guard against doubles by asking the gateway and by their request ids. With them the ledger itself refuses an own id that has an invoice, also when two imports run at once. It remembers the own ids of invoices that are issued from then on. An invoice then costs one more key on the ledger.',
  },
];

async function ownEntry(session: Session): Promise<TaxpayerJson> {
  const { code } = await session.taxpayer();
  return await (await session.client()).read<TaxpayerJson>(`/taxpayers/${code}`);
}

async function choose(
  session: Session,
  strict: boolean,
  { requestId }: StrictRefsOptions,
): Promise<TaxpayerJson> {
  const { code: actor } = await session.taxpayer();
  return await sendAct(session, {
    operation: 'set-strict-refs',
    actor,
    path: '/strict-refs',
    signed: { strict },
    requestId,
    answerOf: (result) => result as unknown as TaxpayerJson,
  });
}
