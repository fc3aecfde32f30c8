import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@fapiao-ledger/network/fabric';
import { HomeError, openLedger } from '@fapiao-ledger/network/home';
import { expect, test } from 'vitest';

test('a folder whose organization has not finished joining says so', async () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-joining-'));
  try {
    const settings = readSettings({ home, profile: 'small' }, {});
    const network = { settings: { ...settings, profile: 'member' }, peers: [], orderers: [], clients: [] };
    writeFileSync(join(home, 'network.json'), JSON.stringify(network));
    const attempt = openLedger({
      home: join(home, 'gateway'),
      ledger: 'fabric',
      channel: 'fapiao',
      fabric: { home, client: 'fabric-gateway' },
    });
    await expect(attempt).rejects.toBeInstanceOf(HomeError);
    await expect(attempt).rejects.toThrow(/folder holds no client’s certificate\. npm run network/);
  } finally {
    rmSync(home, { recursive: true });
  }
});
