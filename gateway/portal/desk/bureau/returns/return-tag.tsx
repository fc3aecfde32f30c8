import type { ReturnState } from '@fapiao-ledger/core';
import type { ReactNode } from 'react';
import type { DeskWords } from '../../words/index.ts';

const TONES: Readonly<Record<ReturnState, string>> = { FILED: 'wait', ACCEPTED: 'good', DIFFERS: 'bad' };

/** The state of a return. The text says it; the color only helps. */
export function returnTag(state: ReturnState, words: DeskWords): ReactNode {
  return <span className={`tag ${TONES[state]}`}>{words.returns.states[state]}</span>;
}
