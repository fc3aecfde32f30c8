import { effectsOf } from './block-effects.js';
import type { BlockFile } from './block-file.js';
import { type ChaincodeDefinition, definitionResults, LIFECYCLE } from './chaincode-definition.js';
import type { Clock } from './clock.js';
import type { Committer } from './committer.js';
import { type ChannelConfig, encodeConfigBlock } from './config-block.js';
import type { NodeSigner } from './node-signer.js';
import { parseEnvelopeHead, parseTransactionBody } from './parsed-transaction.js';
import { buildProposal, parseProposal } from './proposal.js';
import { encodeResponsePayload, endorsePayload } from './proposal-response.js';
import { build, encode, peer } from './protobuf.js';
import type { Random } from './random.js';
import type { StateStore } from './state-store.js';
import { buildTransaction, encodeEnvelope } from './transaction.js';
import { Code } from './validation-code.js';

/** Writes block 0, the configuration of the channel. */
export async function writeConfigBlock(
  config: ChannelConfig,
  blocks: BlockFile,
  store: StateStore,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<void> {
  const bytes = encodeConfigBlock(config, { timestampMs: clock.now(), nonce: random(24) });
  const location = await blocks.append(0, bytes);
  store.apply(effectsOf({ number: 0, location, bytes }, store));
}

export interface DefinitionParts {
  readonly channel: string;
  readonly definition: ChaincodeDefinition;
  /** Signers of every endorsing organization; the first one submits. */
  readonly signers: readonly [NodeSigner, ...NodeSigner[]];
  readonly committer: Committer;
  readonly clock: Clock;
  readonly random: Random;
}

/** Commits the transaction that defines the chaincode. On a network the administrators send it. */
export async function commitDefinition(parts: DefinitionParts): Promise<void> {
  const envelope = await definitionEnvelope(parts);
  const head = parseEnvelopeHead(envelope);
  const transaction = parseTransactionBody(head);
  await parts.committer.commit([
    { envelope, head, txId: head.txId, code: Code.VALID, reason: '', transaction },
  ]);
}

async function definitionEnvelope({
  channel,
  definition,
  signers,
  clock,
  random,
}: DefinitionParts): Promise<Uint8Array> {
  const [submitter] = signers;
  const proposal = buildProposal({
    channel,
    chaincode: LIFECYCLE,
    creator: submitter.identity,
    nonce: random(24),
    timestampMs: clock.now(),
    args: [Buffer.from('CommitChaincodeDefinition'), Buffer.from(definition.name)],
    transient: {},
  });
  const signed = encode(peer.SignedProposal, (message) => message.setProposalBytes(proposal.bytes));
  const { hash } = parseProposal(signed);
  const response = build(peer.Response, (message) => message.setStatus(200));
  const payload = encodeResponsePayload(
    { proposalHash: hash, txId: proposal.txId, chaincode: LIFECYCLE, version: 'syscc' },
    { response, results: definitionResults(definition), event: undefined },
  );
  const endorsements = await Promise.all(signers.map((signer) => endorsePayload(signer, payload)));
  const transaction = buildTransaction(proposal, payload, endorsements);
  return encodeEnvelope(transaction, await submitter.sign(transaction));
}
