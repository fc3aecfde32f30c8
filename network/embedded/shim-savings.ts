/** Spares the unmodified fabric-shim work on every transaction that has no effect. */
import { Remembered } from '@fapiao-ledger/core';

type Logger = Record<string, unknown>;

interface Loggers {
  getLogger(name: string): Logger;
}

/** Loggers that are called on every transaction, by the library that keeps them. */
const CHATTY_LOGGERS: Readonly<Record<string, readonly string[]>> = {
  'fabric-shim/lib/logger.js': [
    'lib/handler.js',
    'lib/stub.js',
    'lib/server.js',
    'lib/iterators.js',
    'lib/chaincode.js',
    'contracts-spi/chaincodefromcontract.js',
    'contracts-spi/datamarshall.js',
  ],
  'fabric-contract-api/lib/logger.js': ['./lib/jsontransactionserializer.js'],
};

/**
 * Silences loggers. They format text that they then do not print, which takes a third to a half of the time of a
 * transaction, and print each refusal of a contract as an error, which it is not.
 *
 * @param load `require` as the chaincode has it
 */
export function silenceLoggers(load: NodeJS.Require): void {
  for (const [library, names] of Object.entries(CHATTY_LOGGERS)) {
    const loggers = load(library) as Loggers;
    for (const logger of names.map((name) => loggers.getLogger(name))) {
      for (const level of ['debug', 'info', 'error']) logger[level] = () => logger;
    }
  }
}

interface CertificateLibrary {
  readonly Certificate: { fromPEM(pem: string): unknown };
}

const CERTIFICATES_MAX = 1_000;
/** Parts of the shim that save work already. */
const saving = new WeakSet<object>();

/**
 * Caches parsed certificates. Parsing the caller's takes a tenth of the peer's time for a transaction, and callers
 * return. The cache decides no trust: the peer has judged the certificate before.
 *
 * @param load `require` as fabric-shim has it
 */
export function rememberCertificates(load: NodeJS.Require): void {
  const { Certificate } = load('@fidm/x509') as CertificateLibrary;
  if (saving.has(Certificate)) return;
  saving.add(Certificate);
  const parse = Certificate.fromPEM.bind(Certificate);
  const known = new Remembered<unknown>(CERTIFICATES_MAX);
  Certificate.fromPEM = (pem) => known.get(pem, () => parse(pem));
}

interface Parameter {
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The shim's reader of arguments. */
interface Marshal {
  handleParameters: (
    this: Marshal,
    called: { readonly parameters?: readonly Parameter[] },
    args: readonly Buffer[],
    prefix: string,
  ) => unknown[];
  fromWireBuffer(bytes: Buffer, schema: object, prefix: string): { value: unknown; validateData: unknown };
}

/**
 * Reads arguments that are declared as text, and are text, without their schema. For each argument the shim writes the
 * schema as JSON three times to find its validator, and describes the argument for a log, which takes a twentieth of the
 * peer's time for a transaction.
 *
 * @param load `require` as the chaincode has it
 */
export function readTextsDirectly(load: NodeJS.Require): void {
  const { prototype } = load('fabric-shim/lib/contract-spi/datamarshall.js') as {
    readonly prototype: Marshal;
  };
  if (saving.has(prototype)) return;
  saving.add(prototype);
  const { handleParameters } = prototype;
  prototype.handleParameters = function (called, args, prefix) {
    const { parameters = [] } = called;
    const texts = parameters.length === args.length ? textsIn(this, parameters, args, prefix) : undefined;
    return texts ?? handleParameters.call(this, called, args, prefix);
  };
}

/** Returns the arguments; undefined when one of them is not text by its schema and by its value. */
function textsIn(
  marshal: Marshal,
  parameters: readonly Parameter[],
  args: readonly Buffer[],
  prefix: string,
): unknown[] | undefined {
  const texts: unknown[] = [];
  for (const [at, { schema }] of parameters.entries()) {
    if (schema.type !== 'string' || Object.keys(schema).length > 1) return undefined;
    const wrapped = { properties: { prop: schema } };
    const { value, validateData } = marshal.fromWireBuffer(args[at] as Buffer, wrapped, prefix);
    if (typeof validateData !== 'string') return undefined;
    texts.push(value);
  }
  return texts;
}
