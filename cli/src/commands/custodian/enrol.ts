import { Command } from 'commander';
import { participantCode } from '../../arguments.js';
import { writeAtomically } from '../../files/private-file.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type AccessOptions, custodyText, sendAccessKey, stemOf, withAccessOptions } from './custody.js';

export function enrolCommand(open: OpenSession): Command {
  return withAccessOptions(new Command('enrol'))
    .description(phrase('have the gateway make and keep a taxpayer’s key, which the bureau then registers'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .option('--public-key <file>', phrase('where the public half goes; beside the request when absent'))
    .action(async (code: string, options: AccessOptions & { publicKey?: string }, command: Command) => {
      const session = await open(command);
      const request = { method: 'POST', path: '', fields: { code } } as const;
      const { answer, written } = await sendAccessKey(session, options, request);
      const file = options.publicKey ?? `${stemOf(options.csr)}.custody.pem`;
      const waiting = answer.keys.find(({ inForce }) => !inForce);
      await writeAtomically(file, pemOf(waiting?.publicKey ?? ''));
      const next = phrase(
        'Send {file} to the tax bureau, which runs fapiao bureau register or amend with --public-key {file}',
        { file },
      );
      session.reporter.result(answer, (page) => [custodyText(answer, page), ...written, next].join('\n'));
    });
}

function pemOf(publicKey: string): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}
