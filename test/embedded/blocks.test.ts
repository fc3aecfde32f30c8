import { createHash, verify, X509Certificate } from 'node:crypto';
import { isLowS } from '@fapiao-ledger/core';
import { decodeBlock, headerHash } from '@fapiao-ledger/network/embedded';
import { commitHash, headerBytes } from '@fapiao-ledger/network/embedded/in-process';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { common, msp } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcome, Probe } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await Probe.open();
});
afterAll(() => probe.close());

async function rawBlock(number: number): Promise<Uint8Array> {
  const bytes = await probe.ledger.peer.rawBlock(number);
  if (bytes === undefined) throw new Error(`there is no block ${number}`);
  return bytes;
}

async function rawBlocks(): Promise<Uint8Array[]> {
  const { height } = await probe.client.status();
  return Promise.all(Array.from({ length: Number(height) }, (_, number) => rawBlock(number)));
}

/** Follows the chain from a block on until it has seen another. */
async function follow(from: bigint, to: bigint): Promise<LedgerBlock[]> {
  const enough = new AbortController();
  const seen: LedgerBlock[] = [];
  for await (const block of probe.client.blocks(from, enough.signal)) {
    seen.push(block);
    if (block.number >= to) enough.abort();
  }
  return seen;
}

describe('the height without waiting', () => {
  test('is never behind an answer', async () => {
    const heights = await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        const { blockNumber } = await probe.submit('Put', `height-${number}`, 'x');
        return { blockNumber, height: probe.client.heightNow?.() ?? 0n };
      }),
    );
    expect(heights.filter(({ blockNumber, height }) => height <= blockNumber)).toEqual([]);
    expect(probe.client.heightNow?.()).toBe((await probe.client.status()).height);
  });

  test('is that of the ledger from the beginning, and is unknown once the ledger is closed', async () => {
    const other = await Probe.open();
    expect(other.client.heightNow?.()).toBe((await other.client.status()).height);
    await other.close();
    expect(other.client.heightNow?.()).toBeUndefined();
  });
});

describe('a follower of the chain', () => {
  test('sees every block once, in order, from the past into the present', async () => {
    for (const number of [1, 2, 3]) await probe.submit('Put', `past-${number}`, 'x');
    const { height } = await probe.client.status();
    const following = follow(0n, height + 2n);
    for (const number of [1, 2, 3]) await probe.submit('Put', `present-${number}`, 'x');
    const numbers = (await following).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: Number(height) + 3 }, (_, number) => BigInt(number)));
  });

  test('can begin anywhere, also ahead of the chain', async () => {
    const { height } = await probe.client.status();
    const following = follow(height + 1n, height + 1n);
    await probe.submit('Put', 'one', 'x');
    await probe.submit('Put', 'two', 'x');
    expect((await following).map(({ number }) => number)).toEqual([height + 1n]);
  });

  test('far behind gets the same as one close by', async () => {
    const { height } = await probe.client.status();
    for (let count = 0; count < 40; count += 1)
      await probe.submit('Emit', `far-${count}`, 'counted', String(count));
    const close = await follow(height + 30n, height + 39n);
    const far = await follow(0n, height + 39n);
    expect(far.slice(-close.length)).toEqual(close);
  });

  test('hears events and writes of valid transactions only', async () => {
    const { transactionId, blockNumber } = await probe.submit('Emit', 'emitted', 'issued', '{"n":1}');
    const late = probe.delayed(() => probe.submit('Put', 'contended', 'x'));
    const lost = await outcome(late.submit('Append', 'contended', 'y'));
    const { height } = await probe.client.status();
    const transactions = (await follow(blockNumber, height - 1n)).flatMap((block) => block.transactions);
    const valid = transactions.find((each) => each.transactionId === transactionId);
    const payload = Buffer.from('{"n":1}');
    expect(valid).toMatchObject({ position: 0, validationCode: 'VALID', event: { name: 'issued' } });
    expect(Buffer.from(valid?.event?.payload ?? [])).toEqual(payload);
    expect(valid?.writes.map(({ key }) => key)).toEqual(['emitted']);
    expect(Math.abs(Date.parse(valid?.timestamp ?? '') - Date.now())).toBeLessThan(60_000);
    const invalid = transactions.find((each) => each.transactionId === lost.transactionId);
    expect(invalid).toMatchObject({ validationCode: 'MVCC_READ_CONFLICT', writes: [] });
    expect(invalid?.event).toBeUndefined();
  });

  test('hears of a deletion as a write without a value', async () => {
    await probe.submit('Put', 'deleted', 'x');
    const { blockNumber } = await probe.submit('Delete', 'deleted');
    const [block] = await follow(blockNumber, blockNumber);
    expect(block?.transactions[0]?.writes).toEqual([{ key: 'deleted' }]);
  });

  test('stops when told to, even while nothing happens', async () => {
    const { height } = await probe.client.status();
    const stop = new AbortController();
    const following = (async () => {
      for await (const _ of probe.client.blocks(height, stop.signal));
      return 'ended';
    })();
    stop.abort();
    expect(await following).toBe('ended');
  });
});

