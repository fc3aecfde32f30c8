import type { FoundOwnId, GatewayClient, OwnIdsAnswer } from '@fapiao-ledger/client';
import { contentDigest } from '@fapiao-ledger/client/drafts';
import { type Fault, PAGE_INVOICES_MAX, refUsed } from '@fapiao-ledger/core';
import { phrase } from '../words/phrase.js';
import type { FoundRow, RefusedRow } from './import-report.js';
import type { PreparedRow } from './prepare-rows.js';

export interface SortedRows {
  readonly fresh: readonly PreparedRow[];
  /** Drafts that are invoices already. */
  readonly found: readonly FoundRow[];
  /** Drafts whose own id has an invoice that says something else. */
  readonly refused: readonly RefusedRow[];
}

/**
 * Asks the gateway which own ids have an invoice, and sorts the rows by it. The gateway's word only keeps drafts back: that an own id is
 * free leads to a request that the ledger judges.
 */
export async function sortByOwnIds(
  client: Pick<GatewayClient, 'ask'>,
  rows: readonly PreparedRow[],
): Promise<SortedRows> {
  const known = await knownOf(
    client,
    rows.flatMap(({ ref }) => (ref === undefined ? [] : [ref])),
  );
  const sorted = { fresh: [] as PreparedRow[], found: [] as FoundRow[], refused: [] as RefusedRow[] };
  for (const row of rows) {
    const invoices = known.get(row.ref ?? '') ?? [];
    const same = invoices.find(({ content }) => content === contentDigest(row.draft));
    const [other] = invoices;
    if (same !== undefined) sorted.found.push({ line: row.line, number: same.number });
    else if (other !== undefined) sorted.refused.push({ line: row.line, faults: [otherContent(other)] });
    else sorted.fresh.push(row);
  }
  return sorted;
}

async function knownOf(
  client: Pick<GatewayClient, 'ask'>,
  refs: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundOwnId[]>> {
  const known = new Map<string, FoundOwnId[]>();
  for (let from = 0; from < refs.length; from += PAGE_INVOICES_MAX) {
    const asked = refs.slice(from, from + PAGE_INVOICES_MAX);
    const { found } = await client.ask<OwnIdsAnswer>('/own-ids', { refs: asked });
    for (const invoice of found) known.set(invoice.ref, [...(known.get(invoice.ref) ?? []), invoice]);
  }
  return known;
}

function otherContent({ ref, number }: FoundOwnId): Fault {
  const message = phrase(
    'invoice {number} has the own id "{ref}" already, and says something else: give this draft another own id, or leave it out',
    { number, ref },
  );
  return { ...refUsed(ref, number, '/ref'), message };
}
