#!/usr/bin/env node
import { FapiaoError, messageOf, type PolicyJson } from '@fapiao-ledger/core';
import {
  filesOf,
  HomeError,
  type HomeSetting,
  heightsOf,
  type LedgerHome,
  openLedger,
} from '@fapiao-ledger/network/home';
import { type Config, ConfigError, readConfig, type SettingName } from './config.js';
import { Custodian } from './custodian/custodian.js';
import { CustodianError } from './custodian/custodian-error.js';
import { createLog } from './log.js';
import { AddressError, listen } from './server.js';
import { LedgerStream } from './stream/ledger-stream.js';
import { offersWayIn, WayIn } from './way-in/way-in.js';

type Close = () => Promise<void>;

/** Starts the gateway. Standard output gets the address, for operators and scripts; the log goes to standard error. */
async function main(): Promise<void> {
  const [word] = process.argv.slice(2);
  if (word === '--help' || word === '-h') {
    const { helpText } = await import('./help.js');
    console.log(helpText());
    return;
  }
  if (word !== undefined)
    throw new ConfigError(`${word}: the gateway takes no arguments; npm start -- --help lists its settings`);
  const config = readConfig(process.env);
  const opened: Close[] = [];
  try {
    await start(config, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Opens the parts in order. Each is added to `opened`, so that a failure can close them. */
async function start(config: Config, opened: Close[]): Promise<void> {
  const log = createLog(config.logLevel, process.stderr);
  const custodian = config.custodian && (await Custodian.open(config.custodian));
  if (custodian !== undefined) {
    opened.push(() => custodian.close());
    log.info({ keys: custodian.size }, 'keys are in custody here');
  }
  const opening = openLedger(config).then((ledger) => {
    opened.push(() => ledger.close());
    return ledger;
  }, homeProblem);
  // The ledger opens in its own thread, while this one loads the other modules.
  const [home, { createApp }, { startReadModel }] = await Promise.all([
    opening,
    import('./app.js'),
    import('./read-model/index.js'),
  ]);
  if (custodian !== undefined && home.operator === undefined) {
    throw new ConfigError('FAPIAO_CUSTODIAN: only a platform’s gateway can keep taxpayers’ keys');
  }
  const stream = new LedgerStream(home.client, (error) =>
    log.error({ err: error }, 'the stream of blocks was interrupted'),
  );
  opened.push(() => stream.close());
  stream.start();
  const readModel = await startReadModel(config.readModel, stream, (error) =>
    log.error({ err: error }, 'the read model was interrupted'),
  ).catch(readModelProblem);
  opened.push(() => readModel.close());
  const wayIn = offersWayIn(config) ? new WayIn(config, home) : undefined;
  const gateway = createApp({
    home,
    limits: config.limits,
    log,
    stream,
    readModel,
    ...(custodian && { custodian }),
    ...(wayIn && { wayIn }),
  });
  opened.push(() => gateway.close());
  const server = await listen(gateway, config);
  opened.push(() => server.stop(config.limits.shutdownTimeoutMs));
  announce(config, server.address, home, { isEmpty: await hasNoRules(home), wayIn });

  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    await closeAll(opened);
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

/** Closes the parts in reverse order. */
async function closeAll(opened: readonly Close[]): Promise<void> {
  for (const close of opened.toReversed()) await close();
}

const VARIABLES: Readonly<Record<HomeSetting, SettingName>> = {
  home: 'FAPIAO_HOME',
  heights: 'FAPIAO_HEIGHTS',
  'fabric.home': 'FAPIAO_FABRIC_HOME',
};

/** Throws why a home cannot be opened, with the variable that names what is wrong. */
function homeProblem(cause: unknown): never {
  if (!(cause instanceof HomeError)) throw cause;
  const { setting, message } = cause;
  throw new ConfigError(setting === undefined ? message : `${VARIABLES[setting]}: ${message}`, { cause });
}

/** Throws a message with the cause that a disk or database names. Its URL may hold a password and is not repeated. */
function readModelProblem(cause: unknown): never {
  const { code, message } = cause as { code?: unknown; message: string };
  if (typeof code !== 'string' || cause instanceof FapiaoError) throw cause;
  throw new ConfigError(`FAPIAO_READ_MODEL: it cannot be opened: ${message || code}`, { cause });
}

/** Returns whether no rules are published, so that no seller can issue. */
async function hasNoRules({ client, reader }: LedgerHome): Promise<boolean> {
  const policy = await client.evaluate(reader, { contract: 'bureau', function: 'ReadPolicy', args: [] });
  return (JSON.parse(policy) as PolicyJson).ruleSets.length === 0;
}

function announce(
  config: Config,
  address: string,
  { bureau, operator }: LedgerHome,
  { isEmpty, wayIn }: { isEmpty: boolean; wayIn: WayIn | undefined },
): void {
  const { home, ledger } = config;
  const files = filesOf(home);
  const isOfBureau = bureau !== undefined;
  const lines = [
    `fapiao-ledger is ready at ${address}`,
    `  check an invoice   ${address}/`,
    `  API                ${address}/docs`,
    `  data               ${home}`,
    ...(ledger === 'embedded' ? [`  height             ${heightsOf(config)}`] : []),
    ...(isOfBureau ? [`  bureau officer     ${files.officer}`] : []),
    ...(isOfBureau || operator === undefined ? [] : [`  operator           ${files.operator}`]),
    `  trust file         ${files.trust}`,
    ...(wayIn === undefined ? [] : [`  way in, once       ${wayIn.addressAt(address)}`]),
  ];
  const hint = [
    'The ledger is empty. First publish the tax rules and register a seller:',
    `  export FAPIAO_GATEWAY=${address} FAPIAO_IDENTITY=${files.officer}`,
    '  npx fapiao bureau publish-rules --built-in',
    '  npx fapiao bureau register --help',
  ];
  console.log([...lines, ...(isEmpty && isOfBureau ? hint : [])].join('\n'));
}

/** The gateway continues when the reader of its output has ended. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

main().catch((error: unknown) => {
  const isExplained = [ConfigError, CustodianError, AddressError, FapiaoError].some(
    (kind) => error instanceof kind,
  );
  console.error(isExplained ? messageOf(error) : error);
  process.exitCode = 1;
});
