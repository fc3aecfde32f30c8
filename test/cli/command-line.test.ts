import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  InvariantError,
  VerificationError,
} from '@fapiao-ledger/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../cli/src/exit-code.ts';
import { nodeVersionProblem } from '../../cli/src/node-version.ts';
import { UsageError } from '../../cli/src/usage-error.ts';
import { draftOf, lineOf } from '../support/draft.ts';
import { fapiao, freePort, type Ran, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

const NUMBER = '26442000000000000001';

/** Makes Node.js name every module it loads on standard error. */
const NAMING_MODULES = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });
`)}`;

let cwd: string;
/** No server listens there. */
let nowhere: string;

beforeAll(async () => {
  cwd = await temporaryFolder();
  nowhere = `http://127.0.0.1:${await freePort()}`;
  await writeFile(join(cwd, 'sound.json'), JSON.stringify(draftOf()));
  const bad = { ...draftOf(), lines: [lineOf({ rate: '0.17' }), lineOf({ net: '1.005' })] };
  await writeFile(join(cwd, 'bad.json'), JSON.stringify([draftOf(), bad]));
  await writeFile(join(cwd, 'latin1.json'), Buffer.from([0x22, 0xe9, 0x22]));
});

const warm = warmCommands();

async function command(...args: readonly string[]): Promise<Ran> {
  return await warm(args, { cwd, env: { FAPIAO_GATEWAY: nowhere } });
}

describe('exit codes', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('follow the kind of the error: %s', (code) => {
    const want = { validation: 2, forbidden: 3, missing: 3, conflict: 3, ledger: 4, verification: 5 };
    expect(exitCodeOf(new DomainError(code, ''))).toBe(want[ERROR_CODES[code].kind]);
  });

  it('tell a wrong command line from a bug', () => {
    expect(exitCodeOf(new UsageError(''))).toBe(64);
    expect(exitCodeOf(new VerificationError('RECEIPT_PAGE', ''))).toBe(5);
    expect(exitCodeOf(new InvariantError(''))).toBe(70);
    expect(exitCodeOf(new TypeError(''))).toBe(70);
    expect(exitCodeOf('thrown by a library')).toBe(70);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['no command', [], 'Usage: fapiao'],
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a mistyped command', ['isue'], "unknown command 'isue': did you mean issue?"],
    ['a mistyped option', ['list', '--stat', 'OPEN'], "unknown option '--stat': did you mean --state?"],
    ['another choice', ['list', '--state', 'open'], "'open' is not valid: one of OPEN, LOCKED,"],
    [
      'a prefix of numbers that is none',
      ['bureau', 'segment', '914403001922038216', '--prefix', '26', '--count', '1'],
      '--prefix 26: the prefix of DIGITAL is five digits, such as 26442',
    ],
    ['an unknown option', ['show', NUMBER, '--color'], "unknown option '--color'"],
    ['a short number', ['show', '123'], "'123' is not a valid <number>: an invoice number has 20 digits"],
    ['a missing option', ['lock', NUMBER], '--company'],
    ['a wrong code', ['transfer', NUMBER, '--to', '91110108551385082X'], '--to'],
    [
      'a wrong month',
      ['bureau', 'credit', '914403001922038216', '--month', '2026-13', '--net', '1.00'],
      '--month',
    ],
    ['an amount without decimals', ['redeem', NUMBER, '--amount', '5'], '--amount'],
    ['no identity', ['show', NUMBER], '--identity'],
    ['a gateway that is no address', ['show', NUMBER, '--gateway', 'gateway'], 'gateway'],
    ['a file that is not there', ['issue', 'none.json', '--dry-run'], 'none.json'],
    ['a file that is not UTF-8', ['issue', 'latin1.json', '--dry-run'], 'latin1.json is not UTF-8'],
    ['a trust file that is not there', ['verify', 'x.pdf', '--trust', 'none.json'], 'fapiao trust fetch'],
    [
      'a folder that cannot be',
      ['identity', 'new', 'sound.json/x.json', '--role', 'auditor'],
      'cannot be written',
    ],
    ['an unknown profile', ['show', NUMBER, '--profile', 'none'], 'profile "none"'],
  ])('exits with 64 and names what is wrong: %s', async (_desc, args, words) => {
    const ran = await command(...args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain(words);
  });

  it('is one JSON document with --json', async () => {
    const ran = await command('show', '123', '--json');
    expect(ran).toMatchObject({ exitCode: 64, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      code: 'USAGE',
      title: 'the command line is wrong',
      detail: "'123' is not a valid <number>: an invoice number has 20 digits",
      exitCode: 64,
    });
  });
});

