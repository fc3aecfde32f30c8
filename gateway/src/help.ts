import { type SettingName, standardSettings } from './config.js';

/** What each setting decides. docs/operating.md says more. */
const SETTINGS: Readonly<Record<SettingName, string>> = {
  FAPIAO_HOME: 'the data folder',
  HOST: 'the address to listen at',
  PORT: 'the port to listen at',
  FAPIAO_LEDGER: 'embedded or fabric',
  FAPIAO_CHANNEL: 'name of an embedded ledger, the same at every start',
  FAPIAO_HEIGHTS: 'folder of the heights of embedded ledgers, outside of the data folder',
  FAPIAO_FABRIC_HOME: 'folder of a Fabric network',
  FAPIAO_FABRIC_CLIENT: 'fabric-network or fabric-gateway',
  FAPIAO_WAY_IN: 'offered: the start prints an address that enters the portal once; or none',
  FAPIAO_LOG: 'debug, info, warn, error or silent',
  FAPIAO_READ_MODEL: 'SQLite file or postgresql:// address of lists and statistics',
  FAPIAO_CUSTODIAN: 'folder of keys in custody',
  FAPIAO_CUSTODIAN_KEY_FILE: 'file with the master secret of these keys',
  FAPIAO_REQUESTS_PER_MINUTE: 'requests of a caller',
  FAPIAO_REFUSED_BYTES_PER_MINUTE: 'bytes of refused requests of a caller',
  FAPIAO_BAD_CREDENTIALS_PER_MINUTE: 'refused credentials of an address',
  FAPIAO_CHECKS_PER_MINUTE: 'public checks of an address',
  FAPIAO_PROXIES: 'proxies before the gateway',
  FAPIAO_BODY_BYTES: 'largest body of drafts',
  FAPIAO_BODY_TIMEOUT_MS: 'time for a whole body',
  FAPIAO_CREDIT_CHUNK: 'largest credit, in yuan, that a lane gets at once',
  FAPIAO_NUMBERS_CHUNK: 'most numbers that a lane gets at once',
  FAPIAO_OUTCOME_TIMEOUT_MS: 'time for which an unknown outcome is looked up',
  FAPIAO_SHUTDOWN_TIMEOUT_MS: 'time for which a stop waits for accepted requests',
};

/** Returns how to start the gateway: its settings with their defaults. */
export function helpText(): string {
  const standard = standardSettings();
  const lines = Object.entries(SETTINGS).map(([name, text]) => {
    const value = standard[name];
    return `  ${name}${value === undefined ? '' : `=${value}`}\n      ${text}`;
  });
  return [
    'Usage: npm start',
    'Starts a gateway and, unless FAPIAO_LEDGER=fabric, an embedded ledger in the data folder.',
    '',
    'Settings are environment variables, such as PORT=9090 npm start. With their defaults:',
    ...lines,
    '',
    'More: docs/operating.md',
  ].join('\n');
}
