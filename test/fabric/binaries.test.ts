import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, INSTALL_PAGE, SetupError, whyNoBinaries } from '@fapiao-ledger/network/fabric';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'configtxlator', 'osnadmin'];

describe('programs of Fabric', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-bin-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Something that answers as Fabric's programs do when they are asked for their version. */
  function install(program: string, version: string): void {
    const path = join(folder, program);
    writeFileSync(path, `#!/bin/sh\necho "${program}:"\necho " Version: v${version}"\n`);
    chmodSync(path, 0o755);
  }

  test.each(['2.5.16', '3.1.5'])('of version %s are found in FABRIC_BIN', (version) => {
    for (const program of PROGRAMS) install(program, version);
    const found = findBinaries({ FABRIC_BIN: folder });
    expect(found.version).toBe(version);
    expect(found.paths.osnadmin).toBe(join(folder, 'osnadmin'));
  });

  test('are found on PATH, in the first folder that has them', () => {
    for (const program of PROGRAMS) install(program, '2.5.16');
    expect(findBinaries({ PATH: `/nowhere:${folder}:/usr/bin:/bin` }).paths.peer).toBe(join(folder, 'peer'));
  });

  test('that are missing are all named, with the page that has them', () => {
    install('peer', '2.5.16');
    const error = failureOf(() => findBinaries({ FABRIC_BIN: folder }));
    expect(error.message).toContain('orderer, configtxgen, configtxlator, osnadmin');
    expect(error.message).not.toContain('peer,');
    expect(error.cure).toContain(INSTALL_PAGE);
    expect(whyNoBinaries({ FABRIC_BIN: folder })).toBe(error.message);
  });

  test.each(['1.4.12', '2.2.20', '3.0.0', '25.1.0'])('of version %s are refused', (version) => {
    for (const program of PROGRAMS) install(program, version);
    expect(failureOf(() => findBinaries({ FABRIC_BIN: folder })).message).toContain(`peer ${version}`);
  });

  test('of two versions are refused, and both are named', () => {
    for (const program of PROGRAMS) install(program, '2.5.16');
    install('orderer', '3.1.5');
    const { message } = failureOf(() => findBinaries({ FABRIC_BIN: folder }));
    expect(message).toContain('peer 2.5.16');
    expect(message).toContain('orderer 3.1.5');
  });

  test('that do not run are named', () => {
    for (const program of PROGRAMS) install(program, '2.5.16');
    writeFileSync(join(folder, 'orderer'), '#!/bin/sh\nexit 1\n');
    expect(failureOf(() => findBinaries({ FABRIC_BIN: folder })).message).toContain(join(folder, 'orderer'));
  });
});

function failureOf(act: () => unknown): SetupError {
  try {
    act();
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