describe('faults in a draft', () => {
  it('exit with 2 and show every pointer, without any network', async () => {
    const ran = await command('issue', 'bad.json', '--dry-run');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('/invoices/1/lines/0/rate');
    expect(ran.stderr).toContain('/invoices/1/lines/1/net');
    expect(ran.stderr).not.toContain('/invoices/0/');
  });

  it('that --complete would mend come with that hint', async () => {
    const { lines, buyer } = draftOf();
    await writeFile(join(cwd, 'bare.json'), JSON.stringify({ buyer, lines }));
    const ran = await command('issue', 'bare.json', '--dry-run');
    expect(ran.stderr).toMatch(/^--complete fills in .*\nerror: /);
    expect((await command('issue', 'bad.json', '--dry-run')).stderr).not.toContain('--complete');
  });

  it('are listed with --json', async () => {
    const ran = await command('issue', 'bad.json', '--dry-run', '--json');
    const problem = JSON.parse(ran.stdout) as { faults: { path: string }[] };
    expect(ran.exitCode).toBe(2);
    expect(problem).toMatchObject({ exitCode: 2, code: expect.any(String) });
    expect(problem.faults.map(({ path }) => path)).toContain('/invoices/1/lines/1/net');
  });

  it('are told to be in the file they are in', async () => {
    expect((await command('issue', 'bad.json', '--dry-run')).stderr).toMatch(
      /^error: [0-9]+ things are wrong in bad\.json$/m,
    );
    await writeFile(join(cwd, 'bad-trust.json'), '{}');
    expect((await command('verify', 'x.pdf', '--trust', 'bad-trust.json')).stderr).toContain(
      'things are wrong in bad-trust.json',
    );
    const rules = await command('issue', 'sound.json', '--dry-run', '--rules', 'bad-trust.json', '--json');
    expect(JSON.parse(rules.stdout)).toMatchObject({ document: 'bad-trust.json' });
  });

  it('are not there in a sound draft, read from standard input', async () => {
    const input = await readFile(join(cwd, 'sound.json'), 'utf8');
    const ran = await fapiao(['issue', '-', '--dry-run', '--json'], { cwd, input });
    expect(JSON.parse(ran.stdout)).toMatchObject({ checked: 1 });
    expect(ran.exitCode).toBe(0);
  });
});

describe('a gateway that cannot be reached', () => {
  it('exits with 4 and names the gateway', async () => {
    const ran = await command('trust', 'fetch');
    expect(ran).toMatchObject({ exitCode: 4, stdout: '' });
    expect(ran.stderr).toContain(`${nowhere} cannot be reached`);
  });

  it('is a problem with --json', async () => {
    const ran = await command('trust', 'fetch', '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({ code: 'LEDGER_UNAVAILABLE', exitCode: 4 });
  });
});

describe('help', () => {
  it.each([
    [['help'], 'Usage: fapiao [options] [command]'],
    [['help', 'lock'], 'Usage: fapiao lock --company <code>'],
    [['bureau', 'help', 'credit'], 'Usage: fapiao bureau credit --month <month>'],
  ])('is a command, too: %j', async (args, usage) => {
    const ran = await command(...args);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(usage);
  });

  it('comes on standard output, with examples and exit codes', async () => {
    const ran = await command('--help');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    for (const words of ['Examples:', 'fapiao issue', 'Exit codes:', 'Invoices:'])
      expect(ran.stdout).toContain(words);
  });

  it('names the options that a command does not go without', async () => {
    const { stdout } = await command('lock', '--help');
    expect(stdout).toContain('Usage: fapiao lock --company <code> [options] <number...>');
    expect(stdout).toContain('--company <code> (required)');
    expect((await command('bureau', 'credit', '--help')).stdout).toMatch(
      /Usage: fapiao bureau credit --month/,
    );
  });

  it('shows what every command has in common', async () => {
    expect((await command('bureau', 'credit', '--help')).stdout).toContain('--gateway');
  });

  it('and version load nothing that draws or certifies', async () => {
    const ran = await fapiao(['--version'], { cwd, env: { NODE_OPTIONS: `--import ${NAMING_MODULES}` } });
    expect(ran).toMatchObject({ exitCode: 0, stdout: '0.1.0\n' });
    expect(ran.stderr).toContain('/commander/');
    expect(ran.stderr).not.toMatch(
      /pdfkit|fontkit|qrcode|peculiar|cli-progress|cli\/dist\/receipt\/(render|pdf)/,
    );
  });
});

describe('the command that npm links', () => {
  const BIN = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'fapiao.js');

  it('is the command line', () => {
    expect(execFileSync(BIN, ['--version'], { encoding: 'utf8' })).toBe('0.1.0\n');
  });

  it('says what is missing before anything is built', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'bin'));
    await copyFile(BIN, join(folder, 'bin', 'fapiao.mjs'));
    const { status, stderr } = spawnSync(join(folder, 'bin', 'fapiao.mjs'), { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 64,
      stderr: 'error: fapiao is not built yet: npm run build\n',
    });
  });
});

describe('fapiao network', () => {
  it('is the program of Fabric networks, with its own options and exit codes', async () => {
    const help = await command('network', '--help');
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain('pack-gateway');
    const unknown = await command('network', 'frobnicate');
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toBe('there is no command "frobnicate": --help lists the commands\n');
    const status = await command('network', 'status', '--home', 'none', '--profile', 'small');
    expect(status).toMatchObject({ exitCode: 4, stdout: '' });
    expect(status.stderr).toContain('there is no network in');
  });

  it('must be the first word', async () => {
    const ran = await command('--json', 'network', 'status', '--home', 'none');
    expect(ran.exitCode).toBe(64);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      detail: expect.stringContaining('must be the first word'),
    });
  });
});

describe('an older Node.js', () => {
  it.each(['18.20.0', '20.20.2', '22.12.0'])('is told what it takes: %s', (version) => {
    expect(nodeVersionProblem(version)).toContain(`22.13 or newer and runs on ${version}`);
  });

  it.each(['22.13.0', '24.21.0', '25.0.0'])('is not one: %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });
});
