import type { EndorsementResponse, ProposalResponse } from 'fabric-common';
import { failureOf } from './failure.js';

/** The first endorser's answer, when all of them agreed. @throws {FabricFailure} with each one's reason */
export function successOf({ errors, responses }: ProposalResponse): EndorsementResponse {
  const failed = responses.filter((each) => each.endorsement === undefined || each.response.status >= 400);
  const [first] = responses;
  if (errors.length === 0 && failed.length === 0 && first !== undefined) return first;
  const details = [
    ...failed.map((each) => `${each.connection.name}: ${each.response.message}`),
    ...errors.flatMap(detailsOf),
  ];
  throw failureOf(undefined, 'the peers did not endorse', details, errors[0]);
}

/** Discovery puts the endorsers' answers into one error; those that did endorse have no reason to tell. */
function detailsOf(error: Error & { endorsements?: readonly unknown[] }): string[] {
  const nested = (error.endorsements ?? []) as readonly Partial<Error & EndorsementResponse>[];
  const reasons = nested.flatMap(({ message, response, connection }) => {
    const reason = response?.message ?? message ?? '';
    return reason === '' ? [] : [`${connection?.name ?? 'peer'}: ${reason}`];
  });
  return [error.message, ...reasons];
}
