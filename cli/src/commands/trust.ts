import { existsSync } from 'node:fs';
import { canonicalJson } from '@fapiao-ledger/core';
import { certificateFromPem, fingerprintOf, type TrustedAuthority, type TrustFile } from '@fapiao-ledger/pki';
import { Command } from 'commander';
import { writeAtomically } from '../files/private-file.js';
import { fieldsText, type Page, tableText } from '../output/table.js';
import { ownTrustFile } from '../profiles.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { trustCertificatesCommand } from './trust-certificates.js';

export function trustCommand(open: OpenSession): Command {
  const fetch = new Command('fetch')
    .description(phrase('fetch the trust file of the network from the gateway'))
    .option('--out <file>', phrase('file to write; beside your profiles when absent, where verify finds it'))
    .option('--force', phrase('replace a trust file that differs'))
    .action(async (options: FetchOptions, command: Command) => {
      await fetchTrust(await open(command), options);
    });
  return new Command('trust')
    .description(phrase('the organizations that receipts are checked against'))
    .addCommand(fetch)
    .addCommand(trustCertificatesCommand(open));
}

interface FetchOptions {
  readonly out?: string;
  readonly force?: boolean;
}

async function fetchTrust(session: Session, { out: option, force }: FetchOptions): Promise<void> {
  const out = option ?? ownTrustFile(session.shell.env);
  const { fetchTrust: fetched } = await import('../trust/known-trust.js');
  const trust = await fetched(session.anonymousClient());
  if (existsSync(out) && force !== true) await refuseOther(out, trust);
  await writeAtomically(out, `${JSON.stringify(trust, undefined, 2)}\n`);
  session.reporter.result({ file: out, trust }, (page) => trustText(out, trust, page));
}

/** Refuses to replace a trust file that differs, because the gateway may be an impostor's. */
async function refuseOther(file: string, trust: TrustFile): Promise<void> {
  const { readTrust } = await import('../trust/read-trust.js');
  if (canonicalJson(await readTrust(file)) === canonicalJson(trust)) return;
  throw new UsageError(
    phrase(
      '{file} exists already and differs from the gateway’s trust file: find out why before you replace it with --force',
      { file },
    ),
  );
}

function trustText(file: string, trust: TrustFile, page: Page): string {
  const { channel, chaincode, authorities, taxpayerAuthorities, policy } = trust;
  const rowOf = (purpose: string) => (authority: TrustedAuthority) => [
    authority.mspId,
    purpose,
    fingerprintOf(certificateFromPem(authority.certificate)),
  ];
  const rows = [...authorities.map(rowOf('members')), ...taxpayerAuthorities.map(rowOf('taxpayers'))];
  const endorsers = [
    ...policy.all,
    policy.any.length === 0 ? '' : phrase('one of {any}', { any: policy.any.join(', ') }),
  ];
  return [
    fieldsText(
      [
        ['written', file],
        ['network', `${channel} / ${chaincode}`],
        ['endorsed by', endorsers.filter((text) => text !== '').join(', ')],
      ],
      page,
    ),
    tableText(
      [
        { head: 'authority' },
        { head: 'certifies' },
        { head: 'SHA-256 of its certificate', isFlexible: true },
      ],
      rows,
      page,
    ),
    WARNING.map((line) => page.paint('yellow', phrase(line))).join('\n'),
  ].join('\n\n');
}

const WARNING = [
  'Compare these with the fingerprints that the tax bureau publishes:',
  'the owners of these certificates decide which receipts count as genuine.',
] as const;
