import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, outcome, Probe, probeCall } from '../support/probe.ts';
import { highSigner, highTwin, withChannelHeader, withSignature } from './tampering.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await Probe.open();
});
afterAll(() => probe.close());

describe('nothing is ordered for', () => {
  async function expectNothingOrdered(attempt: () => Promise<unknown>, code: string): Promise<void> {
    const before = await probe.client.status();
    expect(await outcome(attempt())).toMatchObject({ code });
    expect(await probe.client.status()).toEqual(before);
  }

  test('a transaction whose signature is wrong', async () => {
    const wrong = probe.withEnvelope((envelope) =>
      withSignature(envelope, (signature) => {
        const altered = Buffer.from(signature);
        altered.writeUInt8(altered.readUInt8(10) ^ 1, 10);
        return altered;
      }),
    );
    await expectNothingOrdered(() => wrong.submit('Put', 'wrong', 'x'), 'CREDENTIAL_INVALID');
  });

  test('a transaction with a high-S signature', async () => {
    const high = probe.withEnvelope((envelope) => withSignature(envelope, highTwin));
    await expectNothingOrdered(() => high.submit('Put', 'high', 'x'), 'CREDENTIAL_INVALID');
  });

  test('a transaction of another channel', async () => {
    const other = probe.withEnvelope((envelope) =>
      withChannelHeader(envelope, probe.identity, (header) => header.setChannelId('other')),
    );
    await expectNothingOrdered(() => other.submit('Put', 'channel', 'x'), 'LEDGER_REFUSED');
  });

  test('bytes that are no envelope', async () => {
    await expectNothingOrdered(
      () => probe.ledger.peer.order(Buffer.from('not an envelope')),
      'LEDGER_REFUSED',
    );
    await expectNothingOrdered(() => probe.ledger.peer.order(new Uint8Array()), 'LEDGER_REFUSED');
  });

  test('an envelope that is larger than any block', async () => {
    await expectNothingOrdered(
      () => probe.ledger.peer.order(new Uint8Array(11 * 1024 * 1024)),
      'LEDGER_REFUSED',
    );
  });
});

describe('the contract refuses', () => {
  test.each([
    { args: [], supplied: 0 },
    { args: ['a key'], supplied: 1 },
    { args: ['a key', 'a value', 'more'], supplied: 3 },
  ])('$supplied arguments where two are expected', async ({ args, supplied }) => {
    const refusal = await outcome(probe.client.submit(probe.identity, probeCall('Put', ...args)));
    expect(refusal).toMatchObject({
      code: 'LEDGER_REFUSED',
      details: [expect.stringContaining(`Expected 2 parameters, but ${supplied} have been supplied`)],
    });
  });
});

describe('no peer endorses a proposal', () => {
  async function refusalOf(identity: Identity): Promise<Record<string, unknown>> {
    return outcome(probe.client.submit(identity, probeCall('Put', 'refused', 'x')));
  }

  async function stranger(mspId: string): Promise<Identity> {
    const validity = validFor(30, new Date());
    const authority = await createAuthority({ mspId, organization: 'Stranger', validity });
    const { certificate, privateKey } = await authority.enrollWithNewKey({
      commonName: 'x',
      ou: 'client',
      validity,
    });
    return identityFromPem(mspId, certificate, privateKey);
  }

  test('by an organization that is not of the channel', async () => {
    expect(await refusalOf(await stranger('StrangerMSP'))).toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('by a certificate that a stranger issued in an organization’s name', async () => {
    expect(await refusalOf(await stranger('PlatformMSP'))).toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('by a certificate of another organization', async () => {
    const merchant = await enrol(probe.ledger, { mspId: 'PlatformMSP' });
    expect(await refusalOf({ ...merchant, mspId: 'TaxBureauMSP' })).toMatchObject({
      code: 'CREDENTIAL_INVALID',
    });
  });

  test('that is not signed by its creator', async () => {
    const other = await enrol(probe.ledger);
    expect(await refusalOf({ ...probe.identity, sign: other.sign })).toMatchObject({
      code: 'CREDENTIAL_INVALID',
    });
  });

  test('with a high-S signature', async () => {
    expect(await refusalOf(highSigner(probe.identity))).toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('that is malformed', async () => {
    expect(await outcome(probe.ledger.peer.propose(Buffer.from('nonsense'), true))).toMatchObject({
      code: 'LEDGER_REFUSED',
    });
  });

  test('twice, once it is on the ledger', async () => {
    let sent: Uint8Array = new Uint8Array();
    const { peer } = probe.ledger;
    const tapped = probe.tapped({
      propose: (signed, endorse) => {
        sent = signed;
        return peer.propose(signed, endorse);
      },
    });
    await tapped.submit('Put', 'proposed', 'x');
    expect(await outcome(peer.propose(sent, true))).toMatchObject({
      code: 'LEDGER_REFUSED',
      message: 'the transaction is on the ledger already',
    });
  });
});
