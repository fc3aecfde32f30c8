import { FabricFailure } from '@fapiao-ledger/network/fabric/client/failure';
import { firstAnswer } from '@fapiao-ledger/network/fabric/client/first-answer';
import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';

const refused = (code: number, message: string): Error => Object.assign(new Error(message), { code });

test('the next peer is called when a peer cannot be reached, and errors of a library become failures', async () => {
  const asked: string[] = [];
  const answer = await firstAnswer(['a', 'b', 'c'], async (peer) => {
    asked.push(peer);
    if (peer === 'a') throw refused(status.UNAVAILABLE, 'No connection established');
    return peer;
  });
  expect({ answer, asked }).toEqual({ answer: 'b', asked: ['a', 'b'] });
});

test('a peer that refuses is the last one asked', async () => {
  const attempt = firstAnswer(['a', 'b'], async (peer) => {
    throw refused(status.UNKNOWN, `${peer} says access denied`);
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'refused', message: 'a says access denied' });
  await expect(attempt).rejects.toBeInstanceOf(FabricFailure);
});

test('without any peer, or with none that can be reached, that is the failure', async () => {
  await expect(firstAnswer([], async () => 'nothing')).rejects.toMatchObject({ kind: 'unreachable' });
  const attempt = firstAnswer(['a', 'b'], async (peer) => {
    throw refused(status.DEADLINE_EXCEEDED, `${peer} does not answer`);
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'unreachable', message: 'b does not answer' });
});

test('a fault of the program stays one', async () => {
  await expect(firstAnswer(['a'], () => Promise.reject('no error'))).rejects.toBe('no error');
});