describe('the blocks', () => {
  test('are chained by the hashes of their headers, and bind their envelopes', async () => {
    const blocks = (await rawBlocks()).map(decodeBlock);
    let previous: Uint8Array = new Uint8Array();
    for (const [number, { header, envelopes }] of blocks.entries()) {
      expect(header.number).toBe(number);
      expect(Buffer.from(header.previousHash)).toEqual(Buffer.from(previous));
      const dataHash = createHash('sha256').update(Buffer.concat(envelopes)).digest();
      expect(Buffer.from(header.dataHash)).toEqual(dataHash);
      previous = headerHash(header);
    }
  });

  test('carry the roots of every organization in the first one', async () => {
    const block = Buffer.from(await rawBlock(0));
    for (const { mspId, certificate } of Object.values(probe.ledger.authorities)) {
      expect(block.includes(mspId)).toBe(true);
      expect(block.includes(certificate)).toBe(true);
    }
  });

  test('are signed by the orderer, from the second one on', async () => {
    const root = new X509Certificate(probe.ledger.authorities.OrdererMSP.certificate);
    const blocks = (await rawBlocks()).map(decodeBlock);
    expect(blocks[0]?.signatures).toHaveLength(0);
    for (const { header, signatures } of blocks.slice(1)) {
      const metadata = common.Metadata.deserializeBinary(signatures);
      const [signature] = metadata.getSignaturesList();
      const creator = common.SignatureHeader.deserializeBinary(
        signature?.getSignatureHeader_asU8() ?? new Uint8Array(),
      );
      const identity = msp.SerializedIdentity.deserializeBinary(creator.getCreator_asU8());
      const certificate = new X509Certificate(identity.getIdBytes_asU8());
      expect(certificate.verify(root.publicKey)).toBe(true);
      const signed = Buffer.concat([
        metadata.getValue_asU8(),
        signature?.getSignatureHeader_asU8() ?? new Uint8Array(),
        headerBytes(header),
      ]);
      const bytes = signature?.getSignature_asU8() ?? new Uint8Array();
      expect(verify('sha256', signed, certificate.publicKey, bytes)).toBe(true);
      expect(isLowS(bytes)).toBe(true);
    }
  });

  test('carry a commit hash that follows from what clients hear', async () => {
    const { height } = await probe.client.status();
    const seen = await follow(0n, height - 1n);
    const blocks = (await rawBlocks()).map(decodeBlock);
    for (const [number, { codes, commitHash: hash }] of blocks.entries()) {
      if (number < 2) continue;
      const changes = (seen[number]?.transactions ?? []).flatMap(({ position, writes }) =>
        writes.map(({ key, value }) => ({
          namespace: 'fapiao',
          key,
          value,
          version: { block: number, tx: position },
        })),
      );
      const last = new Map(changes.map((change) => [change.key, change]));
      const expected = commitHash(codes, [...last.values()], blocks[number - 1]?.commitHash);
      expect(Buffer.from(hash ?? [])).toEqual(Buffer.from(expected));
    }
  });
});
