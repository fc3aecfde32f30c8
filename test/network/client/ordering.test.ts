import { FabricFailure, type FailureKind } from '@fapiao-ledger/network/fabric/client/failure';
import { Ordering, type OrderingOptions } from '@fapiao-ledger/network/fabric/client/ordering';
import { Pacer } from '@fapiao-ledger/network/fabric/client/pacer';
import type { Outcome } from '@fapiao-ledger/network/fabric/client/transaction-outcomes';
import type { EndorsedTransaction } from '@fapiao-ledger/network/fabric/client/transport';
import { describe, expect, test } from 'vitest';

const OUTCOME: Outcome = { validationCode: 'VALID', blockNumber: 7n };
const LATE = { commitMs: 30_000, unreachedMs: 1, forgottenMs: 1 };
const PACING = { callsMax: 10, waitingMax: 10, busyMs: 0 };

/** What becomes of each attempt to send: taken and in a block, taken and forgotten, or a failure. */
type Attempt = 'written' | 'forgotten' | FailureKind;

/** Orderers that answer attempts in the given ways, and all further ones in the last way. */
class Orderers {
  sent = 0;
  readonly #attempts: readonly Attempt[];
  #tell: (outcome: Outcome) => void = () => {};

  constructor(...attempts: readonly Attempt[]) {
    this.#attempts = attempts;
  }

  commit(options: OrderingOptions): Promise<Outcome> {
    const watch = (_transactionId: string, tell: (outcome: Outcome) => void): (() => void) => {
      this.#tell = tell;
      return () => {};
    };
    const transaction: EndorsedTransaction = {
      transactionId: 'a',
      result: '',
      endorsed: () => ({ payload: new Uint8Array(), endorsements: [] }),
      send: async () => this.#send(),
    };
    return new Ordering({ watch }, new Pacer(PACING), options).commit(transaction);
  }

  #send(): void {
    const attempt = this.#attempts[this.sent] ?? (this.#attempts.at(-1) as Attempt);
    this.sent += 1;
    if (attempt === 'written') this.#tell(OUTCOME);
    else if (attempt !== 'forgotten') throw new FabricFailure(attempt, attempt, [], undefined);
  }
}

describe('ordering', () => {
  test('sends a transaction once when a block has it', async () => {
    const orderers = new Orderers('written');
    expect(await orderers.commit(LATE)).toEqual(OUTCOME);
    expect(orderers.sent).toBe(1);
  });

  test.each([
    ['no orderer was reached', ['unreachable', 'unreachable', 'written']],
    ['an orderer took it and forgot it', ['forgotten', 'forgotten', 'written']],
    ['an orderer refuses what another may have taken', ['unreachable', 'refused', 'written']],
    ['an orderer is busy after one took it', ['forgotten', 'busy', 'written']],
  ] as const)('sends it again when %s', async (_why, attempts) => {
    const orderers = new Orderers(...attempts);
    expect(await orderers.commit(LATE)).toEqual(OUTCOME);
    expect(orderers.sent).toBe(attempts.length);
  });

  test.each([
    ['refused', 'LEDGER_REFUSED'],
    ['busy', 'LEDGER_BUSY'],
  ] as const)('a first attempt that is %s wrote nothing, and is reported as %s', async (kind, code) => {
    const orderers = new Orderers(kind);
    await expect(orderers.commit(LATE)).rejects.toMatchObject({ code, stage: 'submit', transactionId: 'a' });
    expect(orderers.sent).toBe(1);
  });

  test.each([
    ['unreachable', 'submit'],
    ['forgotten', 'commit-status'],
  ] as const)('what stays %s for too long has an unknown outcome, stage %s', async (attempt, stage) => {
    const orderers = new Orderers(attempt);
    const code = 'LEDGER_OUTCOME_UNKNOWN';
    await expect(orderers.commit({ ...LATE, commitMs: 50 })).rejects.toMatchObject({ code, stage });
    expect(orderers.sent).toBeGreaterThan(1);
  });
});
