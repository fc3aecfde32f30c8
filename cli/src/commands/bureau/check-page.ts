import { Command } from 'commander';
import { checkPage } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

export function checkPageCommand(open: OpenSession): Command {
  return withRequestId(new Command('check-page'))
    .description(
      phrase(
        'set the address of the check page to which receipts link; without an address they link to none',
      ),
    )
    .argument('[address]', phrase('such as https://check.example/'), checkPage)
    .action(async (address: string | undefined, options: ActOptions, command: Command) => {
      const signed = address === undefined ? {} : { checkPage: address };
      await act(open, command, { operation: 'set-check-page', path: '/check-page', signed }, options);
    });
}
