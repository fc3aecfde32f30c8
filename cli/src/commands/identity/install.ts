import { X509Certificate } from 'node:crypto';
import { DomainError, parseMemberCertificate } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { readText } from '../../files/read-text.js';
import { readIdentity, readIdentityFile, writeIdentityFile } from '../../identity/identity-file.js';
import { identityFields } from '../../output/identity-text.js';
import { fieldsText } from '../../output/table.js';
import type { OpenSession, Session } from '../../session.js';

export function installIdentityCommand(open: OpenSession): Command {
  return new Command('install')
    .description('put the certificate that the tax bureau gave into an identity file')
    .argument('<file>', 'identity file')
    .argument('<certificate>', 'certificate, PEM; - reads standard input')
    .action(async (file: string, certificate: string, _options: object, command: Command) => {
      await install(await open(command), file, certificate);
    });
}

/** Installs a certificate. Role and code are taken from it, because the ledger reads them there. */
async function install(session: Session, file: string, certificateFile: string): Promise<void> {
  const { content, key } = await readIdentityFile(file);
  const pem = await readText(certificateFile, session.shell);
  const certificate = parseCertificate(pem, certificateFile);
  if (!certificate.checkPrivateKey(key)) {
    throw new DomainError(
      'CREDENTIAL_INVALID',
      `${certificateFile} is for another key than the one in ${file}`,
    );
  }
  const { attributes } = parseMemberCertificate(certificate.raw);
  const { role = content.role, 'taxpayer.id': taxpayer, 'officer.id': officer } = attributes;
  const code = role === 'officer' ? officer : taxpayer;
  const { version, mspId, privateKey } = content;
  const installed = { version, mspId, ...(code === undefined ? {} : { code }), role };
  await writeIdentityFile(file, { ...installed, certificate: certificate.toString(), privateKey });
  const fields = identityFields(await readIdentity(file, session.now()));
  session.reporter.result(Object.fromEntries(fields), (page) => fieldsText(fields, page));
}

function parseCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', `${file} is not a certificate in PEM`, { cause });
  }
}
