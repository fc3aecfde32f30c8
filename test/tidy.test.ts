import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LINES_MAX = 400;

/** Files under version control, or about to be. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');

/** Made by `npm run openapi`, for the compiler. */
const GENERATED = 'gateway/client/api.ts';
const sources = files.filter((file) => /\.(ts|js|cjs|mjs)$/.test(file) && file !== GENERATED);
const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

/** Files whose text matches, with the line: what a reader of the failure needs. */
function matches(among: readonly string[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

test('no source file is longer than a reader’s patience: split it by what it is about', () => {
  const long = sources.filter((file) => read(file).split('\n').length > LINES_MAX);
  expect(long).toEqual([]);
});

test('nothing is left for later in the code: do it, or write it down in the limits', () => {
  const marker = new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b|\\bXX', 'X\\b|not ', 'implemented'].join(''));
  expect(matches(sources, marker)).toEqual([]);
});

test('no test is singled out, and no check is silenced', () => {
  const parts = [
    '\\b(test|it|describe)\\.on',
    'ly\\(|@ts-',
    'ignore|eslint-dis',
    'able|oxlint-dis',
    'able|biome-ig',
    'nore',
  ];
  const silencer = new RegExp(parts.join(''));
  expect(matches(sources, silencer)).toEqual([]);
});

test('no program is started through a shell, and no query is put together from texts', () => {
  const programs = sources.filter((file) => !file.startsWith('test/'));
  const imported = /import \{[^}]*\bexec(Sync)?\b[^}]*\} from 'node:child_process'|shell: true/;
  expect(matches(programs, imported)).toEqual([]);
  const raw = matches(programs, /\bsql\.raw\(|\.query\(`[^`]*\$\{/);
  // Types that an engine names, clauses and functions of our own, and nothing that a caller sends.
  expect(raw.map((line) => line.replace(/:\d+:/, ''))).toEqual([
    'gateway/src/read-model/postgres.ts const clause = sql.raw(onConflict);',
    'gateway/src/read-model/postgres.ts const element = sql.raw(type);',
    "gateway/src/read-model/schema.ts return sql.raw(type === 'text' ? engine.text : type);",
    'gateway/src/read-model/sqlite.ts const isInTime = sql.raw(IS_IN_TIME);',
  ]);
});

test('nothing that must not be guessed is drawn from Math.random: it spreads waiting times alone', () => {
  const drawn = matches(
    sources.filter((file) => !file.startsWith('test/')),
    /Math\.random/,
  );
  expect(drawn.filter((line) => !/await delay\(/.test(line))).toEqual([]);
});

test('keys of the world state are built and parsed in one place', () => {
  const own = ['chaincode/core/protocol/keys.ts', 'test/core/keys.test.ts'];
  const others = sources.filter((file) => !own.includes(file));
  const kinds = 'RULESET|TAXPAYER|OFFICER|PREFIX|STOCK|CREDIT|LANE|PAGE|STATUS|FREEZE|REQUEST';
  expect(matches(others, new RegExp(`(${kinds})~|split\\('~`))).toEqual([]);
});

test('sources and documents name the actor, as the language guide in CONTRIBUTING.md asks', () => {
  const texts = files.filter((file) => /\.(ts|js|cjs|mjs|md)$/.test(file));
  const own = texts.filter((file) => file !== 'CHANGELOG.md' && !file.startsWith('docs/api/'));
  expect(matches(own, /\b((any|every|some|no)(body|one)|who(m|ever|mever))\b/i)).toEqual([]);
});

test('every dependency has an exact version', () => {
  const manifests = files.filter((file) => /(^|\/)package\.json$/.test(file));
  const loose = manifests.flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(file)) as Record<
      string,
      Record<string, string>
    >;
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
    return Object.entries(all).flatMap(([name, version]) =>
      /^\d+\.\d+\.\d+$/.test(version) ? [] : [`${file}: ${name} ${version}`],
    );
  });
  expect(loose).toEqual([]);
});

test('the documents link only to files that exist', () => {
  const documents = files.filter((file) => file.endsWith('.md'));
  const dead = documents.flatMap((file) => {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    return [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => new URL(target as string, `file:///${folder}`).pathname.slice(1))
      .filter(
        (target) =>
          !files.some((known) => known === target || known.startsWith(`${target.replace(/\/$/, '')}/`)),
      )
      .map((target) => `${file}: ${target}`);
  });
  expect(dead).toEqual([]);
});
