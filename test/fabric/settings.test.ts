import { resolve } from 'node:path';
import { readSettings, SetupError } from '@fapiao-ledger/network/fabric';
import { describe, expect, test } from 'vitest';

describe('settings of a network', () => {
  test('have a value without flag or environment', () => {
    expect(readSettings({}, {})).toMatchObject({
      home: resolve('data/fabric'),
      profile: 'small',
      basePort: 17_050,
      batchTimeoutMs: 300,
      blockKib: 128,
      channel: 'fapiao',
    });
  });

  test('come from the environment, and from flags before it', () => {
    const env = { FAPIAO_FABRIC_PROFILE: 'full', FAPIAO_FABRIC_PORT: '20000' };
    expect(readSettings({ 'base-port': '21000' }, env)).toMatchObject({ profile: 'full', basePort: 21_000 });
  });

  test.each([
    [{ profile: 'large' }, 'large'],
    [{ 'base-port': '80' }, '80'],
    [{ 'base-port': '65500' }, '65500'],
    [{ 'base-port': '1e4' }, '1e4'],
    [{ 'batch-ms': '0' }, '0'],
    [{ 'block-kib': '10241' }, '10241'],
    [{ channel: 'Fapiao' }, 'Fapiao'],
    [{ chaincode: '' }, '""'],
  ])('%o is refused by name', (flags, name) => {
    expect(() => readSettings(flags, {})).toThrow(SetupError);
    expect(() => readSettings(flags, {})).toThrow(name);
  });
});
