import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Paths, readSettings } from '@fapiao-ledger/network/fabric';
import { expect, test } from 'vitest';
import { writeCredentials } from '../../network/fabric/credentials.ts';
import { topologyOf } from '../../network/fabric/topology.ts';

test('an officer whose certificate is renewed keeps the key by which the ledger knows it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-credentials-'));
  const paths = new Paths(home);
  const topology = topologyOf(readSettings({ home }, {}));
  const read = (file: string): string => readFileSync(paths.organisation('bureau', 'clients', file), 'utf8');
  const files = ['officer/key.pem', 'officer/cert.pem', 'operator/key.pem', 'operator/cert.pem'];
  await writeCredentials(paths, topology);
  const before = files.map(read);

  // What `renew bureau` does.
  const clients = paths.organisation('bureau', 'clients');
  renameSync(clients, `${clients}.old`);
  await writeCredentials(paths, topology);

  expect(files.map((file, index) => read(file) === before[index])).toEqual([true, false, false, false]);
  rmSync(home, { recursive: true });
});
