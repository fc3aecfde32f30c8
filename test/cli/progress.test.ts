import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startProgress } from '../../cli/src/output/progress.ts';

/** What a person sees on a terminal. */
class Terminal extends PassThrough {
  readonly isTTY = true;
  readonly columns = 80;

  cursorTo(): boolean {
    return true;
  }

  clearLine(): boolean {
    return true;
  }

  seen(): string {
    return String(this.read() ?? '');
  }
}

const WORK = { title: 'exporting', unit: 'invoices', isQuiet: false };

async function seenAfter(
  total: number | undefined,
  waitedMs: number,
  { isTTY = true, done = 0 } = {},
): Promise<string> {
  const terminal = Object.assign(new Terminal(), { isTTY });
  const progress = await startProgress(
    { stderr: terminal as unknown as NodeJS.WriteStream },
    { ...WORK, total, done },
  );
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + waitedMs);
  progress.advance(200);
  progress.end();
  return terminal.seen();
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('progress on a terminal', () => {
  it('is a bar when the total is known', async () => {
    expect(await seenAfter(400, 1_500)).toContain('200/400 invoices');
  });

  it('goes on from what was done before', async () => {
    expect(await seenAfter(1_000, 1_500, { done: 700 })).toContain('900/1000 invoices');
    expect(await seenAfter(1_000, 1_500, { done: 999 })).toBe('');
  });

  it('tells the time that is left at the pace of this run alone', async () => {
    expect(await seenAfter(1_000_000, 1_500, { done: 700_000 })).toMatch(/37m2[0-9]s left/);
    expect(await seenAfter(1_000, 1_500, { done: 700 })).toContain('1s left');
  });

  it('is a count when the total is unknown', async () => {
    const seen = await seenAfter(undefined, 1_500);
    expect(seen).toContain('exporting 200 invoices');
    expect(seen).not.toContain('left');
  });

  it('is not shown for short work, nor without a terminal', async () => {
    expect(await seenAfter(undefined, 500)).toBe('');
    expect(await seenAfter(undefined, 1_500, { isTTY: false })).toBe('');
  });
});
