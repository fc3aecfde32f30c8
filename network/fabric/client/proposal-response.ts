import type { EndorsementResponse, ProposalResponse } from 'fabric-common';
import { failureOf } from './failure.js';

/** Returns the first endorser's answer, when all agreed. @throws {FabricFailure} with the reason of each endorser */
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

/** Returns the reasons of the endorsers that refused. Discovery puts the answers of all into one error. */
function detailsOf(error: Error & { endorsements?: readonly unknown[] }): string[] {
  const nested = (error.endorsements ?? []) as readonly Partial<Error & EndorsementResponse>[];
  const reasons = nested.flatMap(({ message, response, connection }) => {
    const reason = response?.message ?? message ?? '';
    return reason === '' ? [] : [`${connection?.name ?? 'peer'}: ${reason}`];
  });
  return [error.message, ...reasons];
}
