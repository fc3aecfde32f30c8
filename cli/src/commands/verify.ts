import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { GatewayClient } from '../client/gateway-client.js';
import { EXIT } from '../exit-code.js';
import { readNamed } from '../files/read-text.js';
import { startProgress } from '../output/progress.js';
import { type CheckedFile, checkedFilesText, type LiveState } from '../output/report-text.js';
import type { ReceiptReport } from '../receipt/verify/report.js';
import type { TrustFile } from '../receipt/verify/trust-file.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';

export function verifyCommand(open: OpenSession): Command {
  return new Command('verify')
    .description('check receipts, offline; with --gateway also what became of their invoices since')
    .argument('<file...>', 'receipts, PDF')
    .option('--trust <file>', 'whom to believe (FAPIAO_TRUST, trust.json)')
    .action(async (files: string[], options: { trust?: string }, command: Command) => {
      const session = await open(command);
      const isLive = command.optsWithGlobals<{ gateway?: string }>().gateway !== undefined;
      await verify(session, files, options.trust, isLive);
    });
}

async function verify(
  session: Session,
  files: readonly string[],
  trustOption: string | undefined,
  isLive: boolean,
): Promise<void> {
  const { readTrust } = await import('../receipts/read-trust.js');
  const trust = await readTrust(trustFile(session, trustOption));
  const client = isLive ? session.anonymousClient() : undefined;
  const isQuiet = session.reporter.isJson;
  const progress = await startProgress(session.shell, {
    title: 'checking',
    total: files.length,
    unit: 'receipts',
    isQuiet,
  });
  const checked: CheckedFile[] = [];
  for (const file of files) {
    checked.push(await check(file, trust, client));
    progress.advance();
  }
  progress.end();
  if (checked.some(({ report, live }) => !report.valid || contradicts(live)))
    session.exitCode = EXIT.verification;
  session.reporter.result({ receipts: checked.map(documentOf) }, (page) => checkedFilesText(checked, page));
}

/** Drawing a receipt again is heavy, so the verifier is loaded here only. */
async function check(
  file: string,
  trust: TrustFile,
  client: GatewayClient | undefined,
): Promise<CheckedFile> {
  const bytes = await readNamed(file);
  const { verifyReceipt } = await import('../receipt/verify/verify.js');
  const report = verifyReceipt(bytes, trust);
  const live = client === undefined ? undefined : await liveState(report, client);
  return { file, report, ...(live === undefined ? {} : { live }) };
}

/** Asked by the facts anybody may ask by; the receipt itself does not leave this machine. */
async function liveState({ facts }: ReceiptReport, client: GatewayClient): Promise<LiveState | undefined> {
  if (facts === undefined) return undefined;
  const { number, date, totals, checkCode } = facts.attestation.invoice;
  const query = new URLSearchParams({ number, date, net: totals.net, check: checkCode });
  return await client.read<LiveState>(`/verify?${query.toString()}`);
}

function contradicts(live: LiveState | undefined): boolean {
  return live !== undefined && live.answer !== 'MATCH';
}

function documentOf({ file, report, live }: CheckedFile): object {
  return { file, ...report, ...(live === undefined ? {} : { live }) };
}

function trustFile(session: Session, option: string | undefined): string {
  const file = option ?? session.settings.trust ?? 'trust.json';
  if (existsSync(file)) return file;
  throw new UsageError(`there is no trust file ${file}: --trust FILE names one, fapiao trust fetch gets one`);
}
