import type { VNode } from 'preact';
import { beijingText } from '../../shared/moment.ts';
import type { WalletWords } from '../words/wallet/index.ts';
import type { HeldInvoice } from './invoice-book.ts';
import { type TimelineEvent, timelineOf } from './timeline.ts';
import { useWallet } from './wallet-context.ts';

/** What happened to an invoice, newest first, in Beijing time. */
export function Timeline({ held }: { readonly held: HeldInvoice }): VNode {
  const { session, words } = useWallet();
  return (
    <ol class="timeline">
      {timelineOf(held.invoice, held.history).map((event) => (
        <li key={`${event.at} ${event.kind}`}>
          <time dateTime={event.at}>{beijingText(event.at)}</time>
          <span>{textOf(event, session.identity.code, words)}</span>
        </li>
      ))}
    </ol>
  );
}

function textOf({ kind, party = '', amount = '' }: TimelineEvent, own: string, words: WalletWords): string {
  if (kind === 'transferred') return party === own ? words.received : words.transferred(party);
  if (kind === 'handedIn') return words.handedIn(party);
  if (kind === 'booked') return words.booked(party, amount);
  return kind === 'reversed' ? words.reversed(amount) : words[kind];
}
