import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContractFunction } from '@fapiao-ledger/core';
import { contractSchemas } from '@fapiao-ledger/gateway/http/schemas/contract-schemas';

const CONTRACT = fileURLToPath(new URL('../../chaincode/contract/', import.meta.url));

export const METADATA_FILE = join(CONTRACT, 'contract-metadata.json');

interface Reference {
  readonly $ref: string;
}

interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: { readonly type: string };
}

interface TransactionMetadata {
  readonly name: string;
  readonly returns?: { readonly type: string } | Reference;
  readonly parameters?: readonly Parameter[];
  /** What the parameter's text is canonical JSON of. The format of Fabric leaves room for it here, not in the parameter. */
  readonly argument?: Reference;
  readonly transient?: Readonly<Record<string, Reference>>;
}

export interface ContractMetadata {
  readonly contracts: Readonly<Record<string, { readonly transactions: readonly TransactionMetadata[] }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** Returns the metadata of the compiled contract: its functions as fabric-shim finds them, and their schemas. */
export function contractMetadata(): ContractMetadata {
  const introspection = introspect();
  const { functions, schemas } = contractSchemas();
  const contracts = Object.entries(introspection.contracts).map(([contract, { transactions, ...more }]) => [
    contract,
    {
      ...more,
      transactions: transactions.map((transaction) => {
        const description = functions.get(`${contract}:${transaction.name}` as ContractFunction);
        if (description === undefined) return transaction;
        const { argument, transient, result } = description;
        return {
          ...transaction,
          ...(transaction.parameters && { parameters: transaction.parameters.map(withDescription) }),
          ...(argument && { argument }),
          ...(transient && { transient }),
          returns: result,
        };
      }),
    },
  ]);
  return {
    ...introspection,
    contracts: Object.fromEntries(contracts) as ContractMetadata['contracts'],
    components: { schemas },
  };
}

function withDescription(parameter: Parameter): Parameter {
  return { ...parameter, description: 'canonical JSON (RFC 8785) of `argument`' };
}

function introspect(): ContractMetadata {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-metadata-'));
  const file = join(folder, 'metadata.json');
  try {
    const tool = createRequire(import.meta.url).resolve('fabric-shim/cli.js');
    const quiet = {
      ...process.env,
      CORE_CHAINCODE_LOGGING_LEVEL: 'error',
      CORE_CHAINCODE_LOGGING_SHIM: 'error',
    };
    const args = [tool, 'metadata', 'generate', '--path', CONTRACT, '--file', file];
    execFileSync(process.execPath, args, { env: quiet, cwd: CONTRACT });
    return JSON.parse(readFileSync(file, 'utf8')) as ContractMetadata;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
