import type { ContractFunction } from '@fapiao-ledger/core';
import { z } from 'zod';
import {
  buyer,
  draft,
  hash,
  instant,
  invoice,
  levy,
  line,
  redForm,
  reversedLine,
  totals,
} from './documents.js';
import { payment, paymentTerms } from './payments.js';
import { difference, figures } from './returns.js';
import { ruleSet } from './rule-set.js';
import {
  contractName,
  creditCode,
  date,
  invoiceNumber,
  keyEpoch,
  laneName,
  ledgerId,
  month,
  officer,
  participant,
  paymentId,
  paymentReference,
  provider,
  publicKey,
  requestId,
  signature,
  yuan,
} from './text.js';
import { transactionSchemas } from './transactions.js';

/** Schemas that several functions share, by their name unless they have an id. */
const SHARED = {
  Buyer: buyer,
  Draft: draft,
  Invoice: invoice,
  Line: line,
  RuleSet: ruleSet,
  Totals: totals,
  LevyElection: levy,
  ReversedLine: reversedLine,
  RedForm: redForm,
  ReturnFigures: figures,
  FigureDifference: difference,
  ContractName: contractName,
  CreditCode: creditCode,
  Date: date,
  Hash: hash,
  Instant: instant,
  InvoiceNumber: invoiceNumber,
  KeyEpoch: keyEpoch,
  LaneName: laneName,
  LedgerId: ledgerId,
  Month: month,
  OfficerCode: officer,
  ParticipantCode: participant,
  PaymentId: paymentId,
  PaymentReference: paymentReference,
  PaymentTerms: paymentTerms,
  Payment: payment,
  ProviderCode: provider,
  PublicKey: publicKey,
  RequestId: requestId,
  Signature: signature,
  Yuan: yuan,
};

interface Reference {
  readonly $ref: string;
}

/** References to the schemas of a function. */
export interface FunctionDescription {
  readonly argument?: Reference;
  readonly transient?: Readonly<Record<string, Reference>>;
  readonly result: Reference;
}

interface ContractSchemas {
  readonly functions: ReadonlyMap<ContractFunction, FunctionDescription>;
  /** JSON schemas of draft 7 by `$id`, with which they refer to each other. */
  readonly schemas: Readonly<Record<string, object>>;
}

/** Returns the arguments, transient data and results of the contract's functions as JSON schemas. */
export function contractSchemas(): ContractSchemas {
  const registry = z.registry<{ id: string }>();
  const reference = (schema: z.ZodType, otherwise: string): Reference => {
    const id = schema.meta()?.id ?? otherwise;
    registry.add(schema, { id });
    return { $ref: `#/components/schemas/${id}` };
  };
  for (const [id, schema] of Object.entries(SHARED)) reference(schema, id);
  const functions = Object.entries<FunctionSchemas>(transactionSchemas).map(
    ([name, { argument, transient = {}, result }]) => {
      const id = name.slice(name.indexOf(':') + 1);
      const transientReferences = Object.entries(transient).map(([field, schema]) => [
        field,
        reference(schema, `${id}.${field}`),
      ]);
      const description: FunctionDescription = {
        ...(argument && { argument: reference(argument, id) }),
        ...(transientReferences.length > 0 && {
          transient: Object.fromEntries(transientReferences) as Record<string, Reference>,
        }),
        result: reference(result, `${id}Result`),
      };
      return [name as ContractFunction, description] as const;
    },
  );
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-7',
    uri: (id) => id,
    override: ({ jsonSchema }) => {
      delete jsonSchema.example;
    },
  });
  return { functions: new Map(functions), schemas };
}

interface FunctionSchemas {
  readonly argument?: z.ZodType;
  readonly transient?: Readonly<Record<string, z.ZodType>>;
  readonly result: z.ZodType;
}
