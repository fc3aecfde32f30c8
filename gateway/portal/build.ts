/** Builds the bundles of the portal into `dist`, each when one of its sources has changed since its last build. */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type UserConfig } from 'vite';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');
const BUNDLES = ['wallet', 'desk'] as const;
/** What both bundles are made of besides their own folder. */
const COMMON = [
  'package-lock.json',
  'chaincode/core/**/*.ts',
  'gateway/client/**/*.ts',
  'gateway/portal/*.ts',
  'gateway/portal/shared/**/*.ts',
];
const TEXTS = /\.(html|js|css|svg|json|webmanifest)$/;
/** Smaller files gain nothing. */
const COMPRESSED_FROM_BYTES = 256;

for (const name of BUNDLES) {
  const config = join(HERE, name, 'vite.config.ts');
  if (existsSync(config)) await bundle(name, config);
}

async function bundle(name: (typeof BUNDLES)[number], config: string): Promise<void> {
  const folder = join(HERE, 'dist', name);
  const mark = join(HERE, 'dist', `${name}.sources`);
  const digest = await digestOf([...COMMON, `gateway/portal/${name}/**/*`]);
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === digest) return;
  await rm(mark, { force: true });
  const { default: settings } = (await import(config)) as { default: UserConfig };
  await build({ ...settings, configFile: false });
  await compressAll(folder);
  await writeFile(mark, digest);
}

/** Returns the digest of names and contents of the files that match. */
async function digestOf(patterns: readonly string[]): Promise<string> {
  const isBuilt = (path: string): boolean => /(^|\/)(dist|node_modules)(\/|$)/.test(path);
  const found = globSync([...patterns], {
    cwd: ROOT,
    withFileTypes: true,
    exclude: ({ name, parentPath }) => isBuilt(join(parentPath, name)),
  });
  const files = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    hash
      .update(file.slice(ROOT.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Writes each text in gzip and Brotli beside it, so that the gateway compresses nothing while it serves. */
async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true });
  const texts = files.filter((entry) => entry.isFile() && TEXTS.test(entry.name));
  await Promise.all(
    texts.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const bytes = await readFile(path);
      if (bytes.length < COMPRESSED_FROM_BYTES) return;
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality));
    }),
  );
}
