import { isPersonId } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { PortalIdentity } from '../shared/identity/portal-identity.ts';
import { type Party, partyInFragment } from '../shared/party-code.ts';
import { PortalError } from '../shared/portal-error.ts';
import { type Ask, type Question, Session } from '../shared/session.ts';
import { Store } from '../shared/store.ts';
import { type HolderWords, holderWordsIn } from '../shared/words/holder/index.ts';
import { useFrame } from './frame.ts';
import { ActPage } from './held/act-page.tsx';
import { ConfirmDialog } from './held/confirm-dialog.tsx';
import { HeldList } from './held/held-list.tsx';
import { InvoiceBook } from './held/invoice-book.ts';
import { InvoicePage } from './held/invoice-page.tsx';
import { OwnActs } from './held/own-acts.ts';
import { PartyPage } from './held/party-page.tsx';
import { RecordsPage } from './held/records-page.tsx';
import { type OpenWallet, WalletContext } from './held/wallet-context.ts';
import { IdentityPage } from './identity/identity-page.tsx';
import { lazyPart } from './lazy-part.tsx';
import { go } from './route.ts';
import { holderAtStart, keepHolder } from './settings.ts';
import { type WalletWords, walletWordsIn } from './words/wallet/index.ts';

/** What reads identity files and certificates is loaded only by a visitor without an identity. */
const WayIn = lazyPart(async () => (await import('./identity/way-in.tsx')).WayIn);
const CodePage = lazyPart(async () => (await import('./party/code-page.tsx')).CodePage);

interface Texts {
  readonly words: WalletWords;
  readonly signing: HolderWords;
}

interface Kept {
  readonly store: Store;
  readonly identities: readonly PortalIdentity[];
}

/** The wallet of a holder: it opens what this browser keeps, or asks for an identity. */
export function Wallet({ path }: { readonly path: string }): VNode {
  const frame = useFrame();
  const texts = useTexts();
  const [kept, setKept] = useState<Kept | 'denied'>();
  const [used, setUsed] = useState(holderAtStart);
  const [isEntering, setEntering] = useState(false);
  const read = useCallback(
    async (store: Store): Promise<void> => setKept({ store, identities: await holdersIn(store) }),
    [],
  );
  useEffect(() => {
    Store.open().then(read, () => setKept('denied'));
  }, [read]);
  if (texts === undefined || kept === undefined) return <p role="status">{frame.words.loading}</p>;
  const { words, signing } = texts;
  if (kept === 'denied') return <p class="notice bad">{signing.faults['storage-unavailable']}</p>;
  const { store, identities } = kept;
  const identity = holderOf(identities, used);
  const use = (id: string): void => {
    setUsed(id);
    keepHolder(id);
  };
  const enter = ({ id }: PortalIdentity): void => {
    use(id);
    setEntering(false);
    void read(store);
  };
  if (identity === undefined || isEntering)
    return (
      <WayIn
        store={store}
        words={words}
        faultText={(error) => faultText(error, signing)}
        onIdentity={enter}
      />
    );
  return (
    <OpenedWallet key={identity.id} path={path} identity={identity} store={store} texts={texts}>
      <IdentityPage
        identities={identities}
        onUse={(id) => {
          use(id);
          go('/held');
        }}
        onForget={(id) => void store.forgetIdentity(id).then(async () => await read(store))}
        onAnother={() => setEntering(true)}
      />
    </OpenedWallet>
  );
}

/** Returns the identity that was used last, else that of a person, because companies work at a desk. */
function holderOf(identities: readonly PortalIdentity[], used: string | null): PortalIdentity | undefined {
  const lastUsed = identities.find(({ id }) => id === used);
  return lastUsed ?? identities.find(({ code }) => isPersonId(code)) ?? identities[0];
}

/** Officers work at a desk: the wallet is for holders. */
async function holdersIn(store: Store): Promise<readonly PortalIdentity[]> {
  return (await store.identities()).filter(({ role }) => role === 'taxpayer');
}

function faultText(error: unknown, { faults }: HolderWords): string {
  return error instanceof PortalError ? faults[error.fault] : String(error);
}

function useTexts(): Texts | undefined {
  const { language } = useFrame();
  const [texts, setTexts] = useState<Texts>();
  useEffect(() => {
    void Promise.all([walletWordsIn(language), holderWordsIn(language)]).then(([words, signing]) =>
      setTexts({ words, signing }),
    );
  }, [language]);
  return texts;
}

interface OpenedParts {
  readonly path: string;
  readonly identity: PortalIdentity;
  readonly store: Store;
  readonly texts: Texts;
  readonly children: VNode;
}

function OpenedWallet({ path, identity, store, texts, children }: OpenedParts): VNode {
  const { ask, dialog } = useQuestion(texts.signing);
  const parts = useMemo(() => {
    const session = new Session({ gateway: new URL(location.origin), identity, store });
    return { session, book: new InvoiceBook(session, store), acts: new OwnActs(session, store) };
  }, [identity, store]);
  const wallet: OpenWallet = { ...parts, ...texts, ask };
  return (
    <WalletContext.Provider value={wallet}>
      <OpenPage path={path} identityPage={children} />
      {dialog}
    </WalletContext.Provider>
  );
}

/** Returns the question that is open, as a dialog, and the way to ask one. */
function useQuestion(signing: HolderWords): { readonly ask: Ask; readonly dialog: VNode | undefined } {
  const [open, setOpen] = useState<{ question: Question; answer: (isAgreed: boolean) => void }>();
  const ask: Ask = async (question) =>
    await new Promise((resolve) => {
      const answer = (isAgreed: boolean): void => {
        setOpen(undefined);
        resolve(isAgreed);
      };
      setOpen({ question, answer });
    });
  const dialog = open && <ConfirmDialog question={open.question} signing={signing} onAnswer={open.answer} />;
  return { ask, dialog };
}

const NUMBER = /^\/held\/([0-9]{20})(?:\/(pass|hand-in))?$/;

function OpenPage({ path, identityPage }: { readonly path: string; readonly identityPage: VNode }): VNode {
  const [place = '', query = ''] = path.split('?');
  const party = partyInFragment(query);
  const [, number, act] = NUMBER.exec(place) ?? [];
  if (number !== undefined) return <NumberPage key={path} number={number} act={act} party={party} />;
  switch (place) {
    case '/party':
      return party === undefined ? <HeldList /> : <PartyPage party={party} />;
    case '/code':
      return <CodePage />;
    case '/records':
      return <RecordsPage />;
    case '/identity':
      return identityPage;
    default:
      return <HeldList />;
  }
}

interface NumberParts {
  readonly number: string;
  readonly act: string | undefined;
  readonly party: Party | undefined;
}

/** One invoice, or what the holder does with it. */
function NumberPage({ number, act, party }: NumberParts): VNode {
  if (act === undefined) return <InvoicePage number={number} />;
  return <ActPage operation={act === 'pass' ? 'transfer' : 'lock'} number={number} given={party} />;
}
