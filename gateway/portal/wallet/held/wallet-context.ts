import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Ask, Session } from '../../shared/session.ts';
import type { HolderWords } from '../../shared/words/holder/index.ts';
import type { WalletWords } from '../words/wallet/index.ts';
import type { InvoiceBook } from './invoice-book.ts';
import type { OwnActs } from './own-acts.ts';

/** What the pages of an open wallet share. */
export interface OpenWallet {
  readonly session: Session;
  readonly book: InvoiceBook;
  readonly acts: OwnActs;
  readonly ask: Ask;
  readonly words: WalletWords;
  /** Texts of what is signed. */
  readonly signing: HolderWords;
}

export const WalletContext = createContext<OpenWallet | undefined>(undefined);

/** Returns the wallet of the page that calls it. */
export function useWallet(): OpenWallet {
  const wallet = useContext(WalletContext);
  if (wallet === undefined) throw new Error('a page of the wallet stands outside of it');
  return wallet;
}
