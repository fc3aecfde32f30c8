import type { ProposalAnswer } from '@fapiao-ledger/network/embedded';
import { msp, ledger as protos } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, outcome, Probe } from '../support/probe.ts';
import { highTwin, withChannelHeader, withResults, withValue } from './tampering.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await Probe.open();
});
afterAll(() => probe.close());

describe('a transaction is in a block as ENDORSEMENT_POLICY_FAILURE when', () => {
  const cases: [string, (answer: ProposalAnswer) => ProposalAnswer][] = [
    [
      'an organization has not endorsed',
      (answer) => ({ ...answer, endorsements: answer.endorsements.slice(1) }),
    ],
    ['no peer has endorsed', (answer) => ({ ...answer, endorsements: [] })],
    [
      'one organization endorsed twice',
      (answer) => ({ ...answer, endorsements: [1, 2].flatMap(() => answer.endorsements.slice(0, 1)) }),
    ],
    ['its write set was altered after the endorsement', (answer) => withValue(answer, 'forged')],
    [
      'an endorsement has a high-S signature',
      (answer) => ({
        ...answer,
        endorsements: answer.endorsements.map((each) => ({ ...each, signature: highTwin(each.signature) })),
      }),
    ],
    [
      'an endorsement is of other bytes',
      ({ endorsements: [first, second], ...answer }) => ({
        ...answer,
        endorsements: [first, second].map((each, index, all) => ({
          endorser: each?.endorser ?? new Uint8Array(),
          signature: all[1 - index]?.signature ?? new Uint8Array(),
        })),
      }),
    ],
  ];
  test.each(cases)('%s', async (what, alter) => {
    const failed = await outcome(probe.withAnswer(alter).submit('Put', what, 'x'));
    expect(failed).toMatchObject({ code: 'LEDGER_ENDORSEMENT', details: ['ENDORSEMENT_POLICY_FAILURE'] });
    expect(await probe.client.outcomeOf(String(failed.transactionId))).toBe('ENDORSEMENT_POLICY_FAILURE');
    expect(await probe.read(what)).toBeNull();
  });

  test('a merchant endorsed in place of a peer', async () => {
    const merchant = await enrol(probe.ledger, { mspId: 'PlatformMSP' });
    const identity = new msp.SerializedIdentity();
    identity.setMspid(merchant.mspId);
    identity.setIdBytes(Buffer.from(merchant.certificate));
    const endorser = identity.serializeBinary();
    const forged = probe.withAnswer(({ endorsements, ...answer }) => {
      const signature = merchant.sign(Buffer.concat([answer.payload ?? new Uint8Array(), endorser]));
      return { ...answer, endorsements: [...endorsements.slice(0, 1), { endorser, signature }] };
    });
    expect(await outcome(forged.submit('Put', 'merchant', 'x'))).toMatchObject({
      code: 'LEDGER_ENDORSEMENT',
    });
  });
});

describe('a transaction is invalid when', () => {
  test('its id is on the ledger already', async () => {
    const codes: string[] = [];
    const twice = probe.tapped({
      order: async (envelope) => {
        const first = await probe.ledger.peer.order(envelope);
        codes.push(first.validationCode, (await probe.ledger.peer.order(envelope)).validationCode);
        return first;
      },
    });
    await twice.submit('Append', 'twice', 'x');
    expect(codes).toEqual(['VALID', 'DUPLICATE_TXID']);
    expect(await probe.read('twice')).toBe('x');
  });

  test('its id stands twice in one block', async () => {
    const codes: string[] = [];
    const twice = probe.tapped({
      order: async (envelope) => {
        const both = await Promise.all([
          probe.ledger.peer.order(envelope),
          probe.ledger.peer.order(envelope),
        ]);
        codes.push(...both.map(({ validationCode }) => validationCode));
        return both.find(({ validationCode }) => validationCode === 'VALID') ?? both[0];
      },
    });
    await twice.submit('Append', 'at once', 'x');
    expect(codes.sort()).toEqual(['DUPLICATE_TXID', 'VALID']);
    expect(await probe.read('at once')).toBe('x');
  });

  test('it writes to a namespace without a chaincode', async () => {
    const stray = probe.withAnswer((answer) =>
      withResults(answer, (set) => {
        const namespace = new protos.rwset.NsReadWriteSet();
        namespace.setNamespace('other');
        namespace.setRwset(set.getNsRwsetList()[1]?.getRwset_asU8() ?? new Uint8Array());
        set.addNsRwset(namespace);
      }),
    );
    expect(await outcome(stray.submit('Put', 'stray', 'x'))).toMatchObject({
      code: 'LEDGER_REFUSED',
      details: ['INVALID_CHAINCODE'],
    });
  });

  test('its id does not belong to its creator and nonce', async () => {
    const renamed = probe.withEnvelope((envelope) =>
      withChannelHeader(envelope, probe.identity, (header) => header.setTxId('0'.repeat(64))),
    );
    expect(await outcome(renamed.submit('Put', 'renamed', 'x'))).toMatchObject({
      details: ['BAD_PROPOSAL_TXID'],
    });
  });

  test('its header is not the one that was endorsed', async () => {
    const other = probe.withEnvelope((envelope) =>
      withChannelHeader(envelope, probe.identity, (header) => header.setVersion(7)),
    );
    expect(await outcome(other.submit('Put', 'other header', 'x'))).toMatchObject({
      details: ['INVALID_ENDORSER_TRANSACTION'],
    });
  });
});
