import {
  canonicalJson,
  type HistoryEntry,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  type Json,
} from '@fapiao-ledger/core';

/** A thing that happened to an invoice, with the texts that its words need. */
export interface TimelineEvent {
  readonly at: string;
  readonly kind:
    | 'issued'
    | 'transferred'
    | 'handedIn'
    | 'returned'
    | 'booked'
    | 'frozen'
    | 'released'
    | 'formStarted'
    | 'reversed'
    | 'useConfirmed'
    | 'useRevoked'
    | 'changed';
  /** The new holder, or the company. */
  readonly party?: string;
  readonly amount?: string;
}

type Change = Omit<TimelineEvent, 'at'>;

/**
 * Returns what happened to an invoice, newest first: each state is compared with the one before it, and the first with that at its issue.
 * @param history newest first; it is empty while nothing but the issue has happened
 */
export function timelineOf(invoice: InvoiceJson, history: readonly HistoryEntry[]): readonly TimelineEvent[] {
  const events = history.flatMap(({ at, status }, index) => {
    const before = history[index + 1]?.status ?? initialStatus(invoice);
    return changesOf(before, status).map((change) => ({ at, ...change }));
  });
  return [...events, { at: invoice.issuedAt, kind: 'issued' }];
}

function changesOf(before: InvoiceStatusJson, after: InvoiceStatusJson): readonly Change[] {
  const changes = [
    ...transferOf(before, after),
    ...bookingsOf(before, after),
    ...lockOf(before, after),
    ...freezeOf(before, after),
    ...reversalOf(before, after),
    ...confirmationOf(before, after),
  ];
  if (changes.length > 0 || isSame(before, after)) return changes;
  return [{ kind: 'changed' }];
}

function transferOf(before: InvoiceStatusJson, { holder }: InvoiceStatusJson): readonly Change[] {
  return before.holder === holder ? [] : [{ kind: 'transferred', party: holder }];
}

function bookingsOf(before: InvoiceStatusJson, { redemptions }: InvoiceStatusJson): readonly Change[] {
  return redemptions
    .slice(before.redemptions.length)
    .map(({ company, amount }) => ({ kind: 'booked', party: company, amount }));
}

/** A lock that ends by a booking is no return. */
function lockOf(before: InvoiceStatusJson, after: InvoiceStatusJson): readonly Change[] {
  const { lock } = after;
  if (lock !== undefined && before.lock?.lockedAt !== lock.lockedAt)
    return [{ kind: 'handedIn', party: lock.company }];
  const isReturned =
    before.lock !== undefined && lock === undefined && after.redemptions.length === before.redemptions.length;
  return isReturned && after.state === 'OPEN' ? [{ kind: 'returned', party: before.lock.company }] : [];
}

function freezeOf(before: InvoiceStatusJson, after: InvoiceStatusJson): readonly Change[] {
  if ((before.frozen === undefined) === (after.frozen === undefined)) return [];
  return [{ kind: after.frozen === undefined ? 'released' : 'frozen' }];
}

function reversalOf(before: InvoiceStatusJson, { reversal }: InvoiceStatusJson): readonly Change[] {
  if (reversal === undefined) return [];
  const started = reversal.forms > (before.reversal?.forms ?? 0);
  const isReversed = reversal.reds.length > (before.reversal?.reds.length ?? 0);
  if (isReversed) return [{ kind: 'reversed', amount: reversal.totals.gross }];
  return started ? [{ kind: 'formStarted' }] : [];
}

function confirmationOf(before: InvoiceStatusJson, after: InvoiceStatusJson): readonly Change[] {
  if (before.use?.at === after.use?.at) return [];
  return [{ kind: after.use === undefined ? 'useRevoked' : 'useConfirmed' }];
}

function isSame(one: InvoiceStatusJson, other: InvoiceStatusJson): boolean {
  return canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);
}
