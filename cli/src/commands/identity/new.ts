import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { mspId, participantCode } from '../../arguments.js';
import { writeAtomically } from '../../files/private-file.js';
import { publicKeyText, writeIdentityFile } from '../../identity/identity-file.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';

interface NewOptions {
  readonly code?: string;
  readonly role: string;
  readonly msp: string;
  readonly force?: boolean;
}

export function newIdentityCommand(open: OpenSession): Command {
  return new Command('new')
    .description('make a key here and the request by which the tax bureau certifies it')
    .argument('<file>', 'identity file to write; the request goes beside it as .csr')
    .addOption(new Option('--code <code>', 'your credit code, or pseudonym').argParser(participantCode))
    .addOption(new Option('--role <role>', 'what you are').choices(ROLES).default('taxpayer'))
    .addOption(
      new Option('--msp <id>', 'organisation whose platform you use').argParser(mspId).default('PlatformMSP'),
    )
    .option('--force', 'overwrite an identity: its key is lost for ever')
    .action(async (file: string, options: NewOptions, command: Command) => {
      await makeIdentity(await open(command), file, options);
    });
}

const ROLES = ['taxpayer', 'officer', 'auditor', 'operator'];

async function makeIdentity(session: Session, file: string, options: NewOptions): Promise<void> {
  const { code, role, msp } = options;
  if (role === 'taxpayer' && code === undefined) throw new UsageError('a taxpayer needs --code CODE');
  if (existsSync(file) && options.force !== true) {
    throw new UsageError(`${file} is there already, and its key would be lost: another name, or --force`);
  }
  const { certificateRequest } = await import('../../identity/certificate-request.js');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeIdentityFile(file, {
    version: 1,
    mspId: msp,
    ...(code === undefined ? {} : { code }),
    role,
    certificate: '',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const request = `${file.replace(/\.json$/, '')}.csr`;
  await writeAtomically(request, await certificateRequest(privateKey, code ?? role));
  const publicKey = publicKeyText(privateKey);
  session.reporter.result({ file, request, publicKey }, (page) =>
    [
      page.paint('green', `${file} holds a new key; nobody else has it, so keep a copy in a safe place`),
      `${request} goes to the tax bureau, whose answer is installed by`,
      `  fapiao identity install ${file} CERTIFICATE.pem`,
    ].join('\n'),
  );
}
