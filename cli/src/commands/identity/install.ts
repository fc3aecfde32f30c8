import { X509Certificate } from 'node:crypto';
import { DomainError, parseMemberCertificate } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { readText } from '../../files/read-text.js';
import { readIdentity, readIdentityFile, writeIdentityFile } from '../../identity/identity-file.js';
import { documentText } from '../../output/document-text.js';
import { identityDocument } from '../../output/identity-text.js';
import type { OpenSession, Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function installIdentityCommand(open: OpenSession): Command {
  return new Command('install')
    .description(phrase('put the certificate that the tax bureau gave into an identity file'))
    .argument('<file>', phrase('identity file'))
    .argument('<certificate>', phrase('certificate, PEM; - reads standard input'))
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
      phrase('{certificateFile} is for another key than the one in {file}', { certificateFile, file }),
    );
  }
  const { attributes } = parseMemberCertificate(certificate.raw);
  const { role = content.role, 'taxpayer.id': taxpayer, 'officer.id': officer } = attributes;
  const code = role === 'officer' ? officer : taxpayer;
  const { version, mspId, privateKey } = content;
  const installed = { version, mspId, ...(code === undefined ? {} : { code }), role };
  await writeIdentityFile(file, { ...installed, certificate: certificate.toString(), privateKey });
  const shown = identityDocument(await readIdentity(file, session.now()));
  session.reporter.result(shown, (page) => documentText(shown, page));
}

function parseCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', phrase('{file} is not a certificate in PEM', { file }), {
      cause,
    });
  }
}
