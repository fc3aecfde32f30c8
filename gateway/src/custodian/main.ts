/** `npm run custodian -- secret | rotate`: creates or replaces the master secret of keys in custody. */
import { ConfigError, readConfig } from '../config.js';
import { Custodian } from './custodian.js';
import { CustodianError } from './custodian-error.js';
import { writeMasterSecret } from './master-secret.js';

const USAGE = `npm run custodian -- <command> FILE

  secret FILE   write a new master secret, which FAPIAO_CUSTODIAN_KEY_FILE is to name
  rotate FILE   encrypt the keys in FAPIAO_CUSTODIAN anew: from the secret in FAPIAO_CUSTODIAN_KEY_FILE
                to the one in FILE. The gateway must be stopped; afterwards it takes the new file
`;

async function main([command, file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0) throw new ConfigError(USAGE);
  if (command === 'secret') await makeSecret(file);
  else if (command === 'rotate') await rotate(file);
  else throw new ConfigError(USAGE);
}

async function makeSecret(file: string): Promise<void> {
  await writeMasterSecret(file);
  console.log(`${file} holds a new master secret: keep a copy of it, apart from the keys`);
}

async function rotate(file: string): Promise<void> {
  const { custodian: place } = readConfig(process.env);
  if (place === undefined) {
    throw new ConfigError('set FAPIAO_CUSTODIAN and FAPIAO_CUSTODIAN_KEY_FILE to the keys to encrypt again');
  }
  const custodian = await Custodian.open(place);
  try {
    await custodian.changeSecret(file);
    const keys = custodian.size === 1 ? '1 key is' : `${custodian.size} keys are`;
    console.log(`${keys} encrypted anew; set FAPIAO_CUSTODIAN_KEY_FILE=${file}`);
  } finally {
    await custodian.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isExplained = error instanceof ConfigError || error instanceof CustodianError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
});
