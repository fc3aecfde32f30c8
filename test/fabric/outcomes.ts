import { type Committed, decodeContractError } from '@fapiao-ledger/network/ledger-client';
import { peer } from '@hyperledger/fabric-protos';

/** How a call came out: VALID, or the code of its error. */
export function outcomeOf(result: PromiseSettledResult<Committed> | undefined): string {
  return result?.status === 'fulfilled' ? 'VALID' : codeOf(result?.reason);
}

/** Who was valid came first. */
export function rank(result: PromiseSettledResult<Committed> | undefined): number {
  return result?.status === 'fulfilled' ? 0 : 1;
}

/** An invalid transaction's error carries Fabric's name of the reason. */
export function verdictOf(result: PromiseSettledResult<Committed> | undefined): string {
  if (result?.status !== 'rejected') return 'VALID';
  const { details = [] } = result.reason as { details?: readonly string[] };
  return details[0] ?? codeOf(result.reason);
}

/** The stable code of an error of ours. */
export function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error);
}

/** A contract that breaks, which ours should not, does so on both. */
export function codeIn(message = ''): string {
  return decodeContractError(message)?.code ?? 'LEDGER_REFUSED';
}

/** Fabric's name of a validation code. */
export function nameOf(code: number): string {
  return Object.entries(peer.TxValidationCode).find(([, each]) => each === code)?.[0] ?? String(code);
}
