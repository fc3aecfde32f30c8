import { hash, verify, X509Certificate } from 'node:crypto';
import {
  type DraftJson,
  DraftList,
  type InvoiceViewJson,
  type IssuedOutcome,
  issueRequestText,
  type Json,
  numberPlus,
  type PageCall,
  statementText,
} from '@fapiao-ledger/core';
import { common, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { type Participant, pageCallOf, signedRequest } from '../support/signed-calls.ts';

const BUYER = enterprise(enterpriseCode(900));

let world: World;
let seller: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  seller = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(seller, { credit: '1000000.00', numbers: 1000 });
});

afterAll(() => world.close());

describe('the block of a page', () => {
  test('has each draft that was issued once, and none that was refused', async () => {
    const good = draftOf(seller.code, BUYER, { remark: 'issued-remark' });
    const bad = draftOf(seller.code, BUYER, {
      remark: 'refused-remark',
      type: 'SPECIAL',
      buyer: { type: 'PERSON' },
    });
    const { block } = await issue([[good], [bad]]);
    const text = block.toString('latin1');
    expect(text.split('issued-remark')).toHaveLength(2);
    expect(text).not.toContain('refused-remark');
  });

  test('and what it wrote tell what each seller signed', async () => {
    const lists = [
      [draftOf(seller.code, BUYER, { remark: '第一张' })],
      [draftOf(seller.code, BUYER), draftOf(seller.code, { type: 'PERSON' })],
    ];
    const { block, outcomes } = await issue(lists);
    const { requests, ledger, contract } = argumentIn(block);
    expect(requests).toHaveLength(2);
    const { publicKey } = new X509Certificate(seller.identity.certificate);
    for (const [index, { requestId, keyEpoch, notAfter, signature }] of requests.entries()) {
      const outcome = outcomes[index] as IssuedOutcome;
      const views = await Promise.all(
        Array.from({ length: outcome.count }, (_, offset) => world.read(numberPlus(outcome.first, offset))),
      );
      const drafts = new DraftList(views.map(draftOfView) as unknown as readonly Json[]);
      const digest = hash('sha256', issueRequestText(seller.code, { requestId, drafts }));
      const text = statementText({ ledger, contract, keyEpoch, notAfter }, digest);
      const der = Buffer.from(signature, 'base64');
      expect(verify('sha256', Buffer.from(text), publicKey, der)).toBe(true);
      expect(verify('sha256', Buffer.from(`${text} `), publicKey, der)).toBe(false);
    }
  });
});

async function issue(
  lists: readonly (readonly DraftJson[])[],
): Promise<{ block: Buffer; outcomes: readonly unknown[] }> {
  const requests = lists.map((drafts) => signedRequest(world, seller, drafts));
  const { blockNumber, result } = await world.client.submit(
    world.operator,
    pageCallOf(world.ledger, { seller: seller.code, lane: 'main' }, requests),
  );
  const { outcomes } = JSON.parse(result) as { outcomes: unknown[] };
  return { block: Buffer.from(await world.block(blockNumber)), outcomes };
}

/** An invoice without what the ledger added. The holder is its own addition unless the draft names one. */
function draftOfView({ invoice }: InvoiceViewJson): DraftJson {
  const { type, seller: by, buyer, lines, totals, remark } = invoice;
  return { type, seller: by.code, buyer, lines, totals, ...(remark === undefined ? {} : { remark }) };
}

function argumentIn(bytes: Uint8Array): PageCall['argument'] {
  const [envelope] = common.Block.deserializeBinary(bytes).getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope as Uint8Array).getPayload_asU8(),
  );
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(
    peer.ChaincodeActionPayload.deserializeBinary(
      action?.getPayload_asU8() ?? new Uint8Array(),
    ).getChaincodeProposalPayload_asU8(),
  );
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8());
  const [, argument] = invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  return JSON.parse(Buffer.from(argument ?? []).toString()) as PageCall['argument'];
}
