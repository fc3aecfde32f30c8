import { present } from '@fapiao-ledger/core';
import { type BlockHeader, decodeBlock } from './block.js';
import { effectsOf } from './block-effects.js';
import type { StoredBlock } from './block-file.js';
import { isSigned } from './block-signer.js';
import { readDefinition } from './chaincode-definition.js';
import { checkHeight } from './check-height.js';
import type { ChannelConfig } from './config-block.js';
import { Examiner } from './examiner.js';
import { damaged } from './faults.js';
import { equalBytes } from './hash.js';
import { readHeight } from './height-file.js';
import { heightFolder } from './height-place.js';
import type { SignedHeader } from './height-record.js';
import type { MspManager } from './msp.js';
import { mspsOf } from './open-peer.js';
import { OverlayState } from './overlay-state.js';
import { OwnEndorsements } from './own-endorsements.js';
import { CHAINCODE_NAME } from './setup.js';
import { pooledSignatures } from './signatures.js';
import type { StateStore } from './state-store.js';
import { validateBlock } from './validator.js';

/** Judges blocks again by the channel's configuration in the first one. */
export class Judge {
  readonly config: ChannelConfig;
  readonly #msps: MspManager;
  readonly #ordererMspId: string;
  /** The height of the ledger, and the ledger's own header of that block. */
  readonly #height: SignedHeader | undefined;
  #acknowledged: BlockHeader | undefined;
  #examiner: Examiner | undefined;

  private constructor(config: ChannelConfig, height: SignedHeader | undefined) {
    const { organizations } = config;
    this.config = config;
    this.#msps = mspsOf(config, pooledSignatures);
    this.#ordererMspId = organizations.find(({ kind }) => kind === 'orderer')?.mspId ?? '';
    this.#height = height;
  }

  /** @param heights folder of the heights; null when none is compared */
  static async by(config: ChannelConfig, heights: string | null): Promise<Judge> {
    const height = heights === null ? undefined : await readHeight(heightFolder(heights, config));
    return new Judge(config, height);
  }

  /** Judges a block. @param state after the block before @throws {LedgerError} LEDGER_DAMAGED */
  async check(stored: StoredBlock, state: StateStore): Promise<void> {
    const { header, signatures, envelopes, codes } = decodeBlock(stored.bytes);
    if (!(await isSigned(header, signatures, this.#msps, this.#ordererMspId)))
      throw damaged(`block ${stored.number} is not signed by the orderer`);
    if (header.number === this.#height?.header.number) this.#acknowledged = header;
    const examiner = this.#examiner ?? this.#examinerBy(stored, state);
    this.#examiner = examiner;
    const examined = await Promise.all(envelopes.map((envelope) => examiner.examine(envelope)));
    if (!equalBytes(validateBlock(state, stored.number, examined).codes, codes))
      throw damaged(`the validation codes of block ${stored.number} are not those of its transactions`);
  }

  /** Compares the end with the height. @param last number of the last block @throws {LedgerError} LEDGER_ROLLED_BACK */
  async checkHeight(last: number): Promise<void> {
    const headerOf = (): BlockHeader => present(this.#acknowledged, 'the header of the last block');
    const [msps, ordererMspId] = [this.#msps, this.#ordererMspId];
    await checkHeight(this.#height, { last, headerOf, msps, ordererMspId });
  }

  /** Takes the policy from the second block, which defines the contract and is judged by that policy. */
  #examinerBy(stored: StoredBlock, state: StateStore): Examiner {
    const after = new OverlayState(state);
    for (const change of effectsOf(stored, state).changes) after.set(change);
    const { policy } = readDefinition(after, CHAINCODE_NAME);
    return new Examiner(this.#msps, CHAINCODE_NAME, policy, new OwnEndorsements());
  }
}
