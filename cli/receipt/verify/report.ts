import { type AttestationJson, type ErrorCode, VerificationError } from '@fapiao-ledger/core';

/** Name of every check, in the order in which they are made, with the class of its failure. */
export const CHECKS = {
  'file-size': 'RECEIPT_STRUCTURE',
  'one-revision': 'RECEIPT_STRUCTURE',
  'known-version': 'RECEIPT_STRUCTURE',
  'one-signature': 'RECEIPT_STRUCTURE',
  'whole-file-covered': 'RECEIPT_STRUCTURE',
  'canonical-signature-hex': 'RECEIPT_STRUCTURE',
  'signature-container': 'RECEIPT_SIGNATURE',
  'file-digest': 'RECEIPT_SIGNATURE',
  'signature-value': 'RECEIPT_SIGNATURE',
  'attestation-form': 'RECEIPT_ATTESTATION',
  'signer-path': 'RECEIPT_CERTIFICATE',
  'signer-role': 'RECEIPT_CERTIFICATE',
  'ledger-name': 'RECEIPT_ATTESTATION',
  'attestation-time': 'RECEIPT_ATTESTATION',
  endorsements: 'RECEIPT_ATTESTATION',
  'endorsement-policy': 'RECEIPT_ATTESTATION',
  'invoice-attached': 'RECEIPT_ATTESTATION',
  totals: 'RECEIPT_TOTALS',
  page: 'RECEIPT_PAGE',
} as const satisfies Record<string, ErrorCode>;

export type CheckName = keyof typeof CHECKS;

/**
 * `skipped`: the check needs data that could not be read, because of a failure reported before. `deferred`: no fact that
 * can be checked here speaks against it, and for the rest the verifier relies on the endorsers; such a receipt is valid.
 */
export interface Check {
  readonly name: CheckName;
  readonly code: ErrorCode;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'deferred';
  readonly reason?: string;
}

export interface SignerFacts {
  readonly mspId: string;
  readonly commonName: string;
  readonly role: string;
}

/** What a valid receipt proves, and the organizations that endorsed it. */
export interface ReceiptFacts {
  readonly attestation: AttestationJson;
  readonly endorsedBy: readonly string[];
  readonly signer: SignerFacts;
}

export interface ReceiptReport {
  readonly valid: boolean;
  readonly checks: readonly Check[];
  /** Class of the first failure. */
  readonly code?: ErrorCode;
  /** Present for a valid receipt only. */
  readonly facts?: ReceiptFacts;
}

/** Returns the facts of a valid receipt. @throws {VerificationError} with the class and reason of the first failure */
export function requireValid(report: ReceiptReport): ReceiptFacts {
  const failed = report.checks.find(hasFailed);
  if (failed !== undefined) throw failureOf(failed);
  if (report.facts === undefined)
    throw new VerificationError('RECEIPT_STRUCTURE', 'the receipt was not checked');
  return report.facts;
}

function hasFailed({ outcome }: Check): boolean {
  return outcome === 'failed';
}

function failureOf({ code, name, reason }: Check): VerificationError {
  return new VerificationError(code, `${name}: ${reason ?? ''}`);
}

/** Thrown by a check that fails. The checklist turns it into a reason. */
class Refusal extends Error {}

export function refuseUnless(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Refusal(reason);
}

/** Thrown by a check that leaves the rest to the endorsers. */
class Deferral extends Error {}

/** Must be thrown last, after all that can be checked here has been. */
export function deferUnless(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Deferral(reason);
}

/** Runs checks one by one and keeps their results. */
export class Checklist {
  readonly #checks: Check[] = [];

  /**
   * Runs a check over the results of earlier checks. Returns undefined when it fails or cannot be made. Every error is a
   * failure of the check: a verifier that stops at a strange file has not verified it.
   */
  check<Needs extends readonly unknown[], Found>(
    name: CheckName,
    needs: readonly [...Needs],
    run: (...needs: { [Index in keyof Needs]: NonNullable<Needs[Index]> }) => Found,
  ): Found | undefined {
    const code = CHECKS[name];
    if (needs.some((need) => need === undefined)) {
      this.#checks.push({ name, code, outcome: 'skipped' });
      return undefined;
    }
    try {
      const result = run(...(needs as { [Index in keyof Needs]: NonNullable<Needs[Index]> }));
      this.#checks.push({ name, code, outcome: 'passed' });
      return result;
    } catch (error) {
      this.#checks.push({
        name,
        code,
        outcome: error instanceof Deferral ? 'deferred' : 'failed',
        reason: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    }
  }

  /** @throws {VerificationError} with the class and reason of the first failure */
  requireAllPassed(): void {
    const failed = this.#checks.find(hasFailed);
    if (failed !== undefined) throw failureOf(failed);
  }

  report(facts: ReceiptFacts | undefined): ReceiptReport {
    const checks = this.#checks;
    const failed = checks.find(hasFailed);
    const isFine = ({ outcome }: Check): boolean => outcome === 'passed' || outcome === 'deferred';
    const valid = checks.every(isFine) && facts !== undefined;
    return {
      valid,
      checks,
      ...(failed === undefined ? {} : { code: failed.code }),
      ...(valid ? { facts } : {}),
    };
  }
}
