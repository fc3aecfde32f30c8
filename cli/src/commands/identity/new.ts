import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isOfficerCode } from '@fapiao-ledger/core';
import { BUREAU_MSP, generateKeyPair, PLATFORM_MSP } from '@fapiao-ledger/pki';
import { Command, Option } from 'commander';
import { mspId, signerCode } from '../../arguments.js';
import { writeAtomically } from '../../files/private-file.js';
import { publicKeyText, writeIdentityFile } from '../../identity/identity-file.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';

interface NewOptions {
  readonly code?: string;
  readonly role: string;
  readonly msp?: string;
  readonly force?: boolean;
}

export function newIdentityCommand(open: OpenSession): Command {
  return new Command('new')
    .description(phrase('make a key here and the request by which the tax bureau certifies it'))
    .argument('<file>', phrase('identity file to write; the request goes beside it as .csr'))
    .addOption(
      new Option('--code <code>', phrase('your credit code, pseudonym, or officer’s code')).argParser(
        signerCode,
      ),
    )
    .addOption(new Option('--role <role>', phrase('what you are')).choices(ROLES).default('taxpayer'))
    .addOption(
      new Option(
        '--msp <id>',
        phrase('organization whose platform you use ({platform}), or whose officer you are ({bureau})', {
          platform: PLATFORM_MSP,
          bureau: BUREAU_MSP,
        }),
      ).argParser(mspId),
    )
    .option('--force', phrase('overwrite an identity: its key is lost forever'))
    .action(async (file: string, options: NewOptions, command: Command) => {
      await makeIdentity(await open(command), file, options);
    });
}

/** Checks that a taxpayer or an officer has a code of the right form. @throws {UsageError} */
function requireCode(role: string, code: string | undefined): void {
  const isOfficer = code !== undefined && isOfficerCode(code);
  if (role === 'taxpayer' && (code === undefined || isOfficer)) {
    throw new UsageError(phrase('a taxpayer needs --code CODE: its credit code, or pseudonym'));
  }
  if (role === 'officer' && !isOfficer)
    throw new UsageError(phrase('an officer needs --code CODE, such as O0002'));
}

const ROLES = ['taxpayer', 'officer', 'auditor', 'operator'];

async function makeIdentity(session: Session, file: string, options: NewOptions): Promise<void> {
  const { code, role, msp = role === 'officer' ? BUREAU_MSP : PLATFORM_MSP } = options;
  requireCode(role, code);
  if (existsSync(file) && options.force !== true) {
    throw new UsageError(
      phrase(
        '{file} exists already, and its key would be lost: choose another name, or overwrite with --force',
        { file },
      ),
    );
  }
  // Loaded here, because most commands need no library of certificates.
  const { createCsr } = await import('@fapiao-ledger/pki/csr');
  const { privateKey } = generateKeyPair();
  await writeIdentityFile(file, {
    version: 1,
    mspId: msp,
    ...(code === undefined ? {} : { code }),
    role,
    certificate: '',
    privateKey,
  });
  const request = `${file.replace(/\.json$/, '')}.csr`;
  await writeAtomically(request, `${await createCsr({ commonName: code ?? role, privateKey })}\n`);
  const publicKey = publicKeyText(createPrivateKey(privateKey));
  session.reporter.result({ file, request, publicKey }, (page) =>
    [
      page.paint(
        'green',
        phrase('{file} holds a new key, which exists nowhere else: keep a copy in a safe place', { file }),
      ),
      phrase('Send {request} to the tax bureau, and install its certificate with', { request }),
      `  fapiao identity install ${file} CERTIFICATE.pem`,
    ].join('\n'),
  );
}
