import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderLock } from '@fapiao-ledger/network/embedded';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ran, temporaryFolder } from '../support/processes.ts';
import { readCommandLine } from './command-line.ts';
import { prepareOutput } from './output-folder.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

describe('the demo’s command line', () => {
  const demo = async (...args: readonly string[]): Promise<Ran> =>
    await new Promise((resolve) => {
      const child = execFile(process.execPath, [MAIN, ...args], (_error, stdout, stderr) =>
        resolve({ exitCode: child.exitCode, stdout, stderr }),
      );
    });

  it('explains itself', async () => {
    const ran = await demo('--help');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('--out FOLDER');
  });

  it.each([
    [['--color'], '--color'],
    [['fast'], 'fast'],
    [['--ledger', 'none'], '"none"'],
  ])('refuses %j before anything is done, with 64', async (args, words) => {
    const out = await temporaryFolder();
    const ran = await demo('--out', out, ...args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain(words);
    expect(await readdir(out)).toEqual([]);
  });

  it('refuses a folder that will not do with 64', async () => {
    const out = await temporaryFolder();
    await writeFile(join(out, 'notes.txt'), 'mine');
    const ran = await demo('--out', out);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain('no demo made it');
  });

  it('has defaults', () => {
    expect(readCommandLine([])).toEqual({ out: 'demo-out', ledger: 'embedded', help: false });
  });
});

describe('the demo’s output folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await temporaryFolder(), 'out');
  });

  it('is made, and emptied when a demo made it', async () => {
    await prepareOutput(folder);
    await writeFile(join(folder, 'receipts', 'old.pdf'), 'old');
    await writeFile(join(folder, 'summary.json'), '{}');
    await prepareOutput(folder);
    expect(await readdir(folder)).toEqual(['.fapiao-demo', 'identities', 'receipts']);
    expect(await readdir(join(folder, 'receipts'))).toEqual([]);
  });

  it('is not emptied when it only looks like a demo’s', async () => {
    await mkdir(join(folder, 'ledger'), { recursive: true });
    await mkdir(join(folder, 'receipts'));
    await writeFile(join(folder, 'receipts', 'mine.pdf'), 'mine');
    await expect(prepareOutput(folder)).rejects.toThrow('no demo made it');
    expect(await readFile(join(folder, 'receipts', 'mine.pdf'), 'utf8')).toBe('mine');
  });

  it('is not emptied when something was put beside what a demo left', async () => {
    await prepareOutput(folder);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await expect(prepareOutput(folder)).rejects.toThrow('notes.txt');
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('is not emptied while its ledger is open', async () => {
    await prepareOutput(folder);
    const lock = new FolderLock(join(folder, 'ledger', 'ledger'));
    await expect(prepareOutput(folder)).rejects.toThrow('another process has it open');
    lock.release();
    await prepareOutput(folder);
    expect(await readdir(folder)).not.toContain('ledger');
  });

  it('is not a file', async () => {
    await writeFile(folder, 'mine');
    await expect(prepareOutput(folder)).rejects.toThrow('is no folder');
  });
});
