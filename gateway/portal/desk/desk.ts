import { createContext, use } from 'react';
import type { Ask, Session } from '../shared/session.ts';
import type { Act } from '../shared/signing/act.ts';
import type { Store } from '../shared/store.ts';
import type { Language } from '../shared/words/language.ts';
import type { DeskWords } from './words/index.ts';

/** What every page of the desks works with. */
export interface Desk {
  readonly language: Language;
  readonly words: DeskWords;
  readonly store: Store;
  readonly session: Session;
  /** Shows an act, signs it when the person agrees, and tells of the outcome; undefined when it did not succeed. */
  readonly sign: <T>(act: Act) => Promise<T | undefined>;
  /** Shows a question about what would be signed. */
  readonly ask: Ask;
  readonly tell: (notice: Notice) => void;
}

/** A short message that goes away by itself. */
export interface Notice {
  readonly kind: 'done' | 'failed' | 'note';
  readonly title: string;
  readonly detail?: string;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** Returns what the page works with. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === undefined) throw new Error('this part of the page needs a desk around it');
  return desk;
}
