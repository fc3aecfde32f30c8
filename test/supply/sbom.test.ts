import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { afterAll, describe, expect, test } from 'vitest';

interface Bom {
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
}

const require = createRequire(import.meta.url);
const SCHEMAS = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { name?: string; version: string; integrity?: string; dev?: true }>;
};
const WORKSPACES = Object.entries(packages).flatMap(([place, { name }]) =>
  place === '' || place.includes('node_modules/') ? [] : [name ?? ''],
);

describe('the bill of materials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-sbom-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string): string {
    const file = join(folder, name);
    execFileSync('npm', ['run', '--silent', 'sbom', '--', file]);
    return readFileSync(file, 'utf8');
  }

  const text = write('one.json');
  const bom = JSON.parse(text) as Bom;

  test('is valid CycloneDX 1.6', () => {
    const schema = (name: string): object =>
      JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    for (const name of ['spdx', 'jsf-0.82'])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    addFormats.default(ajv);
    // Two that ajv-formats lacks; nothing here uses them.
    ajv.addFormat('iri-reference', true);
    ajv.addFormat('idn-email', true);
    const validate = ajv.compile(schema('bom-1.6'));
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(bom.specVersion).toBe('1.6');
    expect(validate({ ...bom, specVersion: 1.6 })).toBe(false);
  });

  test('is the same whenever it is written', () => {
    expect(write('two.json')).toBe(text);
  });

  test('is of the project and names each workspace', () => {
    const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Bom['components'][number];
    expect(bom.metadata.component).toMatchObject({ name, version });
    expect(bom.components.map((each) => each.name)).toEqual(expect.arrayContaining(WORKSPACES));
  });

  test('lists what the lock file installs without tools for development, each with the hash that it fixes', () => {
    const installed = Object.entries(packages)
      .filter(([, { integrity, dev }]) => integrity !== undefined && dev === undefined)
      .map(([place, { version, integrity }]) => [
        `${place.slice(place.lastIndexOf('node_modules/') + 13)}@${version}`,
        Buffer.from((integrity ?? '').slice(7), 'base64').toString('hex'),
      ]);
    const listed = bom.components
      .filter(({ name }) => !WORKSPACES.includes(name))
      .map(({ name, version, hashes }) => [`${name}@${version}`, hashes?.[0]?.content]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(installed));
  });
});
