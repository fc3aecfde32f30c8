import { resolve } from 'node:path';
import { readYuan } from '@fapiao-ledger/core';
import type { HomeSettings } from '@fapiao-ledger/network/home';
import { z } from 'zod';
import type { CustodianPlace } from './custodian/custodian.js';
import { isPostgresUrl } from './read-model/place.js';

/** The settings of the environment, read once at start. */
export interface Config extends HomeSettings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Path of the SQLite file or URL of the PostgreSQL database that holds the read model. */
  readonly readModel: string;
  /** Folder of taxpayers' keys in custody and file of their master secret. When absent, there is no custody. */
  readonly custodian?: CustodianPlace;
  /** Whether the operator of an embedded ledger may enter by a browser on this machine. */
  readonly wayIn: 'offered' | 'none';
  readonly limits: Limits;
}

export interface Limits {
  /** Requests per minute of one taxpayer, or of one key of the bureau, auditors or operators. Costly ones count several times. */
  readonly requestsPerMinute: number;
  /** Bytes per minute of one caller's requests that may be read and then refused. */
  readonly refusedBytesPerMinute: number;
  /** Refused credentials per minute and network address. */
  readonly badCredentialsPerMinute: number;
  /** Public checks per minute and network address. */
  readonly checksPerMinute: number;
  /** Number of proxies before the gateway. The caller's address is read accordingly from X-Forwarded-For. */
  readonly proxies: number;
  readonly bodyBytesMax: number;
  readonly bodyTimeoutMs: number;
  /** Largest credit that a lane is supplied with at once, in yuan, unless a request needs more. */
  readonly creditChunk: string;
  /** Most numbers that a lane is supplied with at once, unless a request needs more. */
  readonly numbersChunk: number;
  /** How long an unknown outcome is looked up before the caller gets LEDGER_OUTCOME_UNKNOWN. */
  readonly outcomeTimeoutMs: number;
  /** How long a stop waits for accepted requests. */
  readonly shutdownTimeoutMs: number;
}

/** A setting of the environment is wrong. The message names each wrong variable. */
export class ConfigError extends Error {}

/** Returns a reader of whole numbers. An empty text is not 0, because that would switch off a limit. */
function count(
  standard: number,
  { min = 0, max = 1_000_000_000 } = {},
): z.ZodDefault<z.ZodType<number, string>> {
  const words = `a whole number from ${min} to ${max} is expected`;
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, words)
    .transform(Number)
    .refine((value) => value >= min && value <= max, words)
    .default(standard);
}

function oneOf<const Name extends string>(
  ...names: readonly [Name, ...Name[]]
): z.ZodEnum<{ [K in Name]: K }> {
  return z.enum(names, { error: `one of ${names.join(', ')} is expected` });
}

const ENVIRONMENT = z
  .object({
    FAPIAO_HOME: z.string().min(1, 'it is empty').default('data'),
    HOST: z.string().min(1, 'it is empty').default('127.0.0.1'),
    PORT: count(8080, { max: 65_535 }),
    FAPIAO_LEDGER: oneOf('embedded', 'fabric').default('embedded'),
    FAPIAO_CHANNEL: z
      .string()
      .regex(
        /^[a-z][a-z0-9.-]{0,99}$/,
        'up to 100 lower-case letters, digits, dots and hyphens, a letter first',
      )
      .default('fapiao'),
    FAPIAO_HEIGHTS: z.string().min(1, 'it is empty').optional(),
    FAPIAO_FABRIC_HOME: z.string().min(1, 'it is empty').default('data/fabric'),
    FAPIAO_FABRIC_CLIENT: oneOf('fabric-network', 'fabric-gateway').default('fabric-network'),
    FAPIAO_LOG: oneOf('debug', 'info', 'warn', 'error', 'silent').default('info'),
    /** When absent, a file in the data folder. */
    FAPIAO_READ_MODEL: z.string().min(1, 'it is empty').optional(),
    FAPIAO_CUSTODIAN: z.string().min(1, 'it is empty').optional(),
    FAPIAO_CUSTODIAN_KEY_FILE: z.string().min(1, 'it is empty').optional(),
    FAPIAO_WAY_IN: oneOf('offered', 'none').default('offered'),
    FAPIAO_REQUESTS_PER_MINUTE: count(6_000),
    FAPIAO_REFUSED_BYTES_PER_MINUTE: count(20_000_000),
    FAPIAO_BAD_CREDENTIALS_PER_MINUTE: count(120),
    FAPIAO_CHECKS_PER_MINUTE: count(60),
    FAPIAO_PROXIES: count(0, { max: 10 }),
    FAPIAO_BODY_BYTES: count(2_000_000),
    FAPIAO_BODY_TIMEOUT_MS: count(15_000),
    FAPIAO_CREDIT_CHUNK: z
      .string()
      .refine((text) => (readYuan(text) ?? -1n) > 0n, 'yuan with two decimals, such as "1000000.00"')
      .default('1000000.00'),
    FAPIAO_NUMBERS_CHUNK: count(10_000, { min: 1 }),
    FAPIAO_OUTCOME_TIMEOUT_MS: count(20_000),
    FAPIAO_SHUTDOWN_TIMEOUT_MS: count(30_000),
  })
  .refine(
    ({ FAPIAO_CUSTODIAN: folder, FAPIAO_CUSTODIAN_KEY_FILE: file }) =>
      (folder === undefined) === (file === undefined),
    { path: ['FAPIAO_CUSTODIAN'], message: 'goes together with FAPIAO_CUSTODIAN_KEY_FILE' },
  );

