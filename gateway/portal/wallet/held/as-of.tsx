import { formatInstant } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { beijingText } from '../../shared/moment.ts';
import type { Shown } from './use-copy.ts';
import { useWallet } from './wallet-context.ts';

/** Returns a moment in milliseconds since 1970 as Beijing time. */
export function momentText(milliseconds: number): string {
  return beijingText(formatInstant(Math.floor(milliseconds / 1_000)));
}

/** Says as of when the page is, and offers to read it again. A copy without a network is marked. */
export function AsOf({ shown }: { readonly shown: Shown<unknown> }): VNode {
  const { words } = useWallet();
  const { copy, state, refresh } = shown;
  const moment = copy && momentText(copy.asOf);
  const isStale = state === 'failed';
  const text = moment === undefined ? words.noCopy : isStale ? words.offline(moment) : words.asOf(moment);
  const isWaiting = moment === undefined && !isStale;
  return (
    <p class={isStale ? 'as-of warn' : 'as-of'} role="status">
      <span>{isWaiting ? words.refreshing : text}</span>
      <button type="button" class="plain" onClick={refresh} disabled={state === 'reading'}>
        {words.refresh}
      </button>
    </p>
  );
}
