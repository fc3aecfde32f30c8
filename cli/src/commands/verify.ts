import type { GatewayClient } from '@fapiao-ledger/client';
import type { TrustFile } from '@fapiao-ledger/pki';
import type { ReceiptReport } from '@fapiao-ledger/receipt';
import { Command } from 'commander';
import { trustOption } from '../arguments.js';
import { EXIT } from '../exit-code.js';
import { readNamedUpTo } from '../files/read-text.js';
import { inTurn } from '../output/progress.js';
import { isGenuine, type LiveState, type VerifiedFile, verifiedFilesText } from '../output/report-text.js';
import { problemOf } from '../problem.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

export function verifyCommand(open: OpenSession): Command {
  return new Command('verify')
    .description(phrase('check receipts offline; with --gateway also the present state of their invoices'))
    .argument('<file...>', phrase('receipts, PDF'))
    .addOption(trustOption())
    .action(async (files: string[], options: { trust?: string }, command: Command) => {
      const session = await open(command);
      const isLive = command.optsWithGlobals<{ gateway?: string }>().gateway !== undefined;
      await verify(session, files, options.trust, isLive);
    });
}

async function verify(
  session: Session,
  files: readonly string[],
  trustNamed: string | undefined,
  isLive: boolean,
): Promise<void> {
  const { file: trustFile, trust } = await session.trustOnFile(trustNamed);
  const client = isLive ? session.anonymousClient() : undefined;
  const verified = await inTurn(
    session,
    { title: phrase('checking'), unit: phrase('receipts') },
    files,
    (file) => check(file, trust, client),
  );
  refuseUnread(verified);
  if (!verified.every(isGenuine)) session.exitCode = EXIT.verification;
  session.reporter.result({ trust: trustFile, receipts: verified.map(documentOf) }, (page) =>
    verifiedFilesText(verified, trustFile, page),
  );
}

/** @throws {UsageError} when no file could be read */
function refuseUnread(verified: readonly VerifiedFile[]): void {
  const reasons = verified.flatMap((file) => ('problem' in file ? [file.problem.detail] : []));
  if (reasons.length === verified.length) throw new UsageError(reasons.join('; '));
}

/** Loads the verifier here only, because it draws receipts again and is large. */
async function check(
  file: string,
  trust: TrustFile,
  client: GatewayClient | undefined,
): Promise<VerifiedFile> {
  const { FILE_SIZE_MAX, verifyReceipt } = await import('@fapiao-ledger/receipt');
  const bytes = await readNamedUpTo(file, FILE_SIZE_MAX).catch((error: unknown) => ({
    file,
    problem: problemOf(error),
  }));
  if ('problem' in bytes) return bytes;
  const report = verifyReceipt(bytes, trust, new Date());
  const live = client === undefined ? undefined : await liveState(report, client);
  return { file, report, ...(live === undefined ? {} : { live }) };
}

/** Asks by the facts of the public check. The receipt itself does not leave this machine. */
async function liveState({ facts }: ReceiptReport, client: GatewayClient): Promise<LiveState | undefined> {
  if (facts === undefined) return undefined;
  const { number, date, totals, checkCode } = facts.attestation.invoice;
  const query = new URLSearchParams({ number, date, net: totals.net, check: checkCode });
  return await client.read<LiveState>(`/verify?${query.toString()}`);
}

function documentOf(verified: VerifiedFile): object {
  if ('problem' in verified) return { valid: false, ...verified };
  const { file, report, live } = verified;
  return { file, ...report, ...(live === undefined ? {} : { live }) };
}