/** Name of a variable that is read. */
export type SettingName = keyof typeof ENVIRONMENT.shape;

/** Variables that other programs of the project read, and that may be set for them in the same shell. */
const OF_OTHERS = /^FAPIAO_(?:GATEWAY|IDENTITY|PROFILE|TRUST|FABRIC_.*|CHAINCODE|CHAINCODE_.*)$/;

/** Returns the faults of variables that look like settings and are none: a misspelt setting would be ignored. */
function misspelt(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const isSetting = (name: string): boolean => Object.hasOwn(ENVIRONMENT.shape, name) || OF_OTHERS.test(name);
  return Object.keys(environment)
    .filter((name) => name.startsWith('FAPIAO_') && !isSetting(name))
    .map((name) => `${name}: there is no such setting; npm start -- --help lists them`);
}

/** Returns every variable that is read, with its default. */
export function standardSettings(): Readonly<Record<string, string | number | undefined>> {
  const standard = ENVIRONMENT.parse({});
  const names = Object.keys(ENVIRONMENT.shape) as (keyof typeof standard)[];
  return Object.fromEntries(names.map((name) => [name, standard[name]]));
}

/** Reads the environment. @throws {ConfigError} that names every variable that cannot be read */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = ENVIRONMENT.safeParse(environment);
  const unknown = misspelt(environment);
  if (!read.success || unknown.length > 0) {
    const issues = read.success ? [] : read.error.issues;
    const faults = [...issues.map(({ path, message }) => `${path.join('.')}: ${message}`), ...unknown];
    throw new ConfigError(`the environment is not usable\n  ${faults.join('\n  ')}`);
  }
  const { data } = read;
  return {
    home: resolve(data.FAPIAO_HOME),
    host: data.HOST,
    port: data.PORT,
    ledger: data.FAPIAO_LEDGER,
    channel: data.FAPIAO_CHANNEL,
    ...(data.FAPIAO_HEIGHTS !== undefined && { heights: resolve(data.FAPIAO_HEIGHTS) }),
    fabric: { home: resolve(data.FAPIAO_FABRIC_HOME), client: data.FAPIAO_FABRIC_CLIENT },
    logLevel: data.FAPIAO_LOG,
    readModel: readModelPlace(data.FAPIAO_READ_MODEL, data.FAPIAO_HOME),
    ...custodianOf(data.FAPIAO_CUSTODIAN, data.FAPIAO_CUSTODIAN_KEY_FILE),
    wayIn: data.FAPIAO_WAY_IN,
    limits: {
      requestsPerMinute: data.FAPIAO_REQUESTS_PER_MINUTE,
      refusedBytesPerMinute: data.FAPIAO_REFUSED_BYTES_PER_MINUTE,
      badCredentialsPerMinute: data.FAPIAO_BAD_CREDENTIALS_PER_MINUTE,
      checksPerMinute: data.FAPIAO_CHECKS_PER_MINUTE,
      proxies: data.FAPIAO_PROXIES,
      bodyBytesMax: data.FAPIAO_BODY_BYTES,
      bodyTimeoutMs: data.FAPIAO_BODY_TIMEOUT_MS,
      creditChunk: data.FAPIAO_CREDIT_CHUNK,
      numbersChunk: data.FAPIAO_NUMBERS_CHUNK,
      outcomeTimeoutMs: data.FAPIAO_OUTCOME_TIMEOUT_MS,
      shutdownTimeoutMs: data.FAPIAO_SHUTDOWN_TIMEOUT_MS,
    },
  };
}

function custodianOf(folder: string | undefined, secretFile: string | undefined): Pick<Config, 'custodian'> {
  if (folder === undefined || secretFile === undefined) return {};
  return { custodian: { folder: resolve(folder), secretFile: resolve(secretFile) } };
}

function readModelPlace(place: string | undefined, home: string): string {
  if (place === undefined) return resolve(home, 'read-model.db');
  return isPostgresUrl(place) ? place : resolve(place);
}
