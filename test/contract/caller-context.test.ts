import { canonicalJson } from '@fapiao-ledger/core';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { EmbeddedClient, type PeerLink, systemRandom } from '@fapiao-ledger/network/embedded';
import { type ChaincodeHost, loadChaincode, systemClock } from '@fapiao-ledger/network/embedded/in-process';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { common, peer } from '@hyperledger/fabric-protos';
import { beforeAll, describe, expect, test } from 'vitest';
import { identityEncodings } from '../support/identity-encodings.ts';

/**
 * The contract behind fabric-shim and without a peer in front of it, which would have refused most of this: on Fabric the
 * peer is Fabric's own.
 */
let host: ChaincodeHost;
let member: Identity;
let other: string;

beforeAll(async () => {
  host = loadChaincode();
  const validity = validFor(30, new Date());
  const enrolment = { commonName: 'x', ou: 'client', validity } as const;
  const authority = await createAuthority({ mspId: 'TaxBureauMSP', organization: 'Tax Bureau', validity });
  const own = await authority.enrollWithNewKey(enrolment);
  ({ certificate: other } = await authority.enrollWithNewKey({
    ...enrolment,
    attributes: { role: 'officer' },
  }));
  member = identityFromPem('TaxBureauMSP', own.certificate, own.privateKey);
});

/** What the contract says to a call, and how often it asked for something before. */
async function said(identity: Identity): Promise<{ message: string; questions: number }> {
  const signed = await proposalOf(identity);
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const { txId } = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()).toObject();
  let questions = 0;
  const calls = {
    answer: (): never => {
      questions += 1;
      throw new Error('nothing is there');
    },
  } as unknown as Parameters<ChaincodeHost['execute']>[0]['calls'];
  const input = spec?.getInput()?.serializeBinary() ?? new Uint8Array();
  const { response } = await host.execute({ channel: 'fapiao', txId, signedProposal: signed, input, calls });
  return { message: response.getMessage(), questions };
}

async function proposalOf(identity: Identity): Promise<peer.SignedProposal> {
  let bytes = new Uint8Array();
  const link = {
    propose: (signed: Uint8Array) => {
      bytes = Uint8Array.from(signed);
      return Promise.reject(new Error('caught on its way'));
    },
  } as unknown as PeerLink;
  const client = new EmbeddedClient({
    channel: 'fapiao',
    chaincode: 'fapiao',
    link,
    clock: systemClock,
    random: systemRandom,
  });
  const args = [canonicalJson({ contract: 'fapiao', ledger: '0'.repeat(64), officer: 'O0001' })];
  await client.submit(identity, { contract: 'bureau', function: 'FoundLedger', args }).catch(() => {});
  return peer.SignedProposal.deserializeBinary(bytes);
}

test('the contract reads the role of the one certificate', async () => {
  const { message } = await said(member);
  expect(JSON.parse(message)).toMatchObject({ code: 'ROLE_REQUIRED' });
  expect(await said({ ...member, certificate: other })).toMatchObject({ questions: 1 });
});

describe('the contract refuses by its code, before it asks for anything:', () => {
  test.each(identityEncodings('-----BEGIN CERTIFICATE-----\nAAAA\n', '').map(({ desc }) => desc))(
    '%s',
    async (desc) => {
      const encodings = identityEncodings(member.certificate, other);
      const certificate = encodings.find((each) => each.desc === desc)?.text as string;
      const { message, questions } = await said({ ...member, certificate });
      expect(JSON.parse(message)).toMatchObject({ code: 'IDENTITY_INVALID' });
      expect(questions).toBe(0);
    },
  );
});
