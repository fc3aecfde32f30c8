import { readFileSync } from 'node:fs';
import { canonicalJson, present } from '@fapiao-ledger/core';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';
import { headerHash } from '../block-header.js';
import { decodeContractError } from '../contract-error.js';
import { FIRST_OFFICER } from '../founding.js';
import { serializeIdentity } from '../serialized-identity.js';
import type { EndpointEntry, NetworkFile } from './network-file.js';
import type { Paths } from './paths.js';
import { signedProposal } from './proposal.js';
import { SetupError } from './setup-error.js';

const DEADLINE_MS = 30_000;

/**
 * Founds the ledger of a network that was made here. The bureau's officer tells the contract the hash of the channel's
 * first block, and its key is registered for the first officer. Does nothing when the officer's key is not in the
 * folder, or the ledger is founded already.
 *
 * @throws {SetupError} when the contract refuses
 */
export async function foundNetwork(paths: Paths, network: NetworkFile, target: EndpointEntry): Promise<void> {
  const officer = officerOf(network);
  if (officer === undefined) return;
  const { channel, chaincode } = network.settings;
  const founding = {
    ledger: idOf(readFileSync(paths.channel('genesis.block'))),
    contract: chaincode,
    officer: FIRST_OFFICER,
  };
  const call = { channel, chaincode, args: ['bureau:FoundLedger', canonicalJson(founding)] };
  const peer = new gateway.GatewayClient(target.address, credentials.createSsl(readFileSync(target.tlsCa)), {
    'grpc.ssl_target_name_override': target.tlsName,
  });
  try {
    await submit(peer, officer, call);
  } finally {
    peer.close();
  }
}

/** Returns the SHA-256 of the header of a block, hex. */
function idOf(bytes: Uint8Array): string {
  const header = common.Block.deserializeBinary(bytes).getHeader();
  if (header === undefined)
    throw new SetupError('the first block has no header', 'Erase the network: down --erase');
  const hash = headerHash({
    number: header.getNumber(),
    previousHash: header.getPreviousHash_asU8(),
    dataHash: header.getDataHash_asU8(),
  });
  return Buffer.from(hash).toString('hex');
}

function officerOf(network: NetworkFile): Identity | undefined {
  const client = network.clients.find(({ name }) => name === 'officer');
  if (client === undefined) return undefined;
  const [certificate, key] = [client.certificate, client.privateKey].map((file) =>
    readFileSync(file, 'utf8'),
  );
  return identityFromPem(client.mspId, certificate as string, key as string);
}

type Done<Reply> = (error: ServiceError | null, reply?: Reply) => void;

function answerTo<Reply>(
  call: (options: { readonly deadline: number }, done: Done<Reply>) => unknown,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    call({ deadline: Date.now() + DEADLINE_MS }, (error, reply) =>
      error === null ? resolve(present(reply, 'the reply')) : reject(error),
    );
  });
}

/** Endorses, orders and waits for the block, through the peer's gateway service. */
async function submit(
  peer: gateway.GatewayClient,
  officer: Identity,
  call: Parameters<typeof signedProposal>[1],
): Promise<void> {
  const { proposal, transactionId } = signedProposal(officer, call);
  const endorse = new gateway.EndorseRequest();
  endorse.setChannelId(call.channel);
  endorse.setTransactionId(transactionId);
  endorse.setProposedTransaction(proposal);
  const envelope = await prepared(peer, endorse);
  if (envelope === undefined) return;
  envelope.setSignature(officer.sign(envelope.getPayload_asU8()));
  const order = new gateway.SubmitRequest();
  order.setChannelId(call.channel);
  order.setTransactionId(transactionId);
  order.setPreparedTransaction(envelope);
  await answerTo<unknown>((options, done) => peer.submit(order, options, done));
  await committed(peer, officer, call.channel, transactionId);
}

async function committed(
  peer: gateway.GatewayClient,
  officer: Identity,
  channel: string,
  transactionId: string,
): Promise<void> {
  const status = new gateway.CommitStatusRequest();
  status.setChannelId(channel);
  status.setTransactionId(transactionId);
  status.setIdentity(serializeIdentity(officer));
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(status.serializeBinary());
  signed.setSignature(officer.sign(status.serializeBinary()));
  const reply = await answerTo<gateway.CommitStatusResponse>((options, done) =>
    peer.commitStatus(signed, options, done),
  );
  const result = reply.getResult();
  if (result === 0) return;
  throw new SetupError(`the founding transaction was invalid (code ${result})`, 'Run up again.');
}

/** Returns the endorsed transaction; undefined when the contract says that the ledger is founded already. */
async function prepared(
  peer: gateway.GatewayClient,
  request: gateway.EndorseRequest,
): Promise<common.Envelope | undefined> {
  try {
    const reply = await answerTo<gateway.EndorseResponse>((options, done) =>
      peer.endorse(request, options, done),
    );
    return reply.getPreparedTransaction();
  } catch (cause) {
    const text = textOf(cause as ServiceError);
    const refusal = decodeContractError(text);
    if (refusal?.code === 'ALREADY_FOUNDED') return undefined;
    const message = `the ledger cannot be founded: ${refusal?.message ?? text}`;
    throw new SetupError(message, 'Read the logs of the contract: npm run network -- logs', { cause });
  }
}

/** Returns the contract's error, which is in the details of the peer's error. */
function textOf({ message, metadata }: ServiceError): string {
  const details = metadata?.get('grpc-status-details-bin') ?? [];
  return [message, ...details.map((value) => value.toString())].join('\n');
}
