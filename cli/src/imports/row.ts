import type { Json } from '@fapiao-ledger/chaincode/core';

/** One draft of an import file, named by the line on which it starts. */
export interface Row {
  /** From 1. */
  readonly line: number;
  /** Reads the draft, which nobody need do before its turn has come. @throws {ValidationError} when the line holds none */
  readonly read: () => Json;
}
