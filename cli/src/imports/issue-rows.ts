import { beforeEnd } from '../before-end.js';
import { EXIT } from '../exit-code.js';
import { startProgress } from '../output/progress.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { importDrafts } from './import-drafts.js';
import type { ImportPlan } from './import-plan.js';
import type { FoundRow, ImportReport } from './import-report.js';
import { issuingMeans } from './issuing-means.js';
import { sortByOwnIds } from './known-rows.js';

interface IssueOptions {
  readonly page: number;
  readonly lane?: string;
}

/** Issues the drafts of a plan, and writes to the report what it found and refused. */
export async function issueRows(
  session: Session,
  { rows, others, found, refused }: ImportPlan,
  report: ImportReport,
  options: IssueOptions,
): Promise<void> {
  const done = report.issued.size + report.refused.size + report.found.size + found.length + refused.length;
  const total = done + rows.length;
  const issuedBefore = report.issued.size;
  const warnStopped = (): void =>
    session.reporter.warn(
      phrase('stopped after {done} of {count} drafts; the same command goes on from there', {
        done: report.issued.size - issuedBefore,
        count: rows.length,
      }),
    );
  const settled = beforeEnd(warnStopped);
  const work = {
    title: phrase('issuing'),
    total,
    done,
    unit: phrase('drafts'),
    isQuiet: session.reporter.isJson,
  };
  const progress = await startProgress(session.shell, work);
  try {
    await report.refuse(refused);
    await report.foundBefore(found);
    await importDrafts([...others, ...rows], {
      report,
      pageMax: options.page,
      // The plan has checked the drafts.
      check: () => undefined,
      settled: (count) => progress.advance(count),
      ...(await waysOut(session, options)),
    });
    await report.foundBefore(await issuedMeanwhile(session, rows, report));
  } catch (error) {
    progress.end();
    warnStopped();
    throw error;
  } finally {
    progress.end();
    settled();
    await report.end();
  }
}

/** Returns the drafts that another import has issued at the same time: the ledger refused their own ids (strict refs). */
async function issuedMeanwhile(
  session: Session,
  rows: ImportPlan['rows'],
  { refused }: ImportReport,
): Promise<readonly FoundRow[]> {
  const used = rows.filter(({ line }) => refused.get(line)?.faults.some(({ code }) => code === 'REF_USED'));
  return (await sortByOwnIds(await session.client(), used)).found;
}

/** Returns the functions that seal, send and cancel drafts. */
async function waysOut(
  session: Session,
  { lane }: IssueOptions,
): Promise<Omit<Parameters<typeof importDrafts>[1], 'report' | 'pageMax' | 'check' | 'settled'>> {
  const { code: actor } = await session.taxpayer();
  const [settlement, openings] = [await session.settlement(), await session.openings()];
  return {
    contradicted: (requestId) => alarmOfContradiction(session, requestId),
    ...issuingMeans({ actor, settlement, openings, lane }),
  };
}

/** The report follows the ledger. The user must still learn that the gateway lied. */
function alarmOfContradiction(session: Session, requestId: string): void {
  session.exitCode = EXIT.verification;
  session.reporter.alarm(
    phrase(
      'the gateway’s answer about request {requestId} contradicts the ledger: do not trust this gateway',
      { requestId },
    ),
  );
}
