import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { contracts, serializers } from '@fapiao-ledger/contract';
import { transactionSchemas } from '@fapiao-ledger/gateway/http/schemas/transactions';
import { expect, test } from 'vitest';
import { type ContractMetadata, contractMetadata, METADATA_FILE } from '../metadata/metadata.ts';

const golden = JSON.parse(readFileSync(METADATA_FILE, 'utf8')) as ContractMetadata;
const functions = ['bureau', 'invoice', 'taxpayer'].flatMap((contract) =>
  (golden.contracts[contract]?.transactions ?? []).map((transaction) => ({
    ...transaction,
    name: `${contract}:${transaction.name}`,
  })),
);

test('the contract’s metadata is the on-chain API that was agreed (npm run metadata, then review the diff)', () => {
  expect(contractMetadata()).toEqual(golden);
});

test('every function of the contract has schemas, and no other', () => {
  expect(functions.map(({ name }) => name).toSorted()).toEqual(Object.keys(transactionSchemas).toSorted());
});

test.each(functions)('$name takes its argument as one text', ({ parameters = [], argument }) => {
  expect(parameters.map(({ schema }) => schema.type)).toEqual(argument === undefined ? [] : ['string']);
});

test.each(functions)('the schemas of $name are there', ({ argument, transient = {}, returns }) => {
  for (const schema of [argument, returns, ...Object.values(transient)]) {
    if (schema === undefined) continue;
    const id = ('$ref' in schema ? schema.$ref : '').replace('#/components/schemas/', '');
    expect(golden.components.schemas[id]).toMatchObject({ $id: id });
  }
});

interface Marshall {
  handleParameters(fn: object, parameters: readonly Buffer[]): readonly string[];
}

interface Chaincode {
  readonly contractImplementations: Readonly<Record<string, { readonly dataMarshall: Marshall }>>;
}

test('a peer that installs the package starts the contract with this metadata, and passes texts on unchanged', () => {
  const load = createRequire(import.meta.url);
  const Bootstrap = load('fabric-shim/lib/contract-spi/bootstrap.js') as {
    loadAndValidateMetadata(file: string): ContractMetadata;
  };
  const FromContract = load('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as new (
    ...parts: readonly unknown[]
  ) => Chaincode;
  const metadata = Bootstrap.loadAndValidateMetadata(METADATA_FILE);
  const chaincode = new FromContract([...contracts], serializers, metadata, 'fapiao', '1');
  for (const { name, parameters } of functions) {
    const [contract = ''] = name.split(':');
    const texts = (parameters ?? []).map(() => Buffer.from('{"any":"text"}'));
    const { dataMarshall } = chaincode.contractImplementations[contract] ?? {};
    expect(dataMarshall?.handleParameters({ parameters: parameters ?? [] }, texts)).toEqual(
      texts.map(String),
    );
  }
});
