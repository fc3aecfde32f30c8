import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, readSettings, writePackages } from '@fapiao-ledger/network/fabric';
import { afterAll, describe, expect, inject, test } from 'vitest';

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '')(`packages of the contract${inject('fabricMissing')}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-package-'));
  const settings = readSettings({ profile: 'full' }, {});
  afterAll(() => rmSync(folder, { recursive: true }));

  test('have the ids that Fabric computes, one an organization', async () => {
    const packages = await writePackages(settings, folder);
    expect(packages.map(({ mspId }) => mspId)).toEqual(['TaxBureauMSP', 'PlatformMSP', 'Platform2MSP']);
    expect(new Set(packages.map(({ id }) => id)).size).toBe(3);
    const env = { ...process.env, FABRIC_CFG_PATH: join(home, 'nodes', 'peer-bureau', 'config') };
    for (const { file, id } of packages) {
      const args = ['lifecycle', 'chaincode', 'calculatepackageid', file];
      expect(execFileSync(findBinaries().paths.peer, args, { env, encoding: 'utf8' }).trim()).toBe(id);
    }
  });

  test('are the same bytes whenever they are written', async () => {
    const bytes = (await writePackages(settings, folder)).map(({ file }) => readFileSync(file));
    const again = (await writePackages(settings, folder)).map(({ file }) => readFileSync(file));
    expect(again).toEqual(bytes);
  });
});
