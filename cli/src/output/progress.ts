import { beforeEnd } from '../before-end.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { phrase } from '../words/phrase.js';

/** Shows the progress of long work. */
export interface Progress {
  advance(count?: number): void;
  end(): void;
}

const SILENT: Progress = { advance: () => undefined, end: () => undefined };
const PATIENCE_MS = 1_000;

/** Does a piece of work for each item, one after the other, and shows how many are done. Returns the results in order. */
export async function inTurn<Item, Result>(
  { shell, reporter }: Pick<Session, 'shell' | 'reporter'>,
  titles: { readonly title: string; readonly unit: string },
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const progress = await startProgress(shell, { ...titles, total: items.length, isQuiet: reporter.isJson });
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    results.push(await work(item, index));
    progress.advance();
  }
  progress.end();
  return results;
}

/**
 * Starts a bar on standard error, if that is a terminal, once the work has taken 1 s. It shows `total` in `unit`
 * ("receipts"), of which `done` were done before, or a plain count when the total is unknown.
 */
export async function startProgress(
  { stderr }: Pick<Shell, 'stderr'>,
  work: { title: string; total: number | undefined; unit: string; isQuiet: boolean; done?: number },
): Promise<Progress> {
  const { title, total, unit, isQuiet, done: before = 0 } = work;
  if (isQuiet || !stderr.isTTY || (total !== undefined && total - before < 2)) return SILENT;
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    stream: stderr,
    format:
      total === undefined
        ? `${title} {value} ${unit}`
        : `${title} {bar} {value}/{total} ${unit}, ${phrase('{eta} left', { eta: '{left}' })}`,
    barCompleteChar: '━',
    barIncompleteChar: ' ',
    barsize: Math.min(30, Math.max(8, stderr.columns - 50)),
    hideCursor: true,
    clearOnComplete: true,
    // The library's own way to restore the cursor keeps Ctrl-C from ending the program.
    gracefulExit: false,
  });
  const began = performance.now();
  let done = before;
  const left = (): string => (total === undefined ? '' : timeLeft({ total, before, done, began }));
  let forget = (): void => undefined;
  const end = (): void => {
    bar.stop();
    forget();
  };
  return {
    advance(count = 1) {
      done += count;
      if (bar.isActive) bar.update(done, { left: left() });
      else if (performance.now() - began > PATIENCE_MS) {
        bar.start(total ?? 0, done, { left: left() });
        forget = beforeEnd(end);
      }
    },
    end,
  };
}

/**
 * Returns how long the rest takes at the pace of this run. What an earlier run has done took none of its time, and pages end in bursts, so
 * that a pace of the last few would jump.
 */
function timeLeft(work: { total: number; before: number; done: number; began: number }): string {
  const { total, before, done, began } = work;
  const seconds = Math.ceil((((performance.now() - began) / 1_000) * (total - done)) / (done - before));
  if (!Number.isFinite(seconds)) return '?';
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3_600)];
  if (hours > 0) return `${hours}h${String(minutes % 60).padStart(2, '0')}m`;
  return minutes > 0 ? `${minutes}m${String(seconds % 60).padStart(2, '0')}s` : `${seconds}s`;
}
