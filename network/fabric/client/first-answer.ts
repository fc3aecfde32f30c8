import { FabricFailure, failureOf } from './failure.js';

/**
 * Calls one peer after another until one answers. Only when a peer is unreachable is the next one called.
 * @param translate turns a library's errors into failures
 * @throws {FabricFailure} of the last peer; unreachable when there is none
 */
export async function firstAnswer<Peer, Answer>(
  peers: readonly Peer[],
  ask: (peer: Peer) => Promise<Answer>,
  translate: (ask: () => Promise<Answer>) => Promise<Answer> = translated,
): Promise<Answer> {
  let lost: FabricFailure | undefined;
  for (const peer of peers) {
    try {
      return await translate(() => ask(peer));
    } catch (error) {
      if (!(error instanceof FabricFailure) || error.kind !== 'unreachable') throw error;
      lost = error;
    }
  }
  throw lost ?? new FabricFailure('unreachable', 'the channel has no peer of the connection', [], undefined);
}

/** Calls a library and turns its errors into failures. @throws {FabricFailure} */
export async function translated<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof FabricFailure || !(error instanceof Error)) throw error;
    const { code } = error as { code?: unknown };
    throw failureOf(typeof code === 'number' ? code : undefined, error.message, [], error);
  }
}
