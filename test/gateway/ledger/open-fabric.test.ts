import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '@fapiao-ledger/gateway/config';
import { openLedger } from '@fapiao-ledger/gateway/ledger/open-ledger';
import { readSettings } from '@fapiao-ledger/network/fabric';
import { expect, test } from 'vitest';

test('a folder whose organization has not finished joining says so', async () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-joining-'));
  try {
    const settings = readSettings({ home, profile: 'small' }, {});
    const network = { settings: { ...settings, profile: 'member' }, peers: [], orderers: [], clients: [] };
    writeFileSync(join(home, 'network.json'), JSON.stringify(network));
    const config = readConfig({
      FAPIAO_HOME: join(home, 'gateway'),
      FAPIAO_LEDGER: 'fabric',
      FAPIAO_FABRIC_HOME: home,
    });
    const attempt = openLedger(config);
    await expect(attempt).rejects.toBeInstanceOf(ConfigError);
    await expect(attempt).rejects.toThrow(/folder holds no client’s certificate\. npm run network/);
  } finally {
    rmSync(home, { recursive: true });
  }
});
