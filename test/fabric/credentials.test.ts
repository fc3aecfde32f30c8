import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Paths, packGateway, readSettings } from '@fapiao-ledger/network/fabric';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeCredentials } from '../../network/fabric/credentials.ts';
import { writeNetworkFile } from '../../network/fabric/network-file.ts';
import { topologyOf } from '../../network/fabric/topology.ts';

let folder: string;
let paths: Paths;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-credentials-'));
  const settings = readSettings({ home: join(folder, 'home') }, {});
  paths = new Paths(settings.home);
  await writeCredentials(paths, topologyOf(settings));
  await writeNetworkFile(settings);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an officer whose certificate is renewed keeps the key by which the ledger knows it', async () => {
  const clients = paths.organization('bureau', 'clients');
  const read = (file: string): string => readFileSync(join(clients, file), 'utf8');
  const files = ['officer/key.pem', 'officer/cert.pem', 'operator/key.pem', 'operator/cert.pem'];
  const before = files.map(read);

  // What `renew bureau` does.
  renameSync(clients, `${clients}.old`);
  await writeCredentials(paths, topologyOf(readSettings({ home: paths.home }, {})));

  expect(files.map((file, index) => read(file) === before[index])).toEqual([true, false, false, false]);
});

test.each([
  ['bureau', 'operator'],
  ['platform', 'operator'],
])('the gateway of the %s gets the key of its %s and no other', (organization, client) => {
  const out = join(folder, 'gateway');
  expect(packGateway(paths.home, organization, out).name).toBe(client);
  const secrets = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(out, name);
    return statSync(file).isFile() && readFileSync(file, 'utf8').includes('PRIVATE KEY');
  });
  expect(secrets).toEqual([`organizations/${organization}/clients/${client}/key.pem`]);
});
