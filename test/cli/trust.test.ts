import { execFile } from 'node:child_process';
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AttestingNetwork, enrol, OPERATOR, signed, signerOf } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';
import { readDocument, section } from '../support/markdown.ts';
import { fapiao, type Ran, temporaryFolder } from '../support/processes.ts';
import { has } from '../support/programs.ts';

let network: AttestingNetwork;
let receipt: Buffer;
let cwd: string;

beforeAll(async () => {
  network = await AttestingNetwork.create();
  receipt = await signed(network.attest(sampleInvoice(2)), network.signer);
});
beforeEach(async () => {
  cwd = await temporaryFolder();
  await writeFile(join(cwd, 'receipt.pdf'), receipt);
});

const trustText = (): string => JSON.stringify(network.trust);

async function putTrust(folder: string): Promise<void> {
  await mkdir(join(cwd, folder, 'fapiao'), { recursive: true });
  await writeFile(join(cwd, folder, 'fapiao', 'trust.json'), trustText());
}

async function verify(file: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return await fapiao(['verify', file], { cwd, env });
}

describe('the trust file of the settings', () => {
  test.each(['', 'config-of-a-stranger', './config', '../x'])(
    'is never that of the current folder: XDG_CONFIG_HOME=%j counts as not set',
    async (folder) => {
      for (const place of [folder, '.', 'fapiao']) await putTrust(place);
      const env = { XDG_CONFIG_HOME: folder, HOME: join(cwd, 'home') };
      const ran = await verify('receipt.pdf', env);
      expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
      expect(ran.stderr).toContain(join(cwd, 'home', '.config', 'fapiao', 'trust.json'));
      await putTrust(join('home', '.config'));
      expect(await verify('receipt.pdf', env)).toMatchObject({ exitCode: 0 });
    },
  );

  test('an empty or relative HOME is not used either', async () => {
    await putTrust('.config');
    for (const HOME of ['', '.']) {
      const ran = await verify('receipt.pdf', { XDG_CONFIG_HOME: '', HOME });
      expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    }
  });

  test('may begin with a byte order mark, as editors on Windows write it', async () => {
    await writeFile(join(cwd, 'trust.json'), `\uFEFF${trustText()}`);
    expect(await fapiao(['verify', 'receipt.pdf', '--trust', 'trust.json'], { cwd })).toMatchObject({
      exitCode: 0,
    });
  });

  test('that is not UTF-8 is refused for that', async () => {
    await writeFile(join(cwd, 'trust.json'), Buffer.from(`\uFEFF${trustText()}`, 'utf16le'));
    const ran = await fapiao(['verify', 'receipt.pdf', '--trust', 'trust.json'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('trust.json is not UTF-8 text'),
    });
  });
});

describe('a file that is no receipt', () => {
  beforeEach(async () => putTrust('config'));

  test('is told to be another file, not one with something appended', async () => {
    await writeFile(join(cwd, 'other.pdf'), '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    const ran = await verify('other.pdf');
    expect(ran.exitCode).toBe(5);
    expect(ran.stdout).toContain('the file does not begin like a receipt: it is another kind of file');
    expect(ran.stdout).not.toContain('nothing was appended');
  });

  test('of gigabytes is read no further than a receipt can be long', async () => {
    const file = await open(join(cwd, 'large.pdf'), 'w');
    await file.truncate(6 * 1024 ** 3);
    await file.close();
    const ran = await verify('large.pdf');
    expect(ran).toMatchObject({ exitCode: 5, stdout: expect.stringContaining('larger than 16777216 bytes') });
  });

  test.skipIf(process.platform === 'win32')('that never ends is not read to its end', async () => {
    expect(await verify('/dev/zero')).toMatchObject({ exitCode: 5 });
  });
});

describe('fapiao trust certificates', () => {
  test('writes every authority to a file of its own', async () => {
    await putTrust('config');
    const ran = await fapiao(['trust', 'certificates', '--out', 'authorities', '--json'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0 });
    const files = (await readdir(join(cwd, 'authorities'))).toSorted();
    const texts = await Promise.all(files.map((file) => readFile(join(cwd, 'authorities', file), 'utf8')));
    const { authorities, taxpayerAuthorities } = network.trust;
    const all = [...authorities, ...taxpayerAuthorities];
    expect(texts).toEqual(all.map(({ certificate }) => `${certificate.trimEnd()}\n`));
  });

  test.skipIf(!has('pdfsig') || !has('certutil'))(
    'and the lines of docs/receipt-format.md make pdfsig trust receipts of every organization',
    async () => {
      await putTrust('config');
      const [, script = ''] =
        /```sh\n([\s\S]*?)```/.exec(
          section(readDocument('receipt-format.md'), '## Checking without our software'),
        ) ?? [];
      expect(script).toContain('certutil');
      const program = `fapiao() { "${process.execPath}" "${join(import.meta.dirname, '..', '..', 'cli', 'dist', 'main.js')}" "$@"; }`;
      for (const authority of [network.bureau, network.platform, network.auditor]) {
        const operator = await enrol(authority, OPERATOR);
        await writeFile(
          join(cwd, 'receipt.pdf'),
          await signed(network.attest(sampleInvoice(2)), signerOf(operator, authority)),
        );
        const env = { PATH: process.env.PATH ?? '', HOME: cwd, XDG_CONFIG_HOME: join(cwd, 'config') };
        const lines = ['set -e', program, 'rm -rf authorities nss', script].join('\n');
        const { stdout } = await promisify(execFile)('sh', ['-c', lines], { cwd, env });
        expect(stdout).toContain('Signature is Valid');
        expect(stdout).toContain('Certificate is Trusted');
        expect(stdout).toContain('Total document signed');
      }
    },
  );
});
