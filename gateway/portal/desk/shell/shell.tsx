import { isInvoiceNumber } from '@fapiao-ledger/core';
import { type ReactNode, Suspense, useId, useMemo, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import type { Session } from '../../shared/session.ts';
import type { Store } from '../../shared/store.ts';
import type { Language } from '../../shared/words/language.ts';
import { type Desk, DeskContext, useDesk } from '../desk.ts';
import { type DeskPage, PAGES } from '../pages.ts';
import { go, hashOf, useRoute } from '../route.ts';
import { Cross, Menu, Search } from '../widgets/icons.tsx';
import { Notices, tell } from '../widgets/notices.tsx';
import type { DeskWords } from '../words/index.ts';
import { useOwnName } from './own-name.ts';
import { PageBoundary } from './page-boundary.tsx';
import { Preferences } from './preferences.tsx';
import { useSigning } from './use-signing.tsx';

export interface ShellProps {
  readonly language: Language;
  readonly words: DeskWords;
  readonly store: Store;
  readonly session: Session;
  readonly onLanguage: (language: Language) => void;
  readonly onLeave: () => void;
}

/** The frame around every page of a desk: menu, search, identity, and the one place where signing is confirmed. */
export function Shell({ language, words, store, session, onLanguage, onLeave }: ShellProps) {
  const { sign, ask, dialog } = useSigning({ session, store, words });
  const [isOpen, setOpen] = useState(false);
  const name = useOwnName(session, store);
  const desk = useMemo<Desk>(
    () => ({ language, words, store, session, sign, ask, tell }),
    [language, words, store, session, sign, ask],
  );
  return (
    <DeskContext value={desk}>
      <Button className="skip" onPress={() => document.getElementById('content')?.focus()}>
        {words.skip}
      </Button>
      <div className="shell" data-open={isOpen || undefined}>
        <Side words={words} session={session} isOpen={isOpen} onOpen={setOpen} />
        <div className="stage">
          <header className="top">
            <NumberSearch words={words} />
            <span className="grow" />
            <span className="who">
              <span className="quiet">{words.actor}</span>{' '}
              {name !== undefined && <span className="who-name">{name}</span>}{' '}
              <strong>{session.identity.id}</strong>
            </span>
            <div className="account">
              <Preferences language={language} words={words} onLanguage={onLanguage} />
              <Button className="button" onPress={onLeave}>
                {words.leave}
              </Button>
            </div>
          </header>
          <main id="content" tabIndex={-1}>
            <CurrentPage />
          </main>
        </div>
      </div>
      {dialog}
      <Notices words={words} />
    </DeskContext>
  );
}

interface SideProps extends Pick<ShellProps, 'words' | 'session'> {
  /** Whether the menu is open on a screen that has no room for it beside the page. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function Side({ words, session, isOpen, onOpen }: SideProps) {
  const { parts } = useRoute();
  const groups = groupsOf(PAGES.filter(({ role, isInMenu }) => isInMenu && role === session.identity.role));
  return (
    <nav className="side" aria-label={words.menu}>
      <div className="brand">
        <span className="seal" aria-hidden="true">
          票
        </span>
        <strong>{words.app}</strong>
        <Button
          className="button icon-button side-toggle"
          aria-label={words.menu}
          aria-expanded={isOpen}
          onPress={() => onOpen(!isOpen)}
        >
          {isOpen ? <Cross /> : <Menu />}
        </Button>
      </div>
      {groups.map(({ group, pages }) => (
        <MenuGroup key={group ?? ''} title={group === undefined ? undefined : words.groups[group]}>
          {pages.map(({ name, label }) => (
            <li key={name}>
              <a
                href={hashOf(`/${name}`)}
                aria-current={(parts[0] ?? '') === name ? 'page' : undefined}
                onClick={() => onOpen(false)}
              >
                {words.nav[label]}
              </a>
            </li>
          ))}
        </MenuGroup>
      ))}
      <ul className="outside">
        <li>
          <a href="/">{words.check}</a>
        </li>
        <li>
          <a href="/docs">API</a>
        </li>
      </ul>
    </nav>
  );
}

function MenuGroup({
  title,
  children,
}: {
  readonly title: string | undefined;
  readonly children: ReactNode;
}) {
  const id = useId();
  if (title === undefined) return <ul>{children}</ul>;
  return (
    <div className="menu-group">
      <p id={id}>{title}</p>
      <ul aria-labelledby={id}>{children}</ul>
    </div>
  );
}

interface PageGroup {
  readonly group: DeskPage['group'];
  readonly pages: DeskPage[];
}

/** Returns pages in their order, those of a group together. */
function groupsOf(pages: readonly DeskPage[]): readonly PageGroup[] {
  const groups: PageGroup[] = [];
  for (const page of pages) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === page.group) last.pages.push(page);
    else groups.push({ group: page.group, pages: [page] });
  }
  return groups;
}

/** Goes to an invoice by its number. Spaces and hyphens, as printed, do not matter. */
function NumberSearch({ words }: Pick<ShellProps, 'words'>) {
  const [text, setText] = useState('');
  const number = text.replaceAll(/[\s-]/g, '');
  return (
    <SearchField
      className="field search"
      aria-label={words.search}
      value={text}
      onChange={setText}
      onSubmit={() => {
        if (isInvoiceNumber(number)) go(hashOf(`/invoices/${number}`));
        else tell({ kind: 'failed', title: words.searchWrong });
      }}
    >
      <Search />
      <Input placeholder={words.search} />
      <Button className="button icon-button" aria-label={words.close}>
        <Cross />
      </Button>
    </SearchField>
  );
}

function CurrentPage() {
  const { parts } = useRoute();
  const { words, session } = useDesk();
  const own = PAGES.filter(({ role }) => role === session.identity.role);
  const page = own.find(({ name }) => name === (parts[0] ?? '')) ?? own[0];
  if (page === undefined) return null;
  const { view: View, name } = page;
  return (
    <PageBoundary key={name} words={words}>
      <Suspense fallback={<p className="quiet">{words.loading}</p>}>
        <View />
      </Suspense>
    </PageBoundary>
  );
}
