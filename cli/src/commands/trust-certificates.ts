import { join } from 'node:path';
import { Command } from 'commander';
import { trustOption } from '../arguments.js';
import { writeAtomically } from '../files/private-file.js';
import { tableText } from '../output/table.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

interface CertificatesOptions {
  readonly out: string;
  readonly trust?: string;
}

/** Writes one file per certificate, because PDF readers and NSS take only the first certificate of a file. */
export function trustCertificatesCommand(open: OpenSession): Command {
  return new Command('certificates')
    .description(phrase('write each authority of the trust file to a file of its own, for other programs'))
    .requiredOption('--out <folder>', phrase('where authority-1.pem, authority-2.pem … go'))
    .addOption(trustOption())
    .action(async (options: CertificatesOptions, command: Command) => {
      await writeCertificates(await open(command), options);
    });
}

async function writeCertificates(
  session: Session,
  { out, trust: named }: CertificatesOptions,
): Promise<void> {
  const { trust } = await session.trustOnFile(named);
  const written: { readonly file: string; readonly mspId: string }[] = [];
  for (const [index, { mspId, certificate }] of [
    ...trust.authorities,
    ...trust.taxpayerAuthorities,
  ].entries()) {
    const file = join(out, `authority-${index + 1}.pem`);
    await writeAtomically(file, `${certificate.trimEnd()}\n`);
    written.push({ file, mspId });
  }
  session.reporter.result({ certificates: written }, (page) =>
    tableText(
      [{ head: 'file' }, { head: 'authority of' }],
      written.map(({ file, mspId }) => [file, mspId]),
      page,
    ),
  );
}
